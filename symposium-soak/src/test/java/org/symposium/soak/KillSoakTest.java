package org.symposium.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.symposium.core.Engine;
import org.symposium.soak.Workload.Seen;

/** kill −9 at every named point; afterwards another process works over the same store until nothing is left to do. */
@Tag("soak")
@Timeout(value = 20, unit = TimeUnit.MINUTES)
final class KillSoakTest {
    private static final int KILLS = 5;
    private static final int AT_A_TIME = 20;
    private static final Duration LONGEST = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    @Test
    void on_h2() throws InterruptedException {
        killAtEveryPoint("H2", Databases.h2(folder));
    }

    @Test
    void on_postgres() throws InterruptedException {
        killAtEveryPoint("PostgreSQL", Databases.postgres());
    }

    private static void killAtEveryPoint(String name, Databases.Source databases) throws InterruptedException {
        long began = System.nanoTime();
        var trials = new ArrayList<Callable<Seen>>();
        for (Point point : Point.values()) {
            for (int kill = 1; kill <= KILLS; kill++) {
                int passage = kill;
                trials.add(() -> kill(databases.fresh(), point, passage));
            }
        }

        List<Seen> seen = Trials.run(AT_A_TIME, trials);

        Figures.print(String.format(
                Locale.ROOT,
                "kill -9 on %s: %d points x %d = %d kills, %d runs: 0 lost, 0 twice, 0 cursors back; %d interrupted and"
                        + " finished; receiver: 0 duplicates by id, %d raw, all between sent and recorded; %d s",
                name,
                Point.values().length,
                KILLS,
                seen.size(),
                seen.stream().mapToLong(Seen::runs).sum(),
                seen.stream().mapToLong(Seen::interrupted).sum(),
                seen.stream().mapToLong(Seen::rawDuplicates).sum(),
                Duration.ofNanos(System.nanoTime() - began).toSeconds()));
    }

    private static Seen kill(Store store, Point point, int passage) throws InterruptedException {
        try (Service service = Service.start()) {
            Workload workload = prepared(store, service, point);
            killedAt(store, service, point, passage);
            try (Engine next = Nodes.here(store, service.uri("/"))) {
                List<Long> cursors = workload.cursors(next);
                next.start();
                workload.awaitDone(next);
                Seen seen = workload.check(next, service);
                assertThat(cursors).as("no cursor was ahead").allMatch(cursor -> cursor <= 2);
                check(seen, point);
                return seen;
            }
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(store.url() + ", killed at " + point + ", passage " + passage + ": " + e, e);
        }
    }

    private static Workload prepared(Store store, Service service, Point point) {
        try (Engine before = Nodes.here(store, service.uri("/"))) {
            Workload workload = Workload.prepare(before, service, KILLS, KILLS);
            if (point == Point.SWEEP_HALF_DONE) {
                try (var pool = store.pool(1)) {
                    Store.execute(pool, "delete from symposium_scheduled_tasks where task_instance like 'source/%'");
                }
            }
            return workload;
        }
    }

    private static void killedAt(Store store, Service service, Point point, int passage) throws InterruptedException {
        var reached = new CountDownLatch(1);
        if (point.isAtTheService()) {
            service.brake(new Brake(point, passage, reached::countDown));
        }
        try (Node node = Node.start(store, service, point, passage, 1)) {
            if (point.isAtTheService()) {
                assertThat(reached.await(LONGEST.toSeconds(), TimeUnit.SECONDS))
                        .as("reached %s; the node said %s", point, node.said())
                        .isTrue();
            } else {
                node.awaitReached();
            }
            node.kill();
        }
    }

    private static void check(Seen seen, Point point) {
        assertThat(seen.interrupted())
                .as("runs with an interrupted attempt")
                .isEqualTo(point.left() == Point.Left.INTERRUPTED ? 1 : 0);
        assertThat(seen.rawDuplicates())
                .as("messages that arrived twice")
                .isEqualTo(point.isBetweenSentAndRecorded() ? 1 : 0);
    }
}
