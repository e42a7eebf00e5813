package org.symposium.core.internal.memory;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.function.BiPredicate;
import org.symposium.spi.Lease;
import org.symposium.spi.Ledger;
import org.symposium.spi.model.Values;

/** Deliveries and their steps. A step that has its receipt is never changed again. */
public final class MemoryLedger implements Ledger {
    private final ReadWriteLock lock;
    private final MemoryLeases leases;
    private final Clock clock;
    private final Map<Place, Delivery> deliveries = new HashMap<>();

    /**
     * No deliveries yet.
     *
     * @param lock shared with the leases, so that none changes hands while a step is written
     */
    public MemoryLedger(ReadWriteLock lock, MemoryLeases leases, Clock clock) {
        this.lock = lock;
        this.leases = leases;
        this.clock = clock;
    }

    @Override
    public Optional<Values> find(String owner, String deliveryId) {
        lock.readLock().lock();
        try {
            return Optional.ofNullable(deliveries.get(new Place(owner, deliveryId)))
                    .map(Delivery::toValues);
        } finally {
            lock.readLock().unlock();
        }
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
                            place -> new Delivery(frozen, new LinkedHashMap<>(), clock.instant()))
                    .toValues();
        } finally {
            lock.writeLock().unlock();
        }
    }

    @Override
    public boolean intend(String owner, String deliveryId, String step, String digest, Values shown, Lease lease) {
        return whileHeld(lease, () -> {
            var steps = delivery(owner, deliveryId).steps();
            if (!isDone(steps, step)) {
                steps.put(step, Values.of("digest", digest).with("shown", shown));
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
        });
    }

    @Override
    public boolean record(String owner, String deliveryId, String step, Values receipt, Lease lease) {
        return whileHeld(lease, () -> {
            var steps = delivery(owner, deliveryId).steps();
            if (!isDone(steps, step)) {
                steps.put(step, steps.getOrDefault(step, Values.empty()).with("receipt", receipt));
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

    private record Delivery(Values frozen, Map<String, Values> steps, Instant openedAt) {
        Values toValues() {
            return Values.of("frozen", frozen).with("steps", steps);
        }
    }
}
