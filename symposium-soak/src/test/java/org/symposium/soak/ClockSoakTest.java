package org.symposium.soak;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.symposium.core.Engine;
import org.symposium.core.EngineBuilder;
import org.symposium.jdbc.JdbcStores;
import org.symposium.soak.Workload.Seen;

/** Two nodes over one PostgreSQL, whose clock is set in the middle of a run, and after a while set right again; or the clock that the host gave to its engines. */
@Tag("soak")
@Timeout(value = 15, unit = TimeUnit.MINUTES)
final class ClockSoakTest {
    private static final List<Duration> JUMPS = List.of(Duration.ofHours(1), Duration.ofHours(-2));
    private static final List<Point> POINTS = List.of(
            Point.CLAIMED,
            Point.BEFORE_LEASE,
            Point.LEASE_TAKEN,
            Point.PERMIT_TAKEN,
            Point.REQUEST_SENT,
            Point.ANSWER_READ,
            Point.BEFORE_COMMIT,
            Point.JUST_AFTER_COMMIT,
            Point.STEP_INTENDED,
            Point.STEP_SENT,
            Point.RECEIPT_WRITTEN);
    private static final int AT_A_TIME = 15;
    private static final int RUNS = 4;

    /** Whose clock it is. */
    private enum Whose {
        DATABASE,
        HOST
    }

    @Test
    void nothing_is_lost_and_nothing_is_done_twice() throws InterruptedException {
        Databases.Source databases = Databases.postgres();
        long began = System.nanoTime();
        var trials = new ArrayList<Callable<Seen>>();
        for (Point point : POINTS) {
            for (Duration jump : JUMPS) {
                for (Whose whose : Whose.values()) {
                    trials.add(() -> set(databases.fresh(), point, jump, whose));
                }
            }
        }

        List<Seen> seen = Trials.run(AT_A_TIME, trials);

        Figures.print(String.format(
                Locale.ROOT,
                "clocks set by +1 h and -2 h and right again: %d points, the database's and the host's = %d trials, %d runs: 0"
                        + " lost, 0 twice, 0 taken for dead; receiver: 0 duplicates, by id or raw; %d s",
                POINTS.size(),
                seen.size(),
                seen.stream().mapToLong(Seen::runs).sum(),
                Duration.ofNanos(System.nanoTime() - began).toSeconds()));
    }

    private static Seen set(Store store, Point point, Duration jump, Whose whose) {
        var clock = new ShiftedClock();
        var brake = new Brake(point, 2, () -> clock.set(jump));
        brake.release(); // nobody is held
        try (Service service = Service.start();
                Engine whole = Nodes.here(store, service.uri("/"))) {
            service.brake(brake);
            Workload workload = Workload.prepare(whole, service, RUNS, RUNS);
            try (HikariDataSource pool = store.pool(12);
                    Engine one = engine(pool, service, brake, clock, whose);
                    Engine other = engine(pool, service, brake, clock, whose)) {
                one.start();
                other.start();
                awaitOrders(workload, whole);
                clock.set(jump.negated());
                awaitDone(workload, whole, clock);
            }
            Seen seen = workload.check(whole, service);
            assertThat(seen.interrupted()).as("runs that were taken for dead").isZero();
            assertThat(seen.rawDuplicates()).isZero();
            return seen;
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(
                    store.url() + ", " + whose + "'s clock set by " + jump + " at " + point + ": " + e, e);
        }
    }

    /** What was put off while the clock was ahead waits until the clock is there again: late, not lost. */
    private static void awaitDone(Workload workload, Engine whole, ShiftedClock clock) {
        try {
            workload.awaitDone(whole, Duration.ofSeconds(100));
        } catch (ConditionTimeoutException e) {
            clock.set(Duration.ofHours(2));
            workload.awaitDone(whole);
        }
    }

    /** What is scheduled may be hours away now, and so may what was ordered before the clock was set back. */
    private static void awaitOrders(Workload workload, Engine whole) {
        try {
            Awaitility.await().atMost(Duration.ofSeconds(15)).until(() -> workload.ended(whole) >= 2 * RUNS);
        } catch (ConditionTimeoutException e) {
            assertThat(workload.ended(whole)).as("runs that have ended").isPositive();
        }
    }

    private static Engine engine(HikariDataSource pool, Service service, Brake brake, ShiftedClock clock, Whose whose) {
        var connections = BrakedConnections.of(whose == Whose.DATABASE ? clock.over(pool) : pool, brake);
        var stores = BrakedStores.of(JdbcStores.on(connections), brake);
        EngineBuilder builder = Nodes.builder(stores, service.uri("/"), "here", brake);
        return (whose == Whose.HOST ? builder.clock(clock) : builder)
                .runThreads(3)
                .build();
    }
}
