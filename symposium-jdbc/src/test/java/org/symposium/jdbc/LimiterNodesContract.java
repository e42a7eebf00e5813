package org.symposium.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.symposium.spi.RateLimiter;
import org.symposium.spi.RateLimiter.Answer;
import org.symposium.spi.RateLimiter.Demand;
import org.symposium.spi.RateLimiter.Waiter;

/** Limiters of three nodes over one database: no window is ever exceeded, and it is quick enough. */
abstract class LimiterNodesContract {
    /** Grants of a run that says something; a busy machine takes longer for them. */
    private static final int ENOUGH = 200;

    private static final Logger LOG = LoggerFactory.getLogger(LimiterNodesContract.class);

    private final Random random = new Random(4);
    private HikariDataSource source;

    abstract TestDatabase database();

    @BeforeEach
    void open() {
        source = database().fresh();
    }

    @AfterEach
    void close() {
        source.close();
    }

    @Test
    void three_nodes_never_exceed_a_window() {
        simulate(1_500);
    }

    @Test
    @Tag("soak")
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void three_nodes_never_exceed_a_window_over_100_000_requests() {
        simulate(100_000);
    }

    /** One common clock that only the simulation moves, read by three nodes that each come late by something of their own. */
    private void simulate(int events) {
        var clock = new SetClock();
        var nodes = List.of(JdbcStores.on(source, clock), JdbcStores.on(source, clock), JdbcStores.on(source, clock));
        var queue = new PriorityQueue<Sender>((one, other) -> one.next().compareTo(other.next()));
        for (int sender = 0; sender < 30; sender++) {
            queue.add(new Sender(sender, List.of(), clock.now));
        }
        var granted = new HashMap<Demand, List<Instant>>();
        for (int event = 0; event < events; event++) {
            Sender sender = queue.remove();
            clock.now = sender.next().isAfter(clock.now) ? sender.next() : clock.now;
            List<Demand> demands = sender.demands().isEmpty() ? demands() : sender.demands();
            Answer answer = nodes.get(sender.number() % 3)
                    .limiter()
                    .acquire(demands, new Waiter("w" + sender.number(), "party-" + sender.number() % 5));
            if (answer.isGranted()) {
                demands.forEach(demand -> count(granted, demand, clock.now));
            }
            boolean isDone = answer.isGranted() || random.nextInt(50) == 0; // or given up
            Instant next = clock.now.plus(
                    answer.isGranted() ? pause(200) : answer.waitTime().plus(pause(20)));
            queue.add(new Sender(sender.number(), isDone ? List.of() : demands, next));
        }
        nodes.forEach(JdbcStores::close);

        assertThat(granted.values().stream().mapToInt(List::size).sum()).isGreaterThan(events / 5);
        granted.forEach((window, moments) ->
                assertThat(over(window, moments)).as("%s", window).isZero());
    }

    private record Sender(int number, List<Demand> demands, Instant next) {}

    private List<Demand> demands() {
        long weight = random.nextInt(10) == 0 ? 2 : 1;
        String integration = "integration/" + random.nextInt(6);
        var demands = new ArrayList<Demand>();
        demands.add(new Demand(integration, 60, Duration.ofMinutes(1), weight));
        demands.add(new Demand(integration, 3, Duration.ofSeconds(1), weight));
        if (random.nextBoolean()) {
            demands.add(new Demand("type/t/webhook/" + random.nextInt(10), 5, Duration.ofSeconds(2), weight));
        }
        return demands;
    }

    private Duration pause(int mostMillis) {
        return Duration.ofNanos(random.nextInt(mostMillis * 1_000) * 1_000L);
    }

    private static void count(Map<Demand, List<Instant>> granted, Demand demand, Instant now) {
        var window = new Demand(demand.key(), demand.limit(), demand.window(), 1);
        for (long permit = 0; permit < demand.weight(); permit++) {
            granted.computeIfAbsent(window, unknown -> new ArrayList<>()).add(now);
        }
    }

    private static long over(Demand window, List<Instant> moments) {
        long over = 0;
        for (int first = 0; first + window.limit() < moments.size(); first++) {
            Duration apart = Duration.between(moments.get(first), moments.get(first + (int) window.limit()));
            over += apart.compareTo(window.window()) < 0 ? 1 : 0;
        }
        return over;
    }

