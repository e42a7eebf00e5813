package org.symposium.core;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.symposium.core.internal.flow.Parts;
import org.symposium.core.internal.flow.QueryFlow;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.NotFoundException;
import org.symposium.spi.model.Query;
import org.symposium.spi.model.Schedule;
import org.symposium.spi.model.Source;
import org.symposium.spi.model.Values;

/** One owner's queries. Spec: <em>Partial Success (Queries)</em>. */
public final class Queries {
    private final Parts parts;
    private final Definitions<Query> definitions;
    private final Rows<Source> sources;

    Queries(Parts parts, String owner) {
        this.parts = parts;
        this.definitions = new Definitions<>(parts, Query.KIND, owner);
        this.sources = new Rows<>(parts.stores().table(Source.KIND), Source.KIND, owner);
    }

    /**
     * Makes a query.
     *
     * @throws InvalidInputException with all violations, sources that are not the owner's among them; nothing was written then
     */
    public Query create(QueryDraft draft) {
        return definitions.insert(checked(draft, List.of(), Optional.empty()));
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

    /**
     * Changes what its user decides, on top of whatever it is at that moment; checked as in {@link #create}, but that sources which were deleted since may stay. Each run says of
     * those that they are gone.
     */
    public Query update(String id, UnaryOperator<QueryDraft> change) {
        return definitions.update(
                id, before -> checked(change.apply(QueryDraft.of(before)), before.sourceIds(), before.schedule()));
    }

    /** Switches it on; its schedule goes on from now. */
    public Query enable(String id) {
        return definitions.switched(id, true);
    }

    /** Switches it off: it runs neither by itself nor by hand. */
    public Query disable(String id) {
        return definitions.switched(id, false);
    }

    /** Deletes it. Its cards and its log stay. */
    public void delete(String id) {
        definitions.delete(id);
    }

    private Values checked(QueryDraft draft, List<String> sourcesBefore, Optional<Schedule> before) {
        new DefinitionCheck(parts)
                .name(draft.name())
                .tags(draft.tags())
                .sources(
                        draft.sourceIds(), sourcesBefore, id -> sources.find(id).isPresent())
                .template("config.template", draft.template())
                .add(QueryOptionsCheck.of(draft, QueryFlow.longestDeadline(parts)))
                .schedule(draft.schedule(), before)
                .done();
        return draft.toValues();
    }
}
