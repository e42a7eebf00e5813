package org.symposium.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.symposium.spi.Run;
import org.symposium.spi.Worker;

/** A process that stood still for a while, and looks for the dead before its heart beats again. */
final class StoodStillTest {
    /** The dead are looked for every ten seconds. */
    private static final Duration TWO_LOOKS = Duration.ofSeconds(12);

    private final List<Run> given = new CopyOnWriteArrayList<>();
    private final CountDownLatch release = new CountDownLatch(1);

    @Test
    void what_runs_here_is_not_taken_for_dead() {
        try (var source = H2TestDatabase.INSTANCE.fresh();
                var stores = JdbcStores.on(source)) {
            Instant past = Instant.now().minusSeconds(60);
            stores.runs().put(Run.of("k", "e", "ada", past));
            stores.runs().start(this::held, 2);
            await().until(() -> !given.isEmpty());
            String old = "update symposium_scheduled_tasks set last_heartbeat = " + Database.H2.literal(past);

            await().during(TWO_LOOKS)
                    .atMost(TWO_LOOKS.plusSeconds(5))
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> {
                        TestDatabase.execute(source, old);
                        return given.size() == 1;
                    });

            assertThat(stores.runs().find("k").orElseThrow().run().interrupted())
                    .isZero();
            release.countDown();
            await().until(() -> stores.runs().list("", 1).isEmpty());
        }
    }

    private Worker.Next held(Run run) {
        given.add(run);
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new Worker.Next(Optional.empty());
    }
}
