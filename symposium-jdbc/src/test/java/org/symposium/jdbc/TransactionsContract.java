package org.symposium.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.symposium.spi.Lease;
import org.symposium.spi.Run;
import org.symposium.spi.model.Card;
import org.symposium.testkit.Samples;

/** Transactions that lose races, meet interrupts or fail, on whichever database. */
abstract class TransactionsContract {
    private HikariDataSource source;
    private Transactions transactions;

    abstract TestDatabase database();

    @BeforeEach
    void open() {
        source = database().fresh();
        transactions = new Transactions(source, Database.of(source));
        TestDatabase.execute(
                source,
                "create table account (id int primary key, amount int)",
                "insert into account values (1, 0)",
                "insert into account values (2, 0)");
    }

    @AfterEach
    void close() {
        source.close();
    }

    @Test
    void two_that_wait_for_each_other_both_end() throws Exception {
        var bothHaveOne = new CountDownLatch(2);
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            Future<?> one = pool.submit(() -> addToBoth(1, 2, bothHaveOne));
            Future<?> other = pool.submit(() -> addToBoth(2, 1, bothHaveOne));
            one.get(60, TimeUnit.SECONDS);
            other.get(60, TimeUnit.SECONDS);
        } finally {
            pool.shutdownNow();
        }

        assertThat(amounts()).containsExactly("2", "2");
    }

    @Test
    void who_loses_every_race_is_told_in_the_end() {
        var tries = new AtomicInteger();

        assertThatThrownBy(() -> transactions.write(transaction -> {
                    tries.incrementAndGet();
                    transaction.update("update account set amount = amount + 1");
                    throw new IllegalStateException(new SQLException("serialization failure", "40001"));
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(tries.get()).isBetween(5, 50);
        assertThat(amounts()).containsExactly("0", "0");
    }

    @Test
    void what_is_no_lost_race_is_told_at_once() {
        var tries = new AtomicInteger();

        assertThatThrownBy(() -> transactions.write(transaction -> {
                    tries.incrementAndGet();
                    transaction.update("update account set amount = amount + 1");
                    return transaction.update("update no_such_table set x = 1");
                }))
                .isInstanceOf(RuntimeException.class);

        assertThat(tries.get()).isEqualTo(1);
        assertThat(amounts()).containsExactly("0", "0");
    }

    @Test
    void an_insert_of_what_is_there_leaves_the_transaction_whole() {
        String insert = "insert into account (id, amount) values (?, ?)";

        boolean inserted = transactions.write(transaction -> {
            transaction.update("update account set amount = 5 where id = ?", 1);
            return transaction.insert(insert, 2, 9)
                    || (transaction.insert(insert, 3, 7) && transaction.insert(insert, 3, 8));
        });

        assertThat(inserted).isFalse();
        assertThat(amounts()).containsExactly("5", "0", "7");
    }

    @Test
    void an_interrupted_thread_finishes_its_transaction_and_is_interrupted_still() {
        Thread.currentThread().interrupt();

        transactions.write(transaction -> transaction.update("update account set amount = 1"));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(amounts()).containsExactly("1", "1");
    }

    @Test
    void a_connection_without_autocommit_is_committed_all_the_same() {
        try (var careful = withoutAutoCommit();
                var stores = JdbcStores.on(careful)) {
            Lease lease = stores.leases().acquire("k", Duration.ofHours(1)).orElseThrow();
            stores.leases().release(lease);
            stores.table(Card.KIND).insert(Samples.card("ada", "1"));
            stores.runs().put(Run.of("k", "e", "ada", Samples.CREATED_AT));
            stores.runs().remove("k");
        }

        assertThat(TestDatabase.query(source, "select id from symposium_card")).containsExactly("1");
        assertThat(TestDatabase.query(source, "select lease_key from symposium_lease where not is_held"))
                .containsExactly("k");
        assertThat(TestDatabase.query(source, "select task_instance from symposium_scheduled_tasks"))
                .isEmpty();
    }

    @Test
    void what_a_user_keeps_is_in_no_exception() {
        try (var stores = JdbcStores.on(source)) {
            TestDatabase.execute(source, "drop table symposium_card_tag");
            Card card = Samples.with(Card.KIND, Samples.card("ada", "1"), "content", "canary-4711");

            assertThatThrownBy(() -> stores.cards().insert(card))
                    .hasStackTraceContaining("symposium_card_tag")
                    .satisfies(e -> assertThat(stackTrace(e)).doesNotContain("canary-4711"));
        }
    }

    private HikariDataSource withoutAutoCommit() {
        var config = new HikariConfig();
        source.copyStateTo(config);
        config.setAutoCommit(false);
        return new HikariDataSource(config);
    }

    private Void addToBoth(int first, int second, CountDownLatch bothHaveOne) {
        transactions.write(transaction -> {
            transaction.update("update account set amount = amount + 1 where id = ?", first);
            bothHaveOne.countDown();
            await(bothHaveOne);
            return transaction.update("update account set amount = amount + 1 where id = ?", second);
        });
        return null;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String stackTrace(Throwable e) {
        var text = new StringWriter();
        e.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private List<String> amounts() {
        return TestDatabase.query(source, "select amount from account order by id");
    }
}
