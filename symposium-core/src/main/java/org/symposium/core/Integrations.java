package org.symposium.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.symposium.core.internal.connections.IntegrationChanges;
import org.symposium.core.internal.credentials.CredentialSafe;
import org.symposium.core.internal.flow.Cancelling;
import org.symposium.core.internal.flow.ConnectionFlow;
import org.symposium.core.internal.flow.CreationFlow;
import org.symposium.core.internal.flow.OptionsFlow;
import org.symposium.core.internal.flow.Parts;
import org.symposium.core.internal.flow.RevocationFlow;
import org.symposium.core.internal.flow.RotationFlow;
import org.symposium.core.internal.runs.QueueEntries;
import org.symposium.core.internal.schema.ConfigKeys;
import org.symposium.core.internal.schema.CredentialsCheck;
import org.symposium.core.internal.types.KnownType;
import org.symposium.spi.model.ConflictException;
import org.symposium.spi.model.ConnectionChange;
import org.symposium.spi.model.ConnectionResult;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.Integration;
import org.symposium.spi.model.IntegrationView;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.LimitUse;
import org.symposium.spi.model.NotFoundException;
import org.symposium.spi.model.OptionsResult;
import org.symposium.spi.model.Output;
import org.symposium.spi.model.RevocationResult;
import org.symposium.spi.model.Source;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Violation;

/** One owner's integrations. Credentials go in and never come out. Spec: <em>Integration Instances</em>. */
public final class Integrations {
    private final Parts parts;
    private final QueueEntries entries;
    private final Cancelling cancelling;
    private final String owner;
    private final Rows<Integration> rows;
    private final Rows<Source> sources;
    private final Rows<Output> outputs;

