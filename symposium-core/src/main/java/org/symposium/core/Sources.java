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
import org.symposium.spi.model.Schedule;
import org.symposium.spi.model.Source;
import org.symposium.spi.model.Values;

/** One owner's sources. Spec: <em>Source Flow</em>. */
public final class Sources {
    private final Parts parts;
    private final Definitions<Source> definitions;
    private final Rows<Integration> integrations;

    Sources(Parts parts, String owner) {
        this.parts = parts;
        this.definitions = new Definitions<>(parts, Source.KIND, owner);
        this.integrations = new Rows<>(parts.stores().table(Integration.KIND), Integration.KIND, owner);
    }

    /** As {@link #create(SourceDraft)}, run by hand. */
    public Source create(String integrationId, String name, Settings settings) {
        return create(SourceDraft.of(integrationId, name, settings));
    }

    /**
     * Makes a source.
     *
     * @throws NotFoundException when the owner has no such integration
     * @throws InvalidInputException when its type is not installed, or with all violations; nothing was written then
     */
    public Source create(SourceDraft draft) {
        return definitions.insert(checked(draft, Optional.empty()));
    }

    /** One of them. */
    public Optional<Source> find(String id) {
        return definitions.find(id);
    }

    /**
     * One of them.
     *
     * @throws NotFoundException when there is none
     */
    public Source get(String id) {
        return definitions.get(id);
    }

    /** All of them, oldest first. */
    public List<Source> list() {
        return definitions.all(Map.of());
    }

    /** Those of one integration, oldest first. */
    public List<Source> listOf(String integrationId) {
        return definitions.all(Map.of("integration_id", integrationId));
    }

    /** Changes what its user decides, on top of whatever it is at that moment; checked as in {@link #create(SourceDraft)}. */
    public Source update(String id, UnaryOperator<SourceDraft> change) {
        return definitions.update(id, before -> checked(change.apply(SourceDraft.of(before)), before.schedule()));
    }

    /** Switches it on; its schedule goes on from now. */
    public Source enable(String id) {
        return definitions.switched(id, true);
    }

    /** Switches it off: it runs neither by itself nor by hand. */
    public Source disable(String id) {
        return definitions.switched(id, false);
    }

    /** Deletes it. Its cards and its log stay. */
    public void delete(String id) {
        definitions.delete(id);
    }

    private Values checked(SourceDraft draft, Optional<Schedule> before) {
        Integration integration = integrations.get(draft.integrationId());
        KnownType type = DefinitionCheck.installed(parts, integration);
        new DefinitionCheck(parts)
                .name(draft.name())
                .tags(draft.tags())
                .role(type.type().category().canBeSource(), type, "sources")
                .settings(type.type().sourceSchema(), draft.settings().values(), integration, type)
                .scheduling(draft.schedule(), type)
                .schedule(draft.schedule(), before)
                .done();
        return draft.toValues();
    }
}
