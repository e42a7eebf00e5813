package org.symposium.core.internal.runs;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;

/**
 * A run's stop switch. Thread-safe and sticky: once stopped, by {@link #cancel} or by its deadline, it stays stopped, and the first reason is kept.
 *
 * <p>It has no thread of its own. A deadline that passes is noticed by the next look at it; who must act at that very moment sets a timer by
 * {@link #remaining}.
 */
public final class Cancellation {
    private static final String OVERDUE = "The run took longer than it may.";

    private static final Stop SETTLED = new Stop("", How.SETTLED);

    private final LongSupplier nanoTime;
    private final long endsAt;
    private final boolean limited;
    private final AtomicReference<@Nullable Stop> stop = new AtomicReference<>();
    private final AtomicReference<@Nullable HandlerException> putBack = new AtomicReference<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Set<Registration> registrations = ConcurrentHashMap.newKeySet();

    private Cancellation(LongSupplier nanoTime, @Nullable Duration total) {
        this.nanoTime = nanoTime;
        this.limited = total != null;
        this.endsAt = total == null ? 0 : nanoTime.getAsLong() + total.toNanos();
    }

    /** A switch without a deadline. */
    public static Cancellation unlimited() {
        return new Cancellation(System::nanoTime, null);
    }

    /** A switch that stops by itself after this time, from now. */
    public static Cancellation within(Duration total) {
        return new Cancellation(System::nanoTime, total);
    }

    static Cancellation within(Duration total, LongSupplier nanoTime) {
        return new Cancellation(nanoTime, total);
    }

    /**
     * Stops the run: runs what was registered, on this thread, each once. Does nothing if it is stopped already.
     *
     * @param why one sentence for the user; becomes the message of the failure
     */
    public void cancel(String why) {
        stop(new Stop(why, How.CANCELLED));
    }

    /** As {@link #cancel}, but the run itself is not at fault and may be run again. */
    public void interrupt(String why) {
        stop(new Stop(why, How.INTERRUPTED));
    }

    /**
     * Has the run go on another time: whatever asks {@link #throwIfCancelled} from now on is told so by this very exception, also when a handler has swallowed it. The
     * first one is kept. What is under way is let finish, and {@link #cancel} still wins.
     */
    public void putBack(HandlerException why) {
        putBack.compareAndSet(null, why);
    }

    /** Why the run is to go on another time, if it is. */
    public Optional<HandlerException> putBackFor() {
        return Optional.ofNullable(putBack.get());
    }

    /** Whether the run is to stop. */
    public boolean isCancelled() {
        Stop first = stop.get();
        if (first != null) {
            return !first.isEnd();
        }
        if (limited && endsAt - nanoTime.getAsLong() <= 0) {
            cancel(OVERDUE);
            return !isSettled();
        }
        return false;
    }

    /**
     * What came of the run is written: from now on nobody stops it any more, and it has no deadline.
     *
     * @return whether it was stopped before
     */
    public boolean settle() {
        return !stop.compareAndSet(null, SETTLED) && !isSettled();
    }

    /** Whether {@link #settle} came before anything that stopped it. */
    public boolean isSettled() {
        Stop first = stop.get();
        return first != null && first.isEnd();
    }

    /** Why it was stopped, if it was. */
    public Optional<String> reason() {
        return Optional.ofNullable(stop.get()).filter(first -> !first.isEnd()).map(Stop::why);
    }

    /** Whether it was stopped by {@link #interrupt}. */
    public boolean isInterrupted() {
        Stop first = stop.get();
        return first != null && first.how() == How.INTERRUPTED;
    }

    /** Time to the deadline, not below zero; empty without a deadline. */
    public Optional<Duration> remaining() {
        return limited ? Optional.of(Duration.ofNanos(Math.max(0, endsAt - nanoTime.getAsLong()))) : Optional.empty();
    }

    /**
     * Has something done when the run is stopped: at once if it is already. It must not block, and what it throws is dropped.
     *
     * @return close it when there is nothing to stop any more
     */
    public Registration onCancel(Runnable action) {
        var registration = new Registration(this, action);
        registrations.add(registration);
        if (isCancelled()) {
            registration.fire();
        }
        return registration;
    }

    /**
     * Lets the run go on, or ends it.
     *
     * @throws HandlerException CANCELLED, with the reason as its message; or what {@link #putBack} was given
     */
    public void throwIfCancelled() {
        if (isCancelled()) {
            throw new HandlerException(FailureKind.CANCELLED, reason().orElse(""));
        }
        HandlerException another = putBack.get();
        if (another != null) {
            throw another;
        }
    }

    /**
     * Waits this long, at most up to the deadline; wakes up at once when the run is stopped.
     *
     * @throws HandlerException CANCELLED when the run is stopped, or the waiting thread is interrupted (the flag is set again)
     */
    public void pause(Duration time) {
        long nanos = remaining()
                .filter(left -> left.compareTo(time) < 0)
                .orElse(time)
                .toNanos();
        try {
            if (stopped.await(nanos, TimeUnit.NANOSECONDS)) {
                throwIfCancelled();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HandlerException(FailureKind.CANCELLED, "The run's thread was interrupted.");
        }
        throwIfCancelled();
    }

    private void stop(Stop how) {
        if (stop.compareAndSet(null, how)) {
            stopped.countDown();
            registrations.forEach(Registration::fire);
        }
    }

    private enum How {
        CANCELLED,
        INTERRUPTED,
        SETTLED
    }

    private record Stop(String why, How how) {
        boolean isEnd() {
            return how == How.SETTLED;
        }
    }

    /** Something that is done when the run is stopped, until this is closed. */
    public static final class Registration implements AutoCloseable {
        private final Cancellation owner;
        private final Runnable action;

        private Registration(Cancellation owner, Runnable action) {
            this.owner = owner;
            this.action = action;
        }

        private void fire() {
            if (owner.registrations.remove(this)) {
                try {
                    action.run();
                } catch (RuntimeException e) {
                    // one that fails must not keep the others from stopping
                }
            }
        }

        @Override
        public void close() {
            owner.registrations.remove(this);
        }
    }
}
