package org.symposium.soak;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.symposium.core.Engine;
import org.symposium.soak.Workload.Seen;

/** SIGSTOP: a node stands still past its lease, another takes over and writes, the first wakes and goes on where it was: it writes nothing. */
@Tag("soak")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
final class FreezeSoakTest {
    private static final List<Point> POINTS = List.of(
            Point.ANSWER_READ, Point.BEFORE_SAVE, Point.SAVE_HALF_WRITTEN, Point.STEP_INTENDED, Point.STEP_ANSWERED);
    private static final int ROUNDS_AT_EACH = 4;
    private static final int AT_A_TIME = 10;
    private static final List<String> TABLES = List.of(
            "symposium_source",
            "symposium_output",
            "symposium_integration",
            "symposium_execution",
            "symposium_card",
            "symposium_delivered",
            "symposium_delivery",
            "symposium_step",
            "symposium_scheduled_tasks");

    @Test
    void a_node_that_wakes_up_too_late_writes_nothing() throws InterruptedException {
        Databases.Source databases = Databases.postgres();
        long began = System.nanoTime();
        var rounds = new ArrayList<Callable<Seen>>();
        for (Point point : POINTS) {
            for (int round = 1; round <= ROUNDS_AT_EACH; round++) {
                int passage = round;
                rounds.add(() -> freeze(databases.fresh(), point, passage));
            }
        }

        List<Seen> seen = Trials.run(AT_A_TIME, rounds);

        Figures.print(String.format(
                Locale.ROOT,
                "SIGSTOP: %d rounds at %d points: %d runs taken over and finished, 0 stale writes, 0 lost, 0 twice; receiver:"
                        + " 0 duplicates by id, %d raw; %d s",
                seen.size(),
                POINTS.size(),
                seen.stream().mapToLong(Seen::interrupted).sum(),
                seen.stream().mapToLong(Seen::rawDuplicates).sum(),
                Duration.ofNanos(System.nanoTime() - began).toSeconds()));
    }

    private static Seen freeze(Store store, Point point, int passage) {
        try (Service service = Service.start();
                HikariDataSource pool = store.pool(1)) {
            Workload workload;
            try (Engine before = Nodes.here(store, service.uri("/"))) {
                workload = Workload.prepare(before, service, ROUNDS_AT_EACH, ROUNDS_AT_EACH);
            }
            try (Node node = Node.start(store, service, point, passage, 1);
                    Engine other = Nodes.here(store, service.uri("/"))) {
                node.awaitReached();
                node.freeze();
                other.start();
                workload.awaitDone(other);
                Map<String, List<String>> written = dump(pool);

                node.goOn();
                node.wake();
                node.await(line -> line.equals(NodeProcess.EVENT + "run.interrupted"));
                node.stop();

                assertThat(dump(pool)).as("what is written after it woke").isEqualTo(written);
                Seen seen = workload.check(other, service);
                assertThat(seen.interrupted()).as("runs that were taken over").isEqualTo(1);
                return seen;
            }
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(store.url() + ", frozen at " + point + ", passage " + passage + ": " + e, e);
        }
    }

    private static Map<String, List<String>> dump(HikariDataSource pool) {
        var tables = new LinkedHashMap<String, List<String>>();
        for (String table : TABLES) {
            tables.put(table, Store.query(pool, "select t::text from " + table + " t order by 1"));
        }
        return tables;
    }
}
