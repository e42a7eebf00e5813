package org.symposium.core.internal.flow;

import java.time.Instant;
import java.util.Optional;
import org.symposium.core.internal.audit.AuditLog;
import org.symposium.spi.model.AuditAction;
import org.symposium.spi.model.AuditActor;
import org.symposium.spi.model.AuditEntry;
import org.symposium.spi.model.Output;
import org.symposium.spi.model.Status;
import org.symposium.spi.model.Verdict;

/** How a run's use of credentials is noted: one row for each attempt that opened any. */
final class RunAudit {
    private RunAudit() {}

    /**
     * A run is about to open credentials. What the queue handed out will be found there if its process dies, so the row waits for the outcome; for a run on its
     * caller's thread nothing but the row itself would tell.
     */
    static Optional<AuditEntry> opening(AuditLog log, Target target, Order order) {
        if (target.integration().sealedCredentials().isEmpty()) {
            return Optional.empty();
        }
        var fields = target.integration().sealedCredentials().names();
        AuditEntry entry = log.entry(purpose(target, order), target.integration(), fields);
        return Optional.of(order.isQueued() ? entry : log.write(entry));
    }

    /** How it ended, as the outcome carries it. */
    static Optional<AuditEntry> ended(Workplace workplace, Made made) {
        return workplace
                .audit()
                .map(entry -> entry.ended(made.status().word(), made.failure().map(Verdict::kind)));
    }

    /** An attempt whose process died: whether it had come to open them, nobody knows; it may have. */
    static Optional<AuditEntry> interrupted(AuditLog log, Target target, Order order, Instant beganAt) {
        if (target.integration().sealedCredentials().isEmpty()) {
            return Optional.empty();
        }
        var fields = target.integration().sealedCredentials().names();
        AuditEntry entry = log.entry(purpose(target, order), target.integration(), fields, beganAt);
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
