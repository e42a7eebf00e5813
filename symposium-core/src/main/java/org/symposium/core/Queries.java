package org.symposium.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.symposium.core.internal.flow.Parts;
import org.symposium.core.internal.runs.QueueEntries;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.NotFoundException;
import org.symposium.spi.model.Query;
import org.symposium.spi.model.Source;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Violation;

/** One owner's queries. Spec: <em>Partial Success (Queries)</em>. */
public final class Queries {
    private final Definitions<Query> definitions;
    private final Rows<Source> sources;

    Queries(Parts parts, QueueEntries entries, String owner) {
        this.definitions = new Definitions<>(parts, entries, Query.KIND, owner);
        this.sources = new Rows<>(parts.stores().table(Source.KIND), Source.KIND, owner);
    }

    /**
     * Makes a query.
     *
     * @throws InvalidInputException with all violations, sources that are not the owner's among them; nothing was written then
     */
    public Query create(QueryDraft draft) {
        return definitions.insert(checked(draft));
    }

    /** One of them. */
    public Optional<Query> find(String id) {
        return definitions.find(id);
    }

    /**
     * One of them.
     *
     * @throws NotFoundException when there is none
     */
    public Query get(String id) {
        return definitions.get(id);
    }

    /** All of them, oldest first. */
    public List<Query> list() {
        return definitions.all(Map.of());
    }

    /** Changes what its user decides, on top of whatever it is at that moment; checked as in {@link #create}. */
    public Query update(String id, UnaryOperator<QueryDraft> change) {
        return definitions.update(id, before -> checked(change.apply(QueryDraft.of(before))));
    }

    /** Switches it on. */
    public Query enable(String id) {
        return definitions.switched(id, true);
    }

    /** Switches it off. */
    public Query disable(String id) {
        return definitions.switched(id, false);
    }

    /** Deletes it. Its cards and its log stay. */
    public void delete(String id) {
        definitions.delete(id);
    }

    private Values checked(QueryDraft draft) {
        var violations = new ArrayList<Violation>();
        Rows.checkName(draft.name(), violations);
        if (draft.sourceIds().isEmpty()) {
            violations.add(new Violation("source_ids", "min_items", "must name at least one source"));
        }
        for (int at = 0; at < draft.sourceIds().size(); at++) {
            if (sources.find(draft.sourceIds().get(at)).isEmpty()) {
                violations.add(new Violation("source_ids." + at, "unknown", "is no source of this owner"));
            }
        }
        InvalidInputException.throwIfAny(violations);
        return draft.toValues();
    }
}
