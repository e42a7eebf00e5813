package org.symposium.jdbc;

final class PostgresQueriesTest extends QueriesContract {
    @Override
    TestDatabase database() {
        return PostgresTestDatabase.orSkip();
    }
}
