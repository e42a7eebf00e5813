package org.symposium.core.internal.flow;

import java.util.Optional;
import org.symposium.core.internal.runs.QueueEntries;
import org.symposium.spi.Run;
import org.symposium.spi.model.ConflictException;
import org.symposium.spi.model.Output;
import org.symposium.spi.model.Values;

/** Which run it is that goes on when somebody asks for one, and its lease is held. */
final class Claim {
    /** So many trials after it may hide a delivery that was cut off. */
    private static final int LOOKS_BACK = 50;

    private final Parts parts;
    private final QueueEntries entries;
    private final ExecutionLog log;

    Claim(Parts parts) {
        this.parts = parts;
        this.entries = parts.entries();
        this.log = new ExecutionLog(parts);
    }

    /**
     * The run that goes on.
     *
     * @throws ConflictException when another one has to go first, which waits in the queue now
     */
    Order of(Order order, Target target) {
        if (order.aim() instanceof Aim.Replay) {
            return broughtForward(target)
                    .filter(waiting -> waiting.executionId().equals(order.executionId()))
                    .map(waiting -> waiting.with(order.aim()))
                    .orElseGet(() -> order.atAttempt(attempts(target, order) + 1));
        }
        if (order.aim().isTrial()) {
            return order;
        }
        Optional<String> left = leftBehind(target, order);
        if (order.isQueued()) {
            left.ifPresent(id -> letGoFirst(target, id));
            return order;
        }
        return broughtForward(target).or(() -> left.map(Order::manual)).orElse(order);
    }

    /** A run that waits to go on is what somebody gets who calls for one now: a new one beside it would deliver the same again. */
    private Optional<Order> broughtForward(Target target) {
        return entries.findBegun(target.kind(), target.owner(), target.id())
                .filter(run -> run.interrupted() == 0)
                .flatMap(run -> Resumption.of(log.find(target.owner(), run.executionId()), run))
                .map(Order::broughtForward);
    }

    private int attempts(Target target, Order order) {
        return ExecutionLog.savedAttempt(log.find(target.owner(), order.executionId()));
    }

    /**
     * The output's last delivery, if the process died that somebody had called for it: neither log nor queue know of it, and it holds its cards. Nobody works on it now, since
     * the lease is held here.
     */
    private Optional<String> leftBehind(Target target, Order order) {
        if (!target.kind().equals(Output.KIND.name())) {
            return Optional.empty();
        }
        return parts.stores().ledger().latest(target.owner(), target.id(), "", "", LOOKS_BACK).stream()
                .filter(id -> !id.equals(order.executionId()))
                .filter(id -> !isTrial(target.owner(), id))
                .limit(1)
                .filter(id -> log.find(target.owner(), id).isEmpty())
                .filter(id -> entries.all(target.kind(), target.owner(), target.id()).stream()
                        .noneMatch(queued -> queued.run().executionId().equals(id)))
                .findFirst();
    }

    private boolean isTrial(String owner, String deliveryId) {
        return parts.stores()
                .ledger()
                .find(owner, deliveryId)
                .map(delivery -> delivery.objectOrEmpty("frozen"))
                .orElse(Values.empty())
                .has("test_recipient");
    }

    private void letGoFirst(Target target, String deliveryId) {
        Run left = entries.manual(
                        target.kind(),
                        target.owner(),
                        target.id(),
                        deliveryId,
                        parts.clock().instant())
                .interruptedSince(Optional.empty());
        if (entries.add(left)) {
            throw new ConflictException("The delivery " + deliveryId + " was cut off, and goes on first.");
        }
    }
}
