package org.symposium.core;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.symposium.core.internal.flow.Aim;
import org.symposium.core.internal.flow.Aim.Decision;
import org.symposium.core.internal.flow.DeliverySize;
import org.symposium.core.internal.flow.Replays;
import org.symposium.spi.model.ConflictException;
import org.symposium.spi.model.DeliveryStatus;
import org.symposium.spi.model.DeliveryView;
import org.symposium.spi.model.InactiveException;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.NotFoundException;
import org.symposium.spi.model.RunResult;
import org.symposium.spi.model.Values;

/**
 * One owner's deliveries: where they stand, and those that failed, to be replayed. Kept as {@link EngineBuilder#retention} says. Thread-safe.
 *
 * <p>The cards of a delivery are its own from the first step that is about to be done: no other delivery of the output chooses them, whatever becomes of this one. Of a delivery
 * that failed before that the cards are free, and the output's next delivery takes them. So nothing is sent twice by two deliveries, and nothing is lost as long as failed
 * ones are replayed or their cards given back.
 *
 * <p>A replay is one more attempt of the same delivery, on the calling thread: the same id and idempotency keys, the same cards, and steps that are done are not done again.
 */
public final class Deliveries {
    private static final int MOST_LISTED = 100;
    private static final int MOST_REPLAYED = 1_000;

    private final Engine engine;
    private final String owner;
    private final DeliveryList list;

    Deliveries(Engine engine, String owner) {
        this.engine = engine;
        this.owner = owner;
        this.list = new DeliveryList(engine.parts(), owner);
    }

    /**
     * What became of one delivery of many that were to be replayed.
     *
     * @param result how it ended; empty when it could not begin
     * @param refused why it could not begin; empty when it did
     */
    public record Replayed(String deliveryId, Optional<RunResult> result, String refused) {}

    /** One delivery. */
    public Optional<DeliveryView> find(String deliveryId) {
        return list.find(deliveryId);
    }

    /**
     * One delivery.
     *
     * @throws NotFoundException when there is none
     */
    public DeliveryView get(String deliveryId) {
        return find(deliveryId).orElseThrow(() -> new NotFoundException("delivery", deliveryId));
    }

    /**
     * The newest deliveries of a filter.
     *
     * @param limit from 1 to 100, since each has all that it is made of
     */
    public List<DeliveryView> list(DeliveryFilter filter, int limit) {
        return list.page(filter, "", checked(limit, MOST_LISTED), view -> view);
    }

    /**
     * Older ones of the same filter.
     *
     * @param last the last delivery of the page before
     */
    public List<DeliveryView> list(DeliveryFilter filter, DeliveryView last, int limit) {
        return list.page(filter, last.id(), checked(limit, MOST_LISTED), view -> view);
    }

    /**
     * Lets a delivery go on that failed, was held or was stopped, as it was rendered; by the settings it was rendered with, though the output was changed meanwhile. For a step in
     * doubt the handler looks, and then the output's policy decides.
     *
     * @throws NotFoundException when there is no such delivery, or its output is deleted
     * @throws InactiveException when its output, or the integration, is switched off
     * @throws ConflictException when it has arrived, its cards went with another one since, they were given back, or its output is running now
     * @throws IllegalStateException when the engine is closed
     */
    public RunResult replay(String deliveryId) {
        return engine.replay(owner, deliveryId, new Aim.Replay(Decision.BY_POLICY, false));
    }

    /** As {@link #replay(String)}, but with its cards rendered again, by the output's templates and settings of now. */
    public RunResult replayAnew(String deliveryId) {
        return engine.replay(owner, deliveryId, new Aim.Replay(Decision.BY_POLICY, true));
    }

    /** As {@link #replay(String)}; steps in doubt are sent again, since their user has seen that they did not arrive, or does not mind. */
    public RunResult resend(String deliveryId) {
        return engine.replay(owner, deliveryId, new Aim.Replay(Decision.RESEND, false));
    }

    /**
     * As {@link #replay(String)}; steps in doubt count as done, since their user has seen that they arrived. What is left is sent. If that needs something of an answer that is not
     * there, such as the id of a page, the delivery stays held, and its failure says of which step and what: tell it with {@link #markDone(String, String, Values)}.
     */
    public RunResult markDone(String deliveryId) {
        return engine.replay(owner, deliveryId, new Aim.Replay(Decision.DONE, false));
    }

    /**
     * As {@link #markDone(String)}, for one step of which its user knows what the target has made of it.
     *
     * @param step its name, as {@link DeliveryView.StepView} has it
     * @param receipt what the step would have kept, such as {@code {"id": "p-1"}}; at most 64 KiB as JSON
     * @throws ConflictException also when no step of that name is in doubt
     * @throws InvalidInputException when the receipt is too large
     */
    public RunResult markDone(String deliveryId, String step, Values receipt) {
        Values receipts = Values.empty().with(step, DeliverySize.checkedByUser(receipt));
        return engine.replay(owner, deliveryId, new Aim.Replay(Decision.DONE, false, receipts));
    }

    /**
     * Gives a delivery up: the output's next delivery may choose its cards again, also those that were sent.
     *
     * @throws NotFoundException when there is no such delivery
     * @throws ConflictException when it has arrived, goes on by itself, or its output is running now
     */
    public void giveBack(String deliveryId) {
        new Replays(engine.parts()).giveBack(owner, deliveryId);
    }

    /**
     * {@link #replay(String)} of many, one after the other, the oldest first.
     *
     * @param filter of what has failed; with another status, of what stands so
     * @param most of them, the newest; from 1 to 1,000
     */
    public List<Replayed> replay(DeliveryFilter filter, int most) {
        DeliveryFilter wanted = filter.status().isPresent() ? filter : filter.with(DeliveryStatus.FAILED);
        var ids = new ArrayList<>(list.page(wanted, "", checked(most, MOST_REPLAYED), DeliveryView::id));
        Collections.reverse(ids);
        return ids.stream().map(this::replayed).toList();
    }

    private Replayed replayed(String id) {
        try {
            return new Replayed(id, Optional.of(replay(id)), "");
        } catch (NotFoundException | InactiveException | ConflictException e) {
            return new Replayed(id, Optional.empty(), String.valueOf(e.getMessage()));
        }
    }

    private static int checked(int limit, int most) {
        if (limit < 1 || limit > most) {
            throw new InvalidInputException("limit", "range", "must be from 1 to " + most);
        }
        return limit;
    }
}
