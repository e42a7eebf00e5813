package org.symposium.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symposium.spi.model.Card;
import org.symposium.testkit.Samples;

/** A run that is cancelled interrupts its thread; H2's usual file would be closed by that, for everybody. */
final class InterruptedThreadTest {
    private static final int CARDS = 300;

    @TempDir
    Path folder;

    @Test
    void interrupts_while_rows_are_written_do_no_harm() throws InterruptedException {
        try (var stores = JdbcStores.h2(folder.resolve("symposium"))) {
            var failure = new AtomicReference<Throwable>();
            var done = new AtomicBoolean();
            var writer = new Thread(() -> {
                try {
                    for (int number = 0; number < CARDS; number++) {
                        stores.table(Card.KIND).insert(Samples.card("ada", "card-" + number));
                    }
                } catch (RuntimeException e) {
                    failure.set(e);
                } finally {
                    done.set(true);
                }
            });
            writer.start();
            while (!done.get()) {
                writer.interrupt();
                LockSupport.parkNanos(Duration.ofNanos(100_000).toNanos());
            }
            writer.join();

            assertThat(failure.get()).isNull();
            assertThat(stores.cards().page("ada", Map.of(), "", 1_000)).hasSize(CARDS);
        }
    }

    @Test
    void a_thread_that_was_interrupted_before_does_no_harm_to_a_hosts_file() {
        try (var pool = TestDatabase.pool("jdbc:h2:file:" + folder.resolve("host") + ";WRITE_DELAY=0", "sa", "");
                var stores = JdbcStores.on(pool)) {
            for (int number = 0; number < 5; number++) {
                Thread.currentThread().interrupt();
                stores.table(Card.KIND).insert(Samples.card("ada", "card-" + number));
                assertThat(Thread.interrupted()).isTrue();
            }

            assertThat(stores.cards().page("ada", Map.of(), "", 10)).hasSize(5);
        }
    }
}
