package org.symposium.spi;

import java.time.Duration;
import java.util.List;

/** What waits to be run: at least once each, when it is due, by whichever node comes first. */
public interface RunQueue {
    /** Puts a run in, or moves the one of the same key to the new moment. False when one of that key is being run now; then nothing changes. */
    boolean put(Run run);

    /** Takes a run out. False when there is none, or it is being run now. */
    boolean remove(String key);

    /** Runs of an owner, by due time; of all owners when the owner is empty. */
    List<Run> list(String owner, int limit);

    /** Begins to hand due runs to the worker, so many at a time. Called once. */
    void start(Worker worker, int threads);

    /** Claims nothing more, lets runs finish for this long, then interrupts them; they are run again later. */
    void stop(Duration grace);
}
