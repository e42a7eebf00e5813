package org.symposium.core.internal.flow;

import java.time.Instant;
import java.util.Optional;
import org.symposium.core.internal.runs.QueueEntries;
import org.symposium.spi.Run;
import org.symposium.spi.model.ConflictException;
import org.symposium.spi.model.WhenRunning;

/** Takes orders for runs that nobody waits for: they go into the queue, before what is scheduled. */
public final class QueuedOrders {
    private static final int MOST_TRIES = 5;

    private final Parts parts;
    private final QueueEntries entries;
    private final ExecutionLog log;
    private final RunEvents events;

    /** For this queue. */
    public QueuedOrders(Parts parts, QueueEntries entries) {
        this.parts = parts;
        this.entries = entries;
        this.log = new ExecutionLog(parts);
        this.events = new RunEvents(parts.events());
    }

    /**
     * Puts a run in.
     *
     * @return the id of the run in the log; of the one that waits already, where runs are joined
     * @throws org.symposium.spi.model.NotFoundException when the owner has no such thing
     * @throws org.symposium.spi.model.InactiveException when it, or its integration, is switched off
     * @throws ConflictException when such a run waits or goes on already, and is not joined
     */
    public String put(Flow flow, String owner, String id) {
        Target target = flow.target(owner, id);
        String executionId = parts.ids().next();
        Instant dueAt = parts.queueNow();
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            if (entries.addManual(target.kind(), target.owner(), target.id(), executionId, dueAt)) {
                Instant now = parts.clock().instant();
                log.queued(target, Order.manualQueued(executionId, 1), now); // may have begun: then this does nothing
                events.queued(target, executionId);
                return executionId;
            }
            if (parts.whenRunning() == WhenRunning.REFUSE) {
                break;
            }
            Optional<Run> other = entries.findManual(target.kind(), target.owner(), target.id());
            if (other.isPresent()) {
                return other.get().executionId();
            }
        }
        throw new ConflictException("A run of the " + target.kind() + " '" + target.name()
                + "' was asked for already. Wait until it has finished, or cancel it.");
    }
}
