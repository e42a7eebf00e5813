package org.symposium.jdbc;

final class MariaDbTransactionsTest extends TransactionsContract {
    @Override
    TestDatabase database() {
        return MariaDbTestDatabase.INSTANCE;
    }
}
