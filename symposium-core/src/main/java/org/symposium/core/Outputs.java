package org.symposium.core;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.symposium.core.internal.flow.Parts;
import org.symposium.core.internal.types.KnownType;
import org.symposium.spi.model.Integration;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.NotFoundException;
import org.symposium.spi.model.Output;
import org.symposium.spi.model.Query;
import org.symposium.spi.model.Schedule;
import org.symposium.spi.model.Source;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.View;

/** One owner's outputs. Spec: <em>Output Flow</em>. */
public final class Outputs {
    private final Parts parts;
    private final Definitions<Output> definitions;
    private final Rows<Integration> integrations;
    private final Rows<View> views;
    private final Rows<Source> sources;
    private final Rows<Query> queries;

    Outputs(Parts parts, String owner) {
        this.parts = parts;
        this.definitions = new Definitions<>(parts, Output.KIND, owner);
        this.integrations = new Rows<>(parts.stores().table(Integration.KIND), Integration.KIND, owner);
        this.views = new Rows<>(parts.stores().table(View.KIND), View.KIND, owner);
        this.sources = new Rows<>(parts.stores().table(Source.KIND), Source.KIND, owner);
        this.queries = new Rows<>(parts.stores().table(Query.KIND), Query.KIND, owner);
    }

    /** As {@link #create(OutputDraft)}, run by hand, over all cards it has not delivered yet. */
    public Output create(String integrationId, String name, Settings settings, String template) {
        return create(OutputDraft.of(integrationId, name, settings).template(template));
    }

    /**
     * Makes an output.
     *
     * @throws NotFoundException when the owner has no such integration
     * @throws InvalidInputException when its type is not installed, or with all violations; nothing was written then
     */
    public Output create(OutputDraft draft) {
        return definitions.insert(checked(draft, Values.empty(), Optional.empty()));
    }

    /** One of them. */
    public Optional<Output> find(String id) {
        return definitions.find(id);
    }

    /**
     * One of them.
     *
     * @throws NotFoundException when there is none
     */
    public Output get(String id) {
        return definitions.get(id);
    }

    /** All of them, oldest first. */
    public List<Output> list() {
        return definitions.all(Map.of());
    }

    /** Those of one integration, oldest first. */
    public List<Output> listOf(String integrationId) {
        return definitions.all(Map.of("integration_id", integrationId));
    }

    /** Changes what its user decides, on top of whatever it is at that moment; checked as in {@link #create(OutputDraft)}. */
    public Output update(String id, UnaryOperator<OutputDraft> change) {
        return definitions.update(
                id, before -> checked(change.apply(OutputDraft.of(before)), before.filter(), before.schedule()));
    }

    /** Switches it on; its schedule goes on from now. */
    public Output enable(String id) {
        return definitions.switched(id, true);
    }

    /** Switches it off: it runs neither by itself nor by hand. */
    public Output disable(String id) {
        return definitions.switched(id, false);
    }

    /** Deletes it. What it delivered, and its log, stay. */
    public void delete(String id) {
        definitions.delete(id);
    }

    private Values checked(OutputDraft draft, Values filterBefore, Optional<Schedule> before) {
        Integration integration = integrations.get(draft.integrationId());
        KnownType type = DefinitionCheck.installed(parts, integration);
        new DefinitionCheck(parts)
                .name(draft.name())
                .role(type.type().category().canBeOutput(), type, "outputs")
                .settings(type.type().outputSchema(), draft.settings().values(), integration, type)
                .template("template", draft.template())
                .template("subject", draft.subject())
                .filter(draft.filter(), filterBefore, id -> views.find(id).isPresent(), this::makesCards)
                .scheduling(draft.schedule(), type)
                .schedule(draft.schedule(), before)
                .done();
        return draft.toValues();
    }

    private boolean makesCards(String id) {
        return sources.find(id).isPresent() || queries.find(id).isPresent();
    }
}
