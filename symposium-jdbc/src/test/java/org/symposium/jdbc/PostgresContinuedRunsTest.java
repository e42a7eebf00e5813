package org.symposium.jdbc;

final class PostgresContinuedRunsTest extends ContinuedRunsContract {
    @Override
    TestDatabase database() {
        return PostgresTestDatabase.orSkip();
    }
}
