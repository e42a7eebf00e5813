package org.symposium.core.internal.memory;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.symposium.spi.Run;
import org.symposium.spi.Worker;

/** The threads of one start of the queue: {@code symposium-run-1} and so on, daemons. */
final class RunThreads {
    private static final Logger LOG = LoggerFactory.getLogger(RunThreads.class);
    private static final Duration AFTER_A_BUG = Duration.ofMinutes(1);

    private final MemoryRunQueue queue;
    private final Worker worker;
    private final Clock clock;
    private final List<Thread> threads = new ArrayList<>();

    RunThreads(MemoryRunQueue queue, Worker worker, Clock clock) {
        this.queue = queue;
        this.worker = worker;
        this.clock = clock;
    }

    void start(int count) {
        for (int number = 1; number <= count; number++) {
            Thread thread = new Thread(this::work, "symposium-run-" + number);
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    void interrupt() {
        threads.forEach(Thread::interrupt);
    }

    private void work() {
        try {
            for (var claim = queue.take(this); claim.isPresent(); claim = queue.take(this)) {
                queue.finish(claim.get(), run(claim.get().run()));
                Thread.interrupted(); // meant for the run, not for the thread
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A worker throws nothing. If it does all the same, the entry must not be lost, nor the thread. */
    private Optional<Run> run(Run run) {
        try {
            return worker.run(run).again();
        } catch (Throwable e) {
            LOG.error("The worker threw, which it must not; {} is run again in {}", run, AFTER_A_BUG, e);
            return Optional.of(run.with("due_at", clock.instant().plus(AFTER_A_BUG)));
        }
    }
}
