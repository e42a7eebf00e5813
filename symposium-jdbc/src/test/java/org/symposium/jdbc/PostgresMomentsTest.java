package org.symposium.jdbc;

final class PostgresMomentsTest extends MomentsContract {
    @Override
    TestDatabase database() {
        return PostgresTestDatabase.orSkip();
    }
}
