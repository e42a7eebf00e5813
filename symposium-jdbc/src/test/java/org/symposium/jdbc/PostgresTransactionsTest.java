package org.symposium.jdbc;

final class PostgresTransactionsTest extends TransactionsContract {
    @Override
    TestDatabase database() {
        return PostgresTestDatabase.orSkip();
    }
}
