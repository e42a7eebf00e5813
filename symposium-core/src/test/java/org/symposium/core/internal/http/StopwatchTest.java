package org.symposium.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class StopwatchTest {
    /** Else it would be blind to what hangs. */
    @Test
    void time_that_is_only_waited_counts() {
        var watch = Stopwatch.start();
        long began = System.nanoTime();
        while (System.nanoTime() - began < Duration.ofMillis(300).toNanos()) {
            LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
        }

        assertThat(watch.time()).isBetween(Duration.ofMillis(50), Duration.ofNanos(System.nanoTime() - began));
    }
}
