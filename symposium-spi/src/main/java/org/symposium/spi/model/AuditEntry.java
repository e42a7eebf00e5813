package org.symposium.spi.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One use of an integration's credentials: who, when, which, why, and what came of it. Names of fields only, never a value. Spec: <em>Credential Security, Audit
 * credential access</em>.
 *
 * <p>Written by the engine only. Ids ascend with time, so they are also the order of the log.
 *
 * @param owner whose credentials they are ({@code user_id} in JSON)
 * @param createdAt when they were opened, given or wiped
 * @param reason more of why, as a word: of a refresh {@code first}, {@code before_expiry} or {@code refused}; empty for the others
 * @param executionId the run, or the piece of work, they were used in
 * @param attempt of the run; 1 for everything else
 * @param fields the credentials that were opened, sealed or wiped, by their names in the type's {@code auth_schema}
 * @param outcome how it ended: a run's {@link Status} or a test's {@link ConnectionOutcome} as a word, {@code success} or {@code failure} for the rest. {@code running}
 *     is still going on, or its process has died
 * @param errorKind what kind of failure it was
 */
public record AuditEntry(
        String owner,
        String id,
        Instant createdAt,
        AuditActor actor,
        String integrationId,
        AuditAction action,
        String reason,
        List<String> fields,
        String executionId,
        int attempt,
        String outcome,
        Optional<FailureKind> errorKind,
        long revision)
        implements Stored {
    /** How stores keep the audit log. */
    public static final Kind<AuditEntry> KIND = new Kind<>(
            "audit",
            AuditEntry::of,
            List.of(
                    Column.text("actor"),
                    Column.text("integration_id"),
                    Column.text("action"),
                    Column.text("execution_id"),
                    Column.text("outcome"),
                    Column.instant("created_at")));

    /** Copies the list. */
    public AuditEntry {
        fields = List.copyOf(fields);
    }

    /** Reads the stored form. */
    public static AuditEntry of(Values row) {
        return new AuditEntry(
                row.text("user_id"),
                row.text("id"),
                row.instant("created_at"),
                AuditActor.ofWord(row.text("actor")),
                row.text("integration_id"),
                AuditAction.ofWord(row.text("action")),
                row.text("reason", ""),
                row.texts("fields"),
                row.text("execution_id", ""),
                (int) row.whole("attempt", 1),
                row.text("outcome"),
                row.optionalText("error_kind").map(FailureKind::ofWord),
                row.whole("revision", 0));
    }

    /** The same use, ended so. */
    public AuditEntry ended(String how, Optional<FailureKind> kind) {
        return new AuditEntry(
                owner,
                id,
                createdAt,
                actor,
                integrationId,
                action,
                reason,
                fields,
                executionId,
                attempt,
                how,
                kind,
                revision);
    }

    @Override
    public Values toValues() {
        Values row = Values.of("id", id)
                .with("user_id", owner)
                .with("created_at", createdAt)
                .with("actor", actor.word())
                .with("integration_id", integrationId)
                .with("action", action.word());
        row = Rows.withText(row, "reason", reason).with("fields", fields);
        row = Rows.withText(row, "execution_id", executionId);
        row = attempt == 1 ? row : row.with("attempt", attempt);
        return Rows.withRevision(
                row.with("outcome", outcome).withOptional("error_kind", errorKind.map(FailureKind::word)), revision);
    }
}
