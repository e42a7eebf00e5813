package org.symposium.core.internal.memory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.symposium.spi.RateLimiter;

/**
 * Exact sliding windows. Each key has a lock of its own, so those who ask for different keys do not meet; who asks for several locks them in one order. A key that
 * nothing counts in any more is dropped; a new one is refused while there are as many as there may be.
 */
public final class MemoryRateLimiter implements RateLimiter {
    private static final int MOST_KEYS = 1_000_000;
    private static final long SWEEP_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final Waiter NOBODY = new Waiter("", "");
    private static final Answer NO_ROOM = new Answer(Duration.ofSeconds(10), List.of());

    private final LongSupplier nanos;
    private final long origin;
    private final int mostKeys;
    private final ConcurrentHashMap<String, KeyLimit> keys = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();
    private final AtomicLong nextSweep = new AtomicLong(SWEEP_NANOS);

    /** No permits taken yet. */
    public MemoryRateLimiter(LongSupplier nanos) {
        this(nanos, MOST_KEYS);
    }

    MemoryRateLimiter(LongSupplier nanos, int mostKeys) {
        this.nanos = nanos;
        this.origin = nanos.getAsLong();
        this.mostKeys = mostKeys;
    }

    @Override
    public Answer acquire(List<Demand> all, Waiter waiter) {
        return switch (all.size()) {
            case 0 -> Answer.granted();
            case 1 -> acquireOne(all, waiter);
            default -> look(all, waiter, request -> request.decide(numbers));
        };
    }

    /** The usual case costs next to nothing: one window, room in it, nobody waiting. */
    private Answer acquireOne(List<Demand> all, Waiter waiter) {
        Demand demand = all.get(0);
        while (true) {
            KeyLimit key = key(demand.key());
            if (key == null) {
                return NO_ROOM;
            }
            synchronized (key) {
                if (!key.isGone()) {
                    long now = key.since(elapsed());
                    return key.takeAtOnce(demand, now)
                            ? Answer.granted()
                            : new PermitRequest(all, List.of(key), waiter, now).decide(numbers);
                }
            }
        }
    }

    private Answer look(List<Demand> all, Waiter waiter, Function<PermitRequest, Answer> decision) {
        while (true) {
            var locks = new ArrayList<KeyLimit>(all.size());
            for (Demand demand : all) {
                KeyLimit key = key(demand.key());
                if (key == null) {
                    return NO_ROOM;
                }
                locks.add(key);
            }
            var ordered = new ArrayList<>(locks);
            ordered.sort(Comparator.comparingLong(KeyLimit::order));
            Answer answer = locked(ordered, 0, () -> {
                long now = elapsed();
                for (KeyLimit key : ordered) {
                    now = key.since(now);
                }
                return decision.apply(new PermitRequest(all, locks, waiter, now));
            });
            if (answer != null) {
                return answer;
            }
        }
    }

    /** Holds one lock after the other; null if a key was dropped meanwhile. */
    private static @Nullable Answer locked(List<KeyLimit> ordered, int position, Decision decision) {
        if (position == ordered.size()) {
            return decision.make();
        }
        KeyLimit key = ordered.get(position);
        synchronized (key) {
            return key.isGone() ? null : locked(ordered, position + 1, decision);
        }
    }

    /** What is decided while all locks are held. */
    @FunctionalInterface
    private interface Decision {
        Answer make();
    }

    @Override
    public void close(String key, Duration penalty) {
        change(key, live -> live.close(live.since(elapsed()), Elapsed.nanos(penalty)));
    }

    @Override
    public void lower(String key, long remaining, Duration time) {
        change(key, live -> live.lower(live.since(elapsed()), remaining, Elapsed.nanos(time)));
    }

    @Override
    public List<Usage> usage(List<Demand> windows) {
        return windows.stream().map(this::usage).toList();
    }

    @Override
    public Duration waitFor(List<Demand> all) {
        return all.isEmpty()
                ? Duration.ZERO
                : look(all, NOBODY, request -> new Answer(request.waitTime(), List.of()))
                        .waitTime();
    }

    /** Keys that are kept now. */
    int size() {
        return keys.size();
    }

    private Usage usage(Demand demand) {
        KeyLimit key = keys.get(demand.key());
        if (key == null) {
            return new Usage(demand, 0, Duration.ZERO);
        }
        synchronized (key) {
            return key.usage(demand, key.since(elapsed()));
        }
    }

    private void change(String name, Consumer<KeyLimit> change) {
        while (true) {
            KeyLimit key = key(name);
            if (key == null) {
                return; // nothing can be taken of it either
            }
            synchronized (key) {
                if (!key.isGone()) {
                    change.accept(key);
                    return;
                }
            }
        }
    }

    private @Nullable KeyLimit key(String name) {
        KeyLimit there = keys.get(name);
        if (there != null) {
            return there;
        }
        sweepWhenDue(elapsed());
        return keys.size() >= mostKeys
                ? null
                : keys.computeIfAbsent(name, unknown -> new KeyLimit(numbers.incrementAndGet()));
    }

    /** Only new keys make more of them, so only they are made to look for idle ones. */
    private void sweepWhenDue(long now) {
        long due = nextSweep.get();
        if (now >= due && nextSweep.compareAndSet(due, now + SWEEP_NANOS)) {
            keys.forEach((name, key) -> {
                synchronized (key) {
                    if (key.dropIfIdle(now)) {
                        keys.remove(name, key);
                    }
                }
            });
        }
    }

    /** Nanoseconds since this was made; does not overflow. */
    private long elapsed() {
        return nanos.getAsLong() - origin;
    }
}
