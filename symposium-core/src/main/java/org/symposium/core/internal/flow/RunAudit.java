package org.symposium.core.internal.flow;

import java.time.Instant;
import java.util.Optional;
import org.symposium.core.internal.audit.AuditLog;
import org.symposium.spi.model.AuditAction;
import org.symposium.spi.model.AuditActor;
import org.symposium.spi.model.AuditEntry;
import org.symposium.spi.model.Execution;
import org.symposium.spi.model.Output;
import org.symposium.spi.model.Status;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;

/**
 * How a run's use of credentials is noted: one row for each attempt that opened any. An attempt that was put back may open them again when it goes on; it finds its row
 * by the log row of the run.
 */
final class RunAudit {
    private static final String ID = "audit_id";

    private RunAudit() {}

    /**
     * A run is about to open credentials. What the queue handed out will be found there if its process dies, so the row waits for the outcome; for a run on its
     * caller's thread nothing but the row itself would tell.
     *
     * @param noted the row's id, if the attempt has one already
     */
    static Optional<AuditEntry> opening(AuditLog log, Target target, Order order, Optional<String> noted) {
        if (target.integration().sealedCredentials().isEmpty()) {
            return Optional.empty();
        }
        var fields = target.integration().sealedCredentials().names();
        AuditEntry entry = noted.flatMap(id -> log.find(target.owner(), id))
                .map(earlier -> AuditLog.goingOn(earlier, fields))
                .orElseGet(() -> log.entry(purpose(target, order), target.integration(), fields));
        return Optional.of(order.isQueued() ? entry : log.rewrite(entry));
    }

    /** The id of the row that this attempt has already, by the log row of its run. */
    static Optional<String> noted(Optional<Execution> row, int attempt) {
        return row.map(Execution::toValues)
                .filter(values -> values.whole("attempt", 1) == attempt)
                .flatMap(values -> values.optionalText(ID));
    }

    /** For the log row; nothing where there is none. */
    static Values toValues(Optional<String> noted) {
        return Values.empty().withOptional(ID, noted);
    }

    /** How it ended, as the outcome carries it. */
    static Optional<AuditEntry> ended(Workplace workplace, Made made) {
        return workplace
                .audit()
                .map(entry -> entry.ended(made.status().word(), made.failure().map(Verdict::kind)));
    }

    /**
     * An attempt whose process died: whether it had come to open them, nobody knows; it may have.
     *
     * @param row the log row of the run
     */
    static Optional<AuditEntry> interrupted(
            AuditLog log, Target target, Order order, Instant beganAt, Optional<Execution> row) {
        if (target.connected().isEmpty()
                || target.integration().sealedCredentials().isEmpty()) {
            return Optional.empty();
        }
        var fields = target.integration().sealedCredentials().names();
        AuditEntry entry = noted(row, order.attempt())
                .flatMap(id -> log.find(target.owner(), id))
                .orElseGet(() -> log.entry(purpose(target, order), target.integration(), fields, beganAt));
        return Optional.of(entry.ended(Status.INTERRUPTED.word(), Optional.empty()));
    }

    private static AuditLog.Purpose purpose(Target target, Order order) {
        return new AuditLog.Purpose(
                order.isManual() ? AuditActor.OWNER : AuditActor.ENGINE,
                target.kind().equals(Output.KIND.name()) ? AuditAction.DELIVER : AuditAction.EXECUTE,
                order.executionId(),
                order.attempt());
    }
}
