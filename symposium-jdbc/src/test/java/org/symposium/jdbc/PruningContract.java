package org.symposium.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.symposium.spi.model.Retention;

/** What pruning leaves in the tables, and what it costs. */
abstract class PruningContract {
    private static final Logger LOG = LoggerFactory.getLogger(PruningContract.class);
    private static final int BATCH = 1_000;

    private HikariDataSource source;
    private JdbcStores stores;

    abstract TestDatabase database();

    @BeforeEach
    void open() {
        source = database().fresh();
        stores = JdbcStores.on(source);
    }

    @AfterEach
    void close() {
        stores.close();
        source.close();
    }

    @Test
    void idle_leases_are_forgotten_and_others_are_not() {
        assertThat(stores.leases().acquire("idle", Duration.ofSeconds(1))).isPresent();
        assertThat(stores.leases().acquire("held", Duration.ofHours(1))).isPresent();
        Instant before = Clock.systemUTC().instant().minus(Duration.ofHours(25));
        TestDatabase.execute(
                source,
                "update symposium_lease set expires_at = " + Database.of(source).literal(before)
                        + " where lease_key = 'idle'");

        stores.prune(Retention.standard(), Clock.systemUTC().instant(), 10);

        assertThat(TestDatabase.query(source, "select lease_key from symposium_lease"))
                .containsExactly("held");
    }

    @Test
    void no_step_is_left_of_a_delivery_that_is_gone() {
        Instant old = Clock.systemUTC().instant().minus(Duration.ofDays(40));
        fill(10, old);

        stores.prune(Retention.standard(), Clock.systemUTC().instant(), 100);

        for (String table : List.of("symposium_execution", "symposium_delivery", "symposium_step")) {
            assertThat(TestDatabase.query(source, "select count(*) from " + table))
                    .as(table)
                    .containsExactly("0");
        }
    }

    /** By age, and by number; then with nothing to do, as it mostly is. */
    @Test
    @Tag("soak")
    void a_hundred_thousand_rows_are_pruned_in_bounded_batches() {
        Instant now = Clock.systemUTC().instant();
        fill(100_000, now.minus(Duration.ofDays(40)));
        long byAge = pruned(Retention.standard(), now);
        fill(100_000, now.minus(Duration.ofDays(1)));
        long idle = pruned(Retention.standard(), now);
        long byNumber = pruned(Retention.standard().executionsPerTarget(100), now);

        LOG.info(
                "{}: 100,000 rows by age in {} ms, 90,000 by number in {} ms, nothing to do among 100,000 in {} ms",
                Database.of(source),
                byAge,
                byNumber,
                idle);
        assertThat(TestDatabase.query(source, "select count(*) from symposium_execution"))
                .containsExactly("10000");
        assertThat(byAge).isLessThan(120_000);
        assertThat(byNumber).isLessThan(120_000);
        assertThat(idle).isLessThan(20_000);
    }

    private long pruned(Retention retention, Instant now) {
        long began = System.nanoTime();
        long longest = 0;
        for (int removed = BATCH; removed == BATCH; ) {
            long start = System.nanoTime();
            removed = stores.prune(retention, now, BATCH);
            longest = Math.max(longest, System.nanoTime() - start);
        }
        LOG.info("{}: longest batch of {}: {} ms", Database.of(source), BATCH, longest / 1_000_000);
        return (System.nanoTime() - began) / 1_000_000;
    }

    /** Runs of a hundred outputs, each with a delivery of one step. */
    private void fill(int count, Instant startedAt) {
        var transactions = new Transactions(source, Database.of(source));
        String text = "x".repeat(500);
        for (int first = 0; first < count; first += 1_000) {
            List<Integer> numbers = java.util.stream.IntStream.range(first, Math.min(count, first + 1_000))
                    .boxed()
                    .toList();
            transactions.write(transaction -> {
                transaction.batch(
                        "insert into symposium_execution (owner, id, revision, target_kind, target_id, status, started_at, body)"
                                + " values ('ada', ?, 1, 'output', ?, 'success', ?, ?)",
                        numbers.stream()
                                .map(number -> List.of(
                                        id(startedAt, number),
                                        "output-" + number % 100,
                                        startedAt.plusSeconds(number),
                                        text))
                                .toList());
                transaction.batch(
                        "insert into symposium_delivery (owner, id, frozen, opened_at) values ('ada', ?, ?, ?)",
                        numbers.stream()
                                .map(number -> List.of(id(startedAt, number), text, startedAt.plusSeconds(number)))
                                .toList());
                transaction.batch(
                        "insert into symposium_step (owner, delivery_id, name, place, digest, shown, receipt)"
                                + " values ('ada', ?, 'message', 1, 'd', '{}', '{}')",
                        numbers.stream()
                                .map(number -> List.of(id(startedAt, number)))
                                .toList());
                return numbers;
            });
        }
    }

    private static String id(Instant startedAt, int number) {
        return startedAt.getEpochSecond() + "-" + number;
    }
}
