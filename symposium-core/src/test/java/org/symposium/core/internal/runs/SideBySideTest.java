package org.symposium.core.internal.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SideBySideTest {
    @Test
    void a_pool_without_a_free_thread_costs_one_wait_and_not_one_for_each_piece() {
        var done = new AtomicInteger();
        List<Runnable> pieces = Collections.nCopies(100, done::incrementAndGet);
        var sideBySide = new SideBySide(never -> {}, 8);
        long began = System.nanoTime();

        sideBySide.run(pieces, Cancellation.unlimited(), () -> false);

        assertThat(done).hasValue(100);
        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .as("one wait is 50 ms, a hundred are five seconds")
                .isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void who_gives_up_leaves_the_rest_undone() {
        var done = new AtomicInteger();
        List<Runnable> pieces = Collections.nCopies(10, done::incrementAndGet);

        new SideBySide(never -> {}, 8).run(pieces, Cancellation.unlimited(), () -> done.get() == 3);

        assertThat(done).hasValue(3);
    }
}
