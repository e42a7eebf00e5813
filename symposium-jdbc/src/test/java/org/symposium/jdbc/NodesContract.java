package org.symposium.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.symposium.spi.QueuedRun;
import org.symposium.spi.RateLimiter.Demand;
import org.symposium.spi.RateLimiter.Waiter;
import org.symposium.spi.Run;
import org.symposium.spi.Worker;

/** Several nodes over one database, and nodes that die. */
abstract class NodesContract {
    private final Instant dueAt = Instant.now().minusSeconds(5).truncatedTo(ChronoUnit.MILLIS);
    private HikariDataSource source;
    private JdbcStores one;
    private JdbcStores other;

    abstract TestDatabase database();

    @BeforeEach
    void open() {
        source = database().fresh();
        one = JdbcStores.on(source);
        other = JdbcStores.on(source);
    }

    @AfterEach
    void close() {
        one.close();
        other.close();
        source.close();
    }

    @Test
    void each_run_goes_to_one_node() {
        var given = new ConcurrentLinkedQueue<String>();
        for (JdbcStores node : List.of(one, other)) {
            node.runs().start(run -> done(given, run), 2);
        }

        for (int number = 0; number < 100; number++) {
            (number % 2 == 0 ? one : other).runs().put(due("run-" + number));
        }

        await().atMost(Duration.ofSeconds(60))
                .until(() -> one.runs().list("", 1).isEmpty());
        assertThat(given).hasSize(100).doesNotHaveDuplicates();
    }

