package org.symposium.core.internal.flow;

import java.util.List;
import java.util.Optional;
import org.symposium.core.internal.runs.Cancellation;
import org.symposium.core.internal.runs.LeaseKeeper;
import org.symposium.spi.Ledger;
import org.symposium.spi.model.ConflictException;
import org.symposium.spi.model.Execution;
import org.symposium.spi.model.NotFoundException;
import org.symposium.spi.model.Output;
import org.symposium.spi.model.Status;
import org.symposium.spi.model.Values;

/** Whether a delivery that has ended may go on, or be given up. */
public final class Replays {
    private static final String GIVEN_BACK = "given_back";

    private final Parts parts;
    private final Ledger ledger;
    private final ExecutionLog log;

    /** With these parts. */
    public Replays(Parts parts) {
        this.parts = parts;
        this.ledger = parts.stores().ledger();
        this.log = new ExecutionLog(parts);
    }

    /**
     * Gives the cards of a delivery back: the output's next delivery may choose them, and this one goes on no more.
     *
     * @throws NotFoundException when the owner has no such delivery
     * @throws ConflictException when it has arrived, will go on by itself, or its output is running now
     */
    public void giveBack(String owner, String deliveryId) {
        String key = Target.leaseKey(Output.KIND.name(), owner, outputOf(owner, deliveryId));
        LeaseKeeper.Kept kept = parts.leases()
                .take(key, Cancellation.unlimited())
                .orElseThrow(() -> new ConflictException("The output is running now. Wait until it has finished."));
        try (kept) {
            Optional<Execution> row = log.find(owner, deliveryId);
            check(owner, deliveryId, row);
            if (row.filter(run -> !run.isOver()).isPresent()) {
                throw new ConflictException("The delivery goes on by itself. Cancel it first.");
            }
            Values frozen = find(owner, deliveryId).object("frozen").with(GIVEN_BACK, true);
            boolean isOurs = ledger.refreeze(owner, deliveryId, frozen, kept.lease())
                    && ledger.giveBack(owner, deliveryId, kept.lease());
            if (!isOurs) {
                throw new ConflictException("Another node has taken over the output. Try again.");
            }
        }
    }

    /** The output of a delivery. */
    String outputOf(String owner, String deliveryId) {
        return find(owner, deliveryId).text("frozen.output_id");
    }

    /** Refuses a delivery that may not go on, or not so. */
    void check(String owner, String deliveryId, Aim.Replay aim) {
        check(owner, deliveryId, log.find(owner, deliveryId));
        List<String> open = MarkedSteps.open(find(owner, deliveryId).objectOrEmpty("steps"));
        for (String step : aim.receipts().names()) {
            if (!open.contains(step)) {
                throw new ConflictException("No step '" + step + "' of the delivery is in doubt. "
                        + (open.isEmpty() ? "None is." : "In doubt: '" + String.join("', '", open) + "'."));
            }
        }
    }

    private void check(String owner, String deliveryId, Optional<Execution> row) {
        Values delivery = find(owner, deliveryId);
        if (row.filter(run -> run.status() == Status.SUCCESS).isPresent()) {
            throw new ConflictException("The delivery has arrived. Deliver again to send what is new.");
        }
        if (isGivenBack(delivery)) {
            throw new ConflictException("The delivery's cards were given back. Deliver again to send them.");
        }
        List<String> taken = taken(owner, deliveryId, delivery);
        if (!taken.isEmpty()) {
            throw new ConflictException(taken.size() + " of the delivery's "
                    + delivery.list("frozen.cards").size()
                    + " cards went with another delivery of the output since. Deliver again to send the others.");
        }
    }

    /** Whether its user gave up a delivery, whose cards any other may send now. */
    boolean isGivenBack(Values delivery) {
        return delivery.has("frozen." + GIVEN_BACK);
    }

    /** Whether cards of it went with another delivery while it waited; then the next one sends what is left. */
    boolean isTaken(String owner, String deliveryId, Values delivery) {
        return !taken(owner, deliveryId, delivery).isEmpty();
    }

    private List<String> taken(String owner, String deliveryId, Values delivery) {
        boolean mayRepeat = delivery.has("frozen.test_recipient") || delivery.flag("frozen.repeats", false);
        return mayRepeat ? List.of() : ledger.taken(owner, deliveryId);
    }

    private Values find(String owner, String deliveryId) {
        return ledger.find(owner, deliveryId).orElseThrow(() -> new NotFoundException("delivery", deliveryId));
    }
}
