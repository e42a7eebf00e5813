package org.symposium.jdbc;

final class H2TransactionsTest extends TransactionsContract {
    @Override
    TestDatabase database() {
        return H2TestDatabase.INSTANCE;
    }
}
