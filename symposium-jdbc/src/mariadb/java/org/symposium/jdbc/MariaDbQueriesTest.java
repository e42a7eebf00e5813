package org.symposium.jdbc;

final class MariaDbQueriesTest extends QueriesContract {
    @Override
    TestDatabase database() {
        return MariaDbTestDatabase.INSTANCE;
    }
}
