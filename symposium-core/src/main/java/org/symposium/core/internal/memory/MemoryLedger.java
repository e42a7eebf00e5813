package org.symposium.core.internal.memory;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import org.symposium.spi.Lease;
import org.symposium.spi.Ledger;
import org.symposium.spi.model.Values;

/** Deliveries and their steps. A step that has its receipt is never changed again. */
public final class MemoryLedger implements Ledger {
    private final ReadWriteLock lock;
    private final MemoryLeases leases;
    private final MemoryRows rows;
    private final Clock clock;
    private final Map<Place, Delivery> deliveries = new HashMap<>();

    /**
     * No deliveries yet.
     *
     * @param lock shared with the leases and the rows, so that none changes hands while a step is written
     * @param rows where cards are marked as delivered
     */
    public MemoryLedger(ReadWriteLock lock, MemoryLeases leases, MemoryRows rows, Clock clock) {
        this.lock = lock;
        this.leases = leases;
        this.rows = rows;
        this.clock = clock;
    }

    @Override
    public Optional<Values> find(String owner, String deliveryId) {
        return reading(() -> Optional.ofNullable(deliveries.get(new Place(owner, deliveryId)))
                .map(Delivery::toValues));
    }

    @Override
    public Values open(String owner, String deliveryId, Values frozen, Lease lease) {
        lock.writeLock().lock();
        try {
            if (!leases.holds(lease)) {
                throw new IllegalStateException("the lease of '" + lease.key() + "' is held by another now");
            }
            return deliveries
                    .computeIfAbsent(
                            new Place(owner, deliveryId),
                            place -> new Delivery(frozen, cards(frozen), new LinkedHashMap<>(), clock.instant()))
                    .toValues();
        } finally {
            lock.writeLock().unlock();
        }
    }

    @Override
    public boolean refreeze(String owner, String deliveryId, Values frozen, Lease lease) {
        return whileHeld(
                lease,
                () -> deliveries.computeIfPresent(
                        new Place(owner, deliveryId),
                        (place, before) -> new Delivery(frozen, before.cards(), before.steps(), before.openedAt())));
    }

    @Override
    public List<String> latest(String owner, String outputId, String cardId, String before, int limit) {
        return reading(() -> deliveries.entrySet().stream()
                .filter(entry -> entry.getKey().owner().equals(owner))
                .filter(entry ->
                        outputId.isEmpty() || outputId.equals(entry.getValue().outputId()))
                .filter(entry -> cardId.isEmpty() || entry.getValue().cards().contains(cardId))
                .map(entry -> entry.getKey().deliveryId())
                .filter(id -> before.isEmpty() || id.compareTo(before) < 0)
                .sorted(Comparator.reverseOrder())
                .limit(limit)
                .toList());
    }

    @Override
    public List<String> taken(String owner, String deliveryId) {
        return reading(() -> Optional.ofNullable(deliveries.get(new Place(owner, deliveryId)))
                .map(delivery -> rows.delivered().taken(owner, delivery.outputId(), delivery.cards(), deliveryId))
                .orElse(List.of()));
    }

    @Override
    public boolean giveBack(String owner, String deliveryId, Lease lease) {
        return whileHeld(lease, () -> free(owner, deliveryId));
    }

    @Override
    public boolean intend(String owner, String deliveryId, String step, String digest, Values shown, Lease lease) {
        return whileHeld(lease, () -> {
            Delivery delivery = delivery(owner, deliveryId);
            if (delivery.steps().isEmpty() && delivery.marksCards()) {
                rows.hold(owner, delivery.outputId(), delivery.cards(), deliveryId);
            }
            if (!isDone(delivery.steps(), step)) {
                delivery.steps()
                        .put(
                                step,
                                Values.of("digest", digest).with("shown", shown).with("intended_at", clock.instant()));
            }
        });
    }

    @Override
    public boolean withdraw(String owner, String deliveryId, String step, Lease lease) {
        return whileHeld(lease, () -> {
            var steps = delivery(owner, deliveryId).steps();
            if (!isDone(steps, step)) {
                steps.remove(step);
            }
            if (steps.isEmpty()) {
                free(owner, deliveryId);
            }
        });
    }

    @Override
    public boolean record(String owner, String deliveryId, String step, Values receipt, Lease lease) {
        return whileHeld(lease, () -> {
            var steps = delivery(owner, deliveryId).steps();
            if (!isDone(steps, step)) {
                steps.put(
                        step,
                        steps.getOrDefault(step, Values.empty())
                                .with("receipt", receipt)
                                .with("recorded_at", clock.instant()));
            }
        });
    }

    /** Whether a step of it was intended and has no receipt; the lock is held. */
    boolean isInDoubt(String owner, String deliveryId) {
        Delivery delivery = deliveries.get(new Place(owner, deliveryId));
        return delivery != null && delivery.steps().values().stream().anyMatch(step -> !step.has("receipt"));
    }

    /** Removes a delivery, if there is one; the write lock is held. */
    void remove(String owner, String deliveryId) {
        deliveries.remove(new Place(owner, deliveryId));
    }

    /** Removes deliveries that were opened before a moment, and of which a run says so; the write lock is held. */
    int removeOpenedBefore(Instant moment, BiPredicate<String, String> chosen, int limit) {
        List<Place> old = deliveries.entrySet().stream()
                .filter(delivery -> delivery.getValue().openedAt().isBefore(moment))
                .map(Map.Entry::getKey)
                .filter(place -> chosen.test(place.owner(), place.deliveryId()))
                .limit(limit)
                .toList();
        old.forEach(deliveries::remove);
        return old.size();
    }

    private void free(String owner, String deliveryId) {
        Delivery delivery = delivery(owner, deliveryId);
        rows.delivered().free(owner, delivery.outputId(), delivery.cards(), deliveryId);
    }

    private static List<String> cards(Values frozen) {
        return frozen.list("cards").stream().map(card -> card.text("id")).toList();
    }

    private <T> T reading(Supplier<T> read) {
        lock.readLock().lock();
        try {
            return read.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    private boolean whileHeld(Lease lease, Runnable write) {
        lock.writeLock().lock();
        try {
            if (!leases.holds(lease)) {
                return false;
            }
            write.run();
            return true;
        } finally {
            lock.writeLock().unlock();
        }
    }

    private Delivery delivery(String owner, String deliveryId) {
        Delivery delivery = deliveries.get(new Place(owner, deliveryId));
        if (delivery == null) {
            throw new IllegalStateException("delivery '" + deliveryId + "' was not opened");
        }
        return delivery;
    }

    private static boolean isDone(Map<String, Values> steps, String step) {
        return steps.containsKey(step) && steps.get(step).has("receipt");
    }

    private record Place(String owner, String deliveryId) {}

    private record Delivery(Values frozen, List<String> cards, Map<String, Values> steps, Instant openedAt) {
        String outputId() {
            return frozen.text("output_id", "");
        }

        /** A trial marks none. */
        boolean marksCards() {
            return !frozen.has("test_recipient");
        }

        Values toValues() {
            return Values.of("frozen", frozen).with("opened_at", openedAt).with("steps", steps);
        }
    }
}