    /** By the database's own clock, eight threads over three nodes. A grant lies between the moments around its asking. */
    @Test
    void threads_of_three_nodes_never_exceed_a_window_of_the_databases_clock() throws Exception {
        Demand narrow = new Demand("k", 20, Duration.ofMillis(100), 1);
        Demand wide = new Demand("k", 50, Duration.ofMillis(400), 1);
        long end = System.nanoTime() + Duration.ofSeconds(4).toNanos();
        var enough = new CountDownLatch(ENOUGH);

        List<long[]> granted = onThreads(8, (limiter, thread) -> {
            var mine = new ArrayList<long[]>();
            for (int request = 0; System.nanoTime() < end || enough.getCount() > 0; request++) {
                var waiter = new Waiter(thread + "/" + request, "party-" + thread % 2);
                long before = System.nanoTime();
                Answer answer = limiter.acquire(List.of(narrow, wide), waiter);
                while (!answer.isGranted()) {
                    LockSupport.parkNanos(answer.waitTime().toNanos());
                    before = System.nanoTime();
                    answer = limiter.acquire(List.of(narrow, wide), waiter);
                }
                mine.add(new long[] {before, System.nanoTime()});
                enough.countDown();
            }
            return mine;
        });

        granted.sort((one, other) -> Long.compare(one[0], other[0]));
        assertThat(granted).hasSizeGreaterThanOrEqualTo(ENOUGH);
        for (Demand window : List.of(narrow, wide)) {
            int limit = (int) window.limit();
            for (int first = 0; first + limit < granted.size(); first++) {
                long latest = granted.subList(first, first + limit + 1).stream()
                        .mapToLong(grant -> grant[1])
                        .max()
                        .orElseThrow();
                assertThat(latest - granted.get(first)[0])
                        .isGreaterThanOrEqualTo(window.window().toNanos());
            }
        }
    }

    /** Not a measurement to rely on, but a limiter that got ten times slower would be seen. */
    @Test
    void permits_are_quick() throws Exception {
        for (int keys : new int[] {1, 8}) {
            List<Integer> counts = onThreads(8, (limiter, thread) -> {
                Demand demand = new Demand("k" + keys + "/" + thread % keys, 1_000_000, Duration.ofMinutes(1), 1);
                limiter.acquire(List.of(demand), new Waiter(thread + "/first", "p"));
                long began = System.nanoTime();
                int mine = 0;
                while (System.nanoTime() - began < Duration.ofSeconds(2).toNanos()) {
                    mine += limiter.acquire(List.of(demand), new Waiter(thread + "/" + mine, "p"))
                                    .isGranted()
                            ? 1
                            : 0;
                }
                return List.of(mine);
            });
            double each = counts.stream().mapToInt(Integer::intValue).sum() / 2.0;
            LOG.info(
                    "{}: {} permits a second over {} keys, 8 threads",
                    getClass().getSimpleName(),
                    each,
                    keys);
            assertThat(each).isGreaterThan(10);
        }
    }

    private interface Work<T> {
        List<T> of(RateLimiter limiter, int thread);
    }

    private <T> List<T> onThreads(int count, Work<T> work) throws Exception {
        var nodes = List.of(JdbcStores.on(source), JdbcStores.on(source), JdbcStores.on(source));
        var pool = Executors.newFixedThreadPool(count);
        try {
            var tasks = new ArrayList<Callable<List<T>>>();
            for (int number = 0; number < count; number++) {
                int thread = number;
                tasks.add(() -> work.of(nodes.get(thread % 3).limiter(), thread));
            }
            var all = new ArrayList<T>();
            for (Future<List<T>> done : pool.invokeAll(tasks, 60, TimeUnit.SECONDS)) {
                all.addAll(done.get());
            }
            return all;
        } finally {
            pool.shutdownNow();
            nodes.forEach(JdbcStores::close);
        }
    }

    /** Moved by hand. */
    private static final class SetClock extends Clock {
        private volatile Instant now = Instant.parse("2026-03-01T12:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