    @Test
    void a_run_whose_node_died_is_run_by_another() {
        one.runs().put(due("k"));
        TestDatabase.execute(
                source,
                "update symposium_scheduled_tasks set picked = true, picked_by = 'dead', version = 2, last_heartbeat = execution_time");
        TestDatabase.execute(
                source,
                "update symposium_scheduled_tasks set last_heartbeat = "
                        + Database.of(source).literal(Instant.now().minusSeconds(60)));
        var given = new ConcurrentLinkedQueue<String>();

        other.runs().start(run -> done(given, run), 1);

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(given).containsExactly("k"));
    }

    @Test
    void what_a_node_has_claimed_and_not_begun_is_free_again_when_it_ends() {
        for (String key : List.of("claimed", "begun", "anothers")) {
            one.runs().put(due(key));
        }
        String claim =
                "update symposium_scheduled_tasks set picked = true, last_heartbeat = execution_time, picked_by = ";
        TestDatabase.execute(source, claim + "'ended' where task_instance = 'claimed'");
        TestDatabase.execute(source, claim + "'ended', began_at = execution_time where task_instance = 'begun'");
        TestDatabase.execute(source, claim + "'other' where task_instance = 'anothers'");

        ((JdbcRunQueue) one.runs()).giveBack("ended");

        assertThat(one.runs().list("", 10))
                .filteredOn(QueuedRun::isRunning)
                .extracting(queued -> queued.run().key())
                .containsExactlyInAnyOrder("begun", "anothers");
        var given = new ConcurrentLinkedQueue<String>();
        other.runs().start(run -> done(given, run), 1);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(given).containsExactly("claimed"));
    }

    @Test
    void a_run_that_had_begun_on_a_node_that_died_is_marked() {
        Instant began = Instant.now().minusSeconds(70).truncatedTo(ChronoUnit.MILLIS);
        Run found = afterDeath(Database.of(source).literal(began));

        assertThat(found.interrupted()).isEqualTo(1);
        assertThat(found.interruptedBeganAt()).contains(began);
        assertThat(found.attempt()).isEqualTo(1);
    }

    @Test
    void a_run_that_had_not_begun_on_a_node_that_died_is_not_marked() {
        assertThat(afterDeath("null").toValues())
                .isEqualTo(due("k").with("due_at", dueAt).toValues());
    }

    private Run afterDeath(String beganAt) {
        one.runs().put(due("k").with("due_at", dueAt));
        TestDatabase.execute(
                source,
                "update symposium_scheduled_tasks set picked = true, picked_by = 'dead', version = 2, began_at = "
                        + beganAt
                        + ", last_heartbeat = "
                        + Database.of(source).literal(Instant.now().minusSeconds(60)));
        var given = new ConcurrentLinkedQueue<Run>();
        other.runs()
                .start(
                        run -> {
                            given.add(run);
                            return new Worker.Next(Optional.empty());
                        },
                        1);
        await().atMost(Duration.ofSeconds(60)).until(() -> !given.isEmpty());
        return given.peek();
    }

    @Test
    void heartbeats_from_before_the_clock_was_set_back_do_not_keep_the_dead_alive() {
        one.runs().put(due("k"));
        one.runs().put(due("l"));
        Instant soon = Instant.now().plusSeconds(20);
        TestDatabase.execute(
                source,
                "update symposium_scheduled_tasks set picked = true, picked_by = 'a node', last_heartbeat = "
                        + Database.of(source).literal(Instant.now().plusSeconds(7_200))
                        + " where task_instance = 'k'",
                "update symposium_scheduled_tasks set picked = true, picked_by = 'a node', last_heartbeat = "
                        + Database.of(source).literal(soon) + " where task_instance = 'l'");

        assertThat(((JdbcRunQueue) one.runs()).forgetFutureHeartbeats()).isEqualTo(1);

        String forgotten = "select task_instance from symposium_scheduled_tasks where last_heartbeat < "
                + Database.of(source).literal(soon);
        assertThat(TestDatabase.query(source, forgotten)).containsExactly("k");
    }

    @Test
    void a_run_whose_node_is_alive_is_left_to_it() {
        one.runs().put(due("k"));
        one.runs().put(due("l"));
        TestDatabase.execute(
                source,
                "update symposium_scheduled_tasks set picked = true, picked_by = 'alive', last_heartbeat = "
                        + Database.of(source).literal(Instant.now().minusSeconds(10)) + " where task_instance = 'k'");
        var given = new ConcurrentLinkedQueue<String>();

        other.runs().start(run -> done(given, run), 1);

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(given).containsExactly("l"));
        assertThat(other.runs().put(due("k"))).isFalse();
    }

    @Test
    void a_worker_that_throws_is_asked_again_later() {
        one.runs().put(due("k"));
        one.runs()
                .start(
                        run -> {
                            throw new IllegalStateException("as it must not");
                        },
                        1);

        String waits =
                "select task_instance from symposium_scheduled_tasks where picked = false and consecutive_failures = 1"
                        + " and execution_time > "
                        + Database.of(source).literal(Instant.now().plusSeconds(5));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> TestDatabase.query(source, waits).equals(List.of("k")));
    }

    @Test
    void a_node_that_was_given_up_takes_nothing_out() {
        one.runs().put(due("k"));
        var queue = (JdbcRunQueue) one.runs();

        queue.finished(due("k"), 7, Optional.empty());

        assertThat(one.runs().list("", 10)).hasSize(1);
        queue.finished(due("k"), 1, Optional.empty());
        assertThat(one.runs().list("", 10)).isEmpty();
    }

    @Test
    void a_claim_that_was_given_up_does_not_begin() {
        one.runs().put(due("k"));
        var queue = (JdbcRunQueue) one.runs();

        assertThat(queue.began(due("k"), 7)).isFalse();
        assertThat(queue.began(due("k"), 1)).isTrue();
    }

    @Test
    void limits_hold_over_nodes_and_keys_asked_for_in_any_order() throws Exception {
        Demand a = new Demand("a", 30, Duration.ofHours(1), 1);
        Demand b = new Demand("b", 40, Duration.ofHours(1), 1);
        var pool = Executors.newFixedThreadPool(6);
        try {
            var counts = new ArrayList<Future<Long>>();
            for (int thread = 0; thread < 6; thread++) {
                JdbcStores node = thread % 2 == 0 ? one : other;
                List<Demand> order = thread % 3 == 0 ? List.of(a, b) : List.of(b, a);
                String name = "thread-" + thread;
                counts.add(pool.submit(() -> granted(node, order, name)));
            }
            long granted = 0;
            for (Future<Long> count : counts) {
                granted += count.get(120, TimeUnit.SECONDS);
            }
            assertThat(granted).isEqualTo(30);
        } finally {
            pool.shutdownNow();
        }
        assertThat(TestDatabase.query(source, "select sum(weight) from symposium_permit where limit_key = 'b'"))
                .containsExactly("30");
    }

    @Test
    void what_counts_nowhere_any_more_is_removed() {
        one.limiter().acquire(List.of(new Demand("brief", 1, Duration.ofMillis(1), 1)), waiter("r"));
        one.limiter().acquire(List.of(new Demand("long", 1, Duration.ofHours(1), 1)), waiter("r"));
        one.limiter().close("closed", Duration.ofHours(1));
        var limiter = (JdbcRateLimiter) one.limiter();

        await().atMost(Duration.ofSeconds(30)).until(() -> limiter.prune() > 0);

        assertThat(TestDatabase.query(source, "select limit_key from symposium_limit order by limit_key"))
                .containsExactly("closed", "long");
        assertThat(TestDatabase.query(source, "select limit_key from symposium_permit"))
                .containsExactly("long");
        assertThat(one.limiter()
                        .acquire(List.of(new Demand("closed", 9, Duration.ofSeconds(1), 1)), waiter("r"))
                        .waitTime())
                .isPositive();
        assertThat(one.limiter()
                        .acquire(List.of(new Demand("long", 1, Duration.ofHours(1), 1)), waiter("s"))
                        .waitTime())
                .isPositive();
    }

    private static long granted(JdbcStores node, List<Demand> demands, String waiter) {
        long granted = 0;
        for (int request = 0; request < 10; request++) {
            granted += node.limiter()
                            .acquire(demands, waiter(waiter + "/" + request))
                            .isGranted()
                    ? 1
                    : 0;
        }
        return granted;
    }

    private static Waiter waiter(String name) {
        return new Waiter(name, "party");
    }

    private static Worker.Next done(ConcurrentLinkedQueue<String> given, Run run) {
        given.add(run.key());
        return new Worker.Next(Optional.empty());
    }

    private static Run due(String key) {
        return Run.of(key, "execution of " + key, "ada", Instant.now().minusSeconds(1));
    }
}
