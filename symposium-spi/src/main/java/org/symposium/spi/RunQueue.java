package org.symposium.spi;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What waits to be run: at least once each, when it is due, by whichever node comes first. */
public interface RunQueue {
    /** Puts a run in, or moves the one of the same key to the new moment. False when one of that key is being run now; then nothing changes. */
    boolean put(Run run);

    /** Puts a run in, unless there is one of that key: false then, whether it waits or is being run, and nothing changes. */
    boolean add(Run run);

    /** Takes a run out. False when there is none, or it is being run now. */
    boolean remove(String key);

    /** The run of that key, waiting or being run. */
    Optional<QueuedRun> find(String key);

    /** Runs of an owner, waiting or being run, by due time; of all owners when the owner is empty. */
    List<QueuedRun> list(String owner, int limit);

    /**
     * Begins to hand due runs to the worker, so many at a time. Called once.
     *
     * <p>What is handed out again because the process or the thread that ran it is gone is marked, see {@link Run#interrupted}; what never began is not.
     */
    void start(Worker worker, int threads);

    /** Hands nothing out through this object until {@link #resume}; what runs goes on. May be called before the start too. */
    void pause();

    /** Ends a {@link #pause}. Does nothing without one. */
    void resume();

    /**
     * Claims nothing more, lets runs finish for this long, then interrupts their threads. What the worker says is next is kept, also after an interrupt; an entry
     * that had not begun stays as it is; one whose worker does not come back is handed out again by the next start, or by another node, as {@link Run#interrupted}. Ends a {@link #pause}.
     */
    void stop(Duration grace);
}
