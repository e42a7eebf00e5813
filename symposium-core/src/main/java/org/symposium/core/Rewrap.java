package org.symposium.core;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.symposium.core.internal.credentials.Rewrapping;
import org.symposium.spi.model.Values;

/**
 * Credentials on their way to the primary key; begun by {@link OperatorView#rewrap()}. The engine works on meanwhile, and users may change credentials.
 * Thread-safe.
 */
public final class Rewrap {
    private final Rewrapping work;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile State state = State.RUNNING;
    private volatile @Nullable String failure;

    Rewrap(Rewrapping work) {
        this.work = work;
    }

    /** Where it stands. */
    public enum State {
        /** It goes on. */
        RUNNING,
        /** It has seen everything. */
        FINISHED,
        /** It was stopped, or the engine was closed. Begun again, it goes on from there. */
        STOPPED,
        /** The stores or the vault failed. Begun again, it goes on from there. */
        FAILED
    }

    /**
     * How far it is.
     *
     * @param done credentials sealed anew
     * @param left credentials that another key than the primary one has sealed
     * @param unreadable those among them that can't be opened; the log names their integrations
     * @param failure why it failed
     */
    public record Progress(State state, long done, long left, long unreadable, Optional<String> failure) {
        /** As JSON. */
        public Values toValues() {
            return Values.of("state", state)
                    .with("done", done)
                    .with("left", left)
                    .with("unreadable", unreadable)
                    .withOptional("failure", failure);
        }
    }

    /** How far it is now. */
    public Progress progress() {
        State now = state;
        return new Progress(now, work.done(), work.left(), work.unreadable(), Optional.ofNullable(failure));
    }

    /** Lets it end after the integration it is at. */
    public void stop() {
        work.stop();
    }

    /**
     * Waits until it has ended, for this long at most.
     *
     * @return how far it is then
     * @throws InterruptedException when this thread is interrupted; the rewrap goes on
     */
    public Progress await(Duration most) throws InterruptedException {
        boolean unused = ended.await(most.toNanos(), TimeUnit.NANOSECONDS);
        return progress();
    }

    Rewrapping work() {
        return work;
    }

    void ended(State how, @Nullable String why) {
        failure = why;
        state = how;
    }

    /** Lets go who waits. */
    void release() {
        ended.countDown();
    }
}
