package org.symposium.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.symposium.core.internal.credentials.CredentialSafe;
import org.symposium.core.internal.flow.Parts;
import org.symposium.core.internal.runs.QueueEntries;
import org.symposium.core.internal.schema.ConfigKeys;
import org.symposium.core.internal.schema.CredentialsCheck;
import org.symposium.core.internal.types.KnownType;
import org.symposium.spi.model.ConflictException;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.Integration;
import org.symposium.spi.model.IntegrationView;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.NotFoundException;
import org.symposium.spi.model.Output;
import org.symposium.spi.model.Source;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Violation;

/** One owner's integrations. Credentials go in and never come out. Spec: <em>Integration Instances</em>. */
public final class Integrations {
    private final Parts parts;
    private final QueueEntries entries;
    private final String owner;
    private final Rows<Integration> rows;
    private final Rows<Source> sources;
    private final Rows<Output> outputs;

    Integrations(Parts parts, QueueEntries entries, String owner) {
        this.parts = parts;
        this.entries = entries;
        this.owner = owner;
        this.rows = new Rows<>(parts.stores().table(Integration.KIND), Integration.KIND, owner);
        this.sources = new Rows<>(parts.stores().table(Source.KIND), Source.KIND, owner);
        this.outputs = new Rows<>(parts.stores().table(Output.KIND), Output.KIND, owner);
    }

    /** As {@link #create(String, String, Credentials, Settings)}, without settings of its own. */
    public IntegrationView create(String typeName, String name, Credentials credentials) {
        return create(typeName, name, credentials, Settings.none());
    }

    /**
     * Connects the owner to a service.
     *
     * @param typeName of an installed type, such as {@code rss}
     * @param name what its user calls it
     * @param config stands in where a source or output leaves a setting open: keys are field names, plain or with {@code default_} or
     *     {@code preferred_} before them
     * @throws InvalidInputException when no such type is installed, or with all violations; none of them holds a secret
     */
    public IntegrationView create(String typeName, String name, Credentials credentials, Settings config) {
        KnownType type = parts.types().requireByName(typeName);
        var violations = new ArrayList<Violation>();
        Rows.checkName(name, violations);
        violations.addAll(CredentialsCheck.check(type.type().authSchema(), credentials, "credentials"));
        violations.addAll(checkConfig(type, config));
        InvalidInputException.throwIfAny(violations);
        String id = parts.ids().next();
        var now = parts.clock().instant();
        return rows.insert(new Integration(
                        owner,
                        id,
                        type.row().id(),
                        name.strip(),
                        parts.safe().seal(owner, id, credentials),
                        CredentialSafe.ends(type.type().authSchema(), credentials),
                        Optional.of(now),
                        config.values(),
                        Values.of(type.handler().facts(credentials)),
                        true,
                        "",
                        0,
                        Optional.empty(),
                        now,
                        0))
                .view(type.type().authSchema());
    }

    /** One of them. */
    public Optional<IntegrationView> find(String id) {
        return rows.find(id).map(this::view);
    }

    /**
     * One of them.
     *
     * @throws NotFoundException when there is none
     */
    public IntegrationView get(String id) {
        return view(rows.get(id));
    }

    /** All of them, oldest first. */
    public List<IntegrationView> list() {
        return rows.all(Map.of()).stream().map(this::view).toList();
    }

    /** Gives it another name. */
    public IntegrationView rename(String id, String name) {
        var violations = new ArrayList<Violation>();
        Rows.checkName(name, violations);
        InvalidInputException.throwIfAny(violations);
        return change(id, before -> IntegrationChanges.named(before, name.strip()));
    }

    /** Gives it other settings of its own instead. */
    public IntegrationView configure(String id, Settings config) {
        KnownType type = DefinitionCheck.installed(parts, rows.get(id));
        InvalidInputException.throwIfAny(checkConfig(type, config));
        return change(id, before -> IntegrationChanges.configured(before, config.values()));
    }

    /** Gives it other credentials instead. Its sources begin afresh, without what they remember. */
    public IntegrationView replaceCredentials(String id, Credentials credentials) {
        KnownType type = DefinitionCheck.installed(parts, rows.get(id));
        InvalidInputException.throwIfAny(CredentialsCheck.check(type.type().authSchema(), credentials, "credentials"));
        Values sealed = parts.safe().seal(owner, id, credentials);
        Values ends = CredentialSafe.ends(type.type().authSchema(), credentials);
        Values facts = Values.of(type.handler().facts(credentials));
        return change(
                id,
                before -> IntegrationChanges.withCredentials(
                        before, sealed, ends, facts, parts.clock().instant()));
    }

    /** Switches it on. */
    public IntegrationView enable(String id) {
        return change(id, before -> IntegrationChanges.switched(before, true));
    }

    /** Switches it off: none of its sources and outputs runs. */
    public IntegrationView disable(String id) {
        return change(id, before -> IntegrationChanges.switched(before, false));
    }

    /**
     * Deletes it with its credentials.
     *
     * @throws ConflictException when sources or outputs use it; see {@link #deleteWithDependents}
     */
    public void delete(String id) {
        Integration integration = rows.get(id);
        refuseIfUsed(id);
        rows.remove(id);
        try {
            refuseIfUsed(id);
        } catch (ConflictException e) {
            rows.insert(integration); // one came in between
            throw e;
        }
    }

    /** Deletes it with its credentials, its sources and its outputs. Cards and log stay. */
    public void deleteWithDependents(String id) {
        rows.get(id);
        deleteDependents(id);
        rows.remove(id);
        deleteDependents(id); // those that came in between
    }

    private void refuseIfUsed(String id) {
        Map<String, String> ofThis = Map.of("integration_id", id);
        if (sources.any(ofThis) || outputs.any(ofThis)) {
            throw new ConflictException("The integration '" + id
                    + "' is used by sources or outputs. Delete them first, or delete it with its dependents.");
        }
    }

    private void deleteDependents(String id) {
        Map<String, String> ofThis = Map.of("integration_id", id);
        for (Source source : sources.all(ofThis)) {
            entries.follow("source", owner, source.id(), Optional.empty());
            sources.remove(source.id());
        }
        for (Output output : outputs.all(ofThis)) {
            entries.follow("output", owner, output.id(), Optional.empty());
            outputs.remove(output.id());
        }
    }

    private static List<Violation> checkConfig(KnownType type, Settings config) {
        return ConfigKeys.check(
                config.values(),
                "config",
                type.type().sourceSchema(),
                type.type().outputSchema());
    }

    private IntegrationView change(String id, UnaryOperator<Integration> change) {
        return view(rows.change(id, change));
    }

    private IntegrationView view(Integration integration) {
        return parts.types()
                .byId(integration.typeId())
                .map(type -> integration.view(type.type().authSchema()))
                .orElseGet(integration::view);
    }
}
