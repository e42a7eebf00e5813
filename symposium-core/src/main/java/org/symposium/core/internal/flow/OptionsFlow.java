package org.symposium.core.internal.flow;

import java.util.List;
import java.util.Optional;
import org.symposium.core.internal.audit.AuditLog;
import org.symposium.core.internal.connections.IntegrationRows;
import org.symposium.core.internal.types.KnownType;
import org.symposium.spi.Lease;
import org.symposium.spi.model.AuditAction;
import org.symposium.spi.model.AuditActor;
import org.symposium.spi.model.Integration;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.Option;
import org.symposium.spi.model.OptionsResult;
import org.symposium.spi.model.RunResult;
import org.symposium.spi.model.Schema;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;

/** Field → handler → choices. Nothing is kept of it but that the credentials were used. */
public final class OptionsFlow {
    private static final int MOST = 1_000;
    private static final int LONGEST_SEARCH = 500;
    /** Any number of people may look for choices at one time; nothing is saved. */
    private static final Lease NO_LEASE = new Lease("options", 0);

    private final Parts parts;
    private final IntegrationRows rows;
    private final Errand errand;

    /** With these parts. */
    public OptionsFlow(Parts parts) {
        this.parts = parts;
        this.rows = new IntegrationRows(parts.stores());
        this.errand = new Errand(parts);
    }

    /**
     * The choices for a field.
     *
     * @param field of the {@code source_schema} or {@code output_schema}, with that name before it
     * @param typed what the user has typed into the form so far, unchecked
     * @throws org.symposium.spi.model.NotFoundException when the owner has no such integration
     * @throws InvalidInputException when its type has no such field
     */
    public OptionsResult options(String owner, String id, String field, String search, Values typed) {
        Integration integration = rows.get(owner, id);
        KnownType type = parts.types().requireById(integration.typeId());
        check(type, field, search);
        String executionId = parts.ids().next();
        var fields = integration.sealedCredentials().names();
        Optional<AuditLog.Use> use = fields.isEmpty()
                ? Optional.empty()
                : Optional.of(parts.audit()
                        .begin(
                                AuditLog.Purpose.of(AuditActor.OWNER, AuditAction.OPTIONS, executionId),
                                integration,
                                fields));
        Values settings = ConnectionTests.ownSettings(type.type(), integration).with(typed);
        Errand.Done<List<Option>> done = errand.run(
                new Errand.Task(
                        integration,
                        type,
                        settings,
                        executionId,
                        NO_LEASE,
                        errand.cancellation(),
                        Workplace.Renewing.YES,
                        false,
                        false),
                context -> type.handler().options(context, field, search));
        use.ifPresent(begun -> begun.ended(
                done.failure().isEmpty() ? AuditLog.SUCCESS : AuditLog.FAILURE,
                done.failure().map(Verdict::kind)));
        return result(done);
    }

    private static OptionsResult result(Errand.Done<List<Option>> done) {
        List<Option> options = done.made().orElse(List.of()).stream()
                .limit(MOST)
                .map(option -> new Option(
                        done.masks().maskContent(option.value()), done.masks().maskContent(option.label())))
                .toList();
        return new OptionsResult(
                options, done.failure().map(why -> new RunResult.Failure(why.kind(), why.message(), why.suggestion())));
    }

    private static void check(KnownType type, String field, String search) {
        if (!has("source_schema.", type.type().sourceSchema(), field)
                && !has("output_schema.", type.type().outputSchema(), field)) {
            throw new InvalidInputException(
                    "field",
                    "unknown_field",
                    "must be a field of the type '" + type.name() + "', such as output_schema.list_id");
        }
        if (search.length() > LONGEST_SEARCH) {
            throw new InvalidInputException(
                    "search", "max_length", "must have at most " + LONGEST_SEARCH + " characters");
        }
    }

    private static boolean has(String prefix, Schema schema, String field) {
        return field.startsWith(prefix)
                && schema.field(field.substring(prefix.length())).isPresent();
    }
}
