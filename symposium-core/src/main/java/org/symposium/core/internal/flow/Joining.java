package org.symposium.core.internal.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.symposium.core.internal.runs.Cancellation;
import org.symposium.core.internal.runs.LeaseKeeper;
import org.symposium.spi.model.ConflictException;
import org.symposium.spi.model.Execution;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.RunResult;
import org.symposium.spi.model.Status;
import org.symposium.spi.model.Stored;
import org.symposium.spi.model.WhenRunning;

/** One run at a time of each thing. Who comes second is refused, or waits for the run that goes on, here or on another node, and takes its result. */
final class Joining {
    private static final Duration NAP = Duration.ofMillis(200);

    private final Parts parts;

    Joining(Parts parts) {
        this.parts = parts;
    }

    /**
     * Either the lease to run, or what another run has come to.
     *
     * @param lease kept alive until it is closed
     */
    record Turn(Optional<LeaseKeeper.Kept> lease, Optional<RunResult> joined) {}

    /**
     * Takes the lease of what is to run, or joins its run.
     *
     * @throws ConflictException when it is running and may not be joined, or did not end in time
     */
    Turn turn(Target target, Order order, Cancellation cancellation) {
        Optional<LeaseKeeper.Kept> lease = parts.leases().take(target.leaseKey(), cancellation);
        if (lease.isPresent()) {
            return new Turn(lease, Optional.empty());
        }
        if (order.isQueued() || !order.aim().isNext() || parts.whenRunning() == WhenRunning.REFUSE) {
            throw isRunning(target);
        }
        try {
            return join(target, cancellation);
        } catch (HandlerException e) { // we are stopped, or have waited too long
            throw isRunning(target);
        }
    }

    private Turn join(Target target, Cancellation cancellation) {
        Optional<Instant> before = lastRun(target);
        while (true) {
            Optional<RunResult> here =
                    parts.active().find(target.leaseKey()).flatMap(active -> active.join(cancellation));
            if (here.isPresent()) {
                return new Turn(Optional.empty(), here);
            }
            Optional<LeaseKeeper.Kept> lease = parts.leases().take(target.leaseKey(), cancellation);
            if (lease.isPresent()) {
                return afterAnotherNode(target, before, lease.get());
            }
            cancellation.pause(NAP);
        }
    }

    /** The other run is over, for better or worse: its result is in the log, or it has none and we run ourselves. */
    private Turn afterAnotherNode(Target target, Optional<Instant> before, LeaseKeeper.Kept lease) {
        Optional<Instant> since = lastRun(target).filter(at -> !Optional.of(at).equals(before));
        Optional<RunResult> result = since.flatMap(startedAt -> logged(target, startedAt));
        if (result.isEmpty()) {
            return new Turn(Optional.of(lease), Optional.empty());
        }
        lease.close();
        return new Turn(Optional.empty(), result);
    }

    /** A run writes its start to the log and to what ran, in one transaction. */
    private Optional<RunResult> logged(Target target, Instant startedAt) {
        return parts
                .stores()
                .table(Execution.KIND)
                .latest(target.owner(), Map.of("target_id", target.id(), "started_at", startedAt), "", 1)
                .stream()
                .filter(row -> row.status() != Status.INTERRUPTED)
                .map(row -> LoggedResult.of(row, id -> parts.stores().cards().find(target.owner(), id)))
                .findFirst();
    }

    private Optional<Instant> lastRun(Target target) {
        return parts.stores()
                .table(Target.kind(target.kind()))
                .find(target.owner(), target.id())
                .map(Stored::toValues)
                .flatMap(row -> row.optionalInstant("last_executed_at"));
    }

    private static ConflictException isRunning(Target target) {
        return new ConflictException(
                "The " + target.kind() + " '" + target.name() + "' is running now. Wait until it has finished.");
    }
}
