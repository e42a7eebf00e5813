package org.symposium.core.internal.memory;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import org.symposium.spi.Lease;
import org.symposium.spi.Ledger;
import org.symposium.spi.model.Values;

/** Deliveries and their steps. A step that has its receipt is never changed again. */
public final class MemoryLedger implements Ledger {
    private final ReadWriteLock lock;
    private final MemoryLeases leases;
    private final Map<Place, Delivery> deliveries = new HashMap<>();

    /**
     * No deliveries yet.
     *
     * @param lock shared with the leases, so that none changes hands while a step is written
     */
    public MemoryLedger(ReadWriteLock lock, MemoryLeases leases) {
        this.lock = lock;
        this.leases = leases;
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
                    .computeIfAbsent(new Place(owner, deliveryId), place -> new Delivery(frozen, new LinkedHashMap<>()))
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

    private record Delivery(Values frozen, Map<String, Values> steps) {
        Values toValues() {
            return Values.of("frozen", frozen).with("steps", steps);
        }
    }
}