    Integrations(Parts parts, String owner) {
        this.parts = parts;
        this.entries = parts.entries();
        this.cancelling = new Cancelling(parts);
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
     * Connects the owner to a service. Whether the credentials work shows with the first {@link #test} or run.
     *
     * @param typeName of an installed type, such as {@code rss}
     * @param name what its user calls it
     * @param config stands in where a source or output leaves a setting open: keys are field names, plain or with {@code default_} or
     *     {@code preferred_} before them
     * @throws InvalidInputException when no such type is installed, or with all violations; none of them holds a secret
     */
    public IntegrationView create(String typeName, String name, Credentials credentials, Settings config) {
        return view(new CreationFlow(parts).create(checked(typeName, name, credentials, config)));
    }

    /**
     * As {@link #create(String, String, Credentials, Settings)}, but tries the credentials first, also where that costs or posts something. If that fails nothing is made, and the result says why;
     * what can't be tried is made, with a notice.
     */
    public ConnectionChange createTested(String typeName, String name, Credentials credentials, Settings config) {
        return new CreationFlow(parts).createTested(checked(typeName, name, credentials, config));
    }

    private Integration checked(String typeName, String name, Credentials credentials, Settings config) {
        KnownType type = parts.types().requireByName(typeName);
        var violations = new ArrayList<Violation>();
        Rows.checkName(name, violations);
        violations.addAll(CredentialsCheck.check(type.type().authSchema(), credentials, "credentials"));
        violations.addAll(checkConfig(type, config));
        InvalidInputException.throwIfAny(violations);
        String id = parts.ids().next();
        var now = parts.clock().instant();
        var bare = Integration.of(Values.of("id", id)
                .with("user_id", owner)
                .with("type_id", type.row().id())
                .with("name", name.strip())
                .with("config", config.values())
                .with("created_at", now));
        Values facts = Values.of(type.handler().facts(credentials));
        Values sealed = parts.safe().seal(owner, id, credentials);
        Values ends = CredentialSafe.ends(type.type().authSchema(), credentials);
        return IntegrationChanges.given(bare, sealed, ends, facts, now, false);
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

    /** As {@link #rotate(String, Rotation)}, with a test where that is free, and whatever account they open. */
    public ConnectionChange rotate(String id, Credentials credentials) {
        return rotate(id, Rotation.to(credentials));
    }

    /**
     * Gives it other credentials, if they do not fail when they are tried; else everything stays as it was, and the result says why. They are swapped as one: a run has
     * the old ones or the new ones, and one that goes on keeps what it has. If it was switched off because of its credentials it is switched on again.
     *
     * <p>Sources go on from where they are if the test tells that it is the same account as before, and begin afresh otherwise.
     *
     * <p>A service that can't be reached just now refuses nothing, but proves nothing either: then the old ones stay. {@link Rotation#untested} does without.
     *
     * @throws NotFoundException when the owner has no such integration
     * @throws InvalidInputException when its type is not installed, or with all violations of the credentials; none of them holds a secret
     * @throws ConflictException when it gets other credentials, or is tested, at the same time
     */
    public ConnectionChange rotate(String id, Rotation rotation) {
        return new RotationFlow(parts).rotate(owner, id, rotation.wish());
    }

    /**
     * Ends its credentials: switches it off, stops its runs, tells its service where the type has a way to, and wipes them from the stores. {@link #rotate} with new ones
     * brings it back. Copies of the stores (backups, a database's own log) keep the sealed text as long as they are kept, so a secret that has leaked is to be ended at
     * the service as well, unless the result says that it was told.
     *
     * @throws NotFoundException when the owner has no such integration
     */
    public RevocationResult revoke(String id) {
        return new RevocationFlow(parts).revoke(owner, id);
    }

    /**
     * Tries its credentials now, on the calling thread, for at most 30 seconds; also where that costs or posts something, and also while it is switched off. Whatever the
     * service does is told by the result, which is kept: {@link IntegrationView#connection}. If the service refuses the credentials, it is switched off, as by a run.
     *
     * @throws NotFoundException when the owner has no such integration
     * @throws ConflictException when it is tested, or gets other credentials, at the same time
     */
    public ConnectionResult test(String id) {
        return new ConnectionFlow(parts).test(owner, id);
    }

    /**
     * What its service knows to choose from, for a field of a source or an output of it.
     *
     * @param field with its schema's name before it, such as {@code output_schema.list_id}
     * @param search what was typed into the field; may be empty
     * @param typed what was typed into the other fields so far, unchecked
     * @throws NotFoundException when the owner has no such integration
     * @throws InvalidInputException when its type has no such field, or is not installed
     */
    public OptionsResult options(String id, String field, String search, Settings typed) {
        return new OptionsFlow(parts).options(owner, id, field, search, typed.values());
    }

    /** As {@link #options(String, String, String, Settings)}, with nothing typed into other fields. */
    public OptionsResult options(String id, String field, String search) {
        return options(id, field, search, Settings.none());
    }

    /**
     * How full its limits are at this moment: the windows that every request of it counts in, in its type's order, shared ones with what others use of them. Empty
     * where its type has none. Windows for a channel, a base or the like are not among them, since there is one for each.
     *
     * @throws NotFoundException when the owner has no such integration
     */
    public List<LimitUse> limits(String id) {
        Integration integration = rows.get(id);
        KnownType type = parts.types().requireById(integration.typeId());
        return parts.road().limits(type.type(), integration);
    }

    /**
     * Switches it on, with nothing counted against it any more, unless a test before that (where it is free) shows that it can't work: then it stays off, and the result
     * says why. What can't be tried, or not just now, is switched on, with a notice.
     *
     * @throws NotFoundException when the owner has no such integration
     * @throws ConflictException when it is tested, or gets other credentials, at the same time
     */
    public ConnectionChange enable(String id) {
        return new ConnectionFlow(parts).enable(owner, id);
    }

    /** Switches it off: none of its sources and outputs runs. */
    public IntegrationView disable(String id) {
        return change(id, before -> IntegrationChanges.switched(before, false));
    }

    /**
     * Deletes it with its credentials. Its service is not told, since others may use the same account; {@link #revoke} does.
     *
     * @throws ConflictException when sources or outputs use it; see {@link #deleteWithDependents}
     */
    public void delete(String id) {
        Integration integration = rows.get(id);
        refuseIfUsed(id);
        new RevocationFlow(parts).delete(integration, () -> removeUnused(integration));
    }

    private void removeUnused(Integration integration) {
        String id = integration.id();
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
        new RevocationFlow(parts).delete(rows.get(id), () -> {
            deleteDependents(id);
            rows.remove(id);
            deleteDependents(id); // those that came in between
        });
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
            cancelling.dropWaiting("source", owner, source.id(), run -> true, "the source was deleted");
            entries.follow("source", owner, source.id(), Optional.empty());
            sources.remove(source.id());
        }
        for (Output output : outputs.all(ofThis)) {
            cancelling.dropWaiting("output", owner, output.id(), run -> true, "the output was deleted");
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
        return parts.types().view(integration);
    }
}
