package org.symposium.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class PostgresTransactionsTest extends TransactionsContract {
    @Override
    TestDatabase database() {
        return PostgresTestDatabase.orSkip();
    }

    @Test
    void a_process_that_stands_still_amid_a_transaction_does_not_keep_its_locks() throws Exception {
        String add = "update account set amount = amount + 1 where id = 1";
        try (var source = database().fresh()) {
            TestDatabase.execute(
                    source,
                    "create table account (id int primary key, amount int)",
                    "insert into account values (1, 0)");
            var frozen = new Transactions(source, Database.POSTGRESQL, Duration.ofMillis(500));
            var other = new Transactions(source, Database.POSTGRESQL);
            var hasLock = new CountDownLatch(1);
            var goesOn = new CountDownLatch(1);
            CompletableFuture<Integer> still = CompletableFuture.supplyAsync(() -> frozen.write(transaction -> {
                transaction.update(add);
                hasLock.countDown();
                awaited(goesOn);
                return transaction.update(add);
            }));
            assertThat(hasLock.await(30, TimeUnit.SECONDS)).isTrue();

            CompletableFuture<Integer> written =
                    CompletableFuture.supplyAsync(() -> other.write(transaction -> transaction.update(add)));

            assertThat(written.get(30, TimeUnit.SECONDS)).isEqualTo(1);
            goesOn.countDown();
            assertThatThrownBy(() -> still.get(30, TimeUnit.SECONDS)).hasStackTraceContaining("idle-in-transaction");
            assertThat(TestDatabase.query(source, "select amount from account")).containsExactly("1");
        }
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
