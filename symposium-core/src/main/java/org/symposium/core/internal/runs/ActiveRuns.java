package org.symposium.core.internal.runs;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.symposium.spi.model.RunResult;

/** The runs that go on in this process, whoever asked for them, so that they can be waited for, joined and stopped. Thread-safe. */
public final class ActiveRuns {
    private static final long NAP_MILLIS = 50;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Set<Active> runs = new HashSet<>();
    private boolean closed;

    /** An integration in use. */
    public record Connected(String owner, String integrationId) {}

    /** One of them, until it is closed. */
    public final class Active implements AutoCloseable {
        private final Cancellation cancellation;
        private final CompletableFuture<Optional<RunResult>> result = new CompletableFuture<>();
        private volatile String what = "";
        private volatile String owner = "";
        private volatile String executionId = "";
        private volatile Optional<Connected> connected = Optional.empty();

        private Active(Cancellation cancellation) {
            this.cancellation = cancellation;
        }

        /** It has begun; others find it by this key from now on. */
        public void began(String key) {
            what = key;
        }

        /** It is this run of this owner's; it can be stopped by that from now on. */
        public void is(String ofOwner, String id) {
            owner = ofOwner;
            executionId = id;
        }

        /** Whose run it is; empty before that is known. */
        public String owner() {
            return owner;
        }

        /** Its id in the log; empty before that is known. */
        public String executionId() {
            return executionId;
        }

        /** It uses this integration's credentials. */
        public void uses(String ofOwner, String integrationId) {
            connected = Optional.of(new Connected(ofOwner, integrationId));
        }

        /** Stops it, for this reason. False if what came of it is written already, so that the log tells how it goes on. */
        public boolean cancel(String why) {
            cancellation.cancel(why);
            return !cancellation.isSettled();
        }

        /** It came to this; whoever has joined it is told. */
        public void ended(RunResult outcome) {
            result.complete(Optional.of(outcome));
        }

        /**
         * Waits for it.
         *
         * @param waiting of who waits; a run that is stopped waits no more
         * @return empty when it ended without a result
         * @throws org.symposium.spi.model.HandlerException CANCELLED, when who waits is stopped
         */
        public Optional<RunResult> join(Cancellation waiting) {
            while (true) {
                waiting.throwIfCancelled();
                try {
                    return result.get(NAP_MILLIS, TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    // it goes on; maybe we do not
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    waiting.cancel("The thread that waited for the run was interrupted.");
                } catch (ExecutionException e) {
                    throw new IllegalStateException(e); // it is never completed so
                }
            }
        }

        @Override
        public void close() {
            result.complete(Optional.empty());
            lock.lock();
            try {
                runs.remove(this);
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /**
     * Another one.
     *
     * @throws EngineClosed when no more are to begin
     */
    public Active enter(Cancellation cancellation) {
        lock.lock();
        try {
            if (closed) {
                throw new EngineClosed();
            }
            var active = new Active(cancellation);
            runs.add(active);
            return active;
        } finally {
            lock.unlock();
        }
    }

    /** A part of one that goes on, and may still begin when no more runs may. */
    public Active part(Cancellation cancellation) {
        lock.lock();
        try {
            var active = new Active(cancellation);
            runs.add(active);
            return active;
        } finally {
            lock.unlock();
        }
    }

    /** The one that has begun under this key. */
    public Optional<Active> find(String key) {
        lock.lock();
        try {
            return runs.stream().filter(active -> active.what.equals(key)).findFirst();
        } finally {
            lock.unlock();
        }
    }

    /** The run of this id, as far as it goes on here. */
    public Optional<Active> find(String owner, String executionId) {
        return known().stream()
                .filter(active -> active.owner.equals(owner) && active.executionId.equals(executionId))
                .findFirst();
    }

    /** All that have an id by now. */
    public List<Active> known() {
        return standing().stream()
                .filter(active -> !active.executionId.isEmpty())
                .toList();
    }

    /** The integrations whose credentials are used now. */
    public Set<Connected> connected() {
        return standing().stream().flatMap(active -> active.connected.stream()).collect(Collectors.toSet());
    }

    /** Those that use an integration's credentials. */
    public List<Active> using(Connected integration) {
        return standing().stream()
                .filter(active -> active.connected.filter(integration::equals).isPresent())
                .toList();
    }

    /** Lets no more begin, lets those that run finish for this long, then interrupts them and gives them this long to write down where they stood. */
    public void close(Duration grace, Duration afterwards) {
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
        if (!awaitQuiet(grace)) {
            standing().forEach(active -> active.cancellation.interrupt("The engine was closed while it ran."));
            awaitQuiet(afterwards);
        }
    }

    private List<Active> standing() {
        lock.lock();
        try {
            return List.copyOf(runs);
        } finally {
            lock.unlock();
        }
    }

    private boolean awaitQuiet(Duration most) {
        lock.lock();
        try {
            long left = most.toNanos();
            while (!runs.isEmpty() && left > 0) {
                left = changed.awaitNanos(left);
            }
            return runs.isEmpty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // whoever closes us is in a hurry
            return false;
        } finally {
            lock.unlock();
        }
    }
}
