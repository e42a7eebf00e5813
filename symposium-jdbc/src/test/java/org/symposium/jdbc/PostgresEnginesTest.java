package org.symposium.jdbc;

final class PostgresEnginesTest extends EnginesContract {
    @Override
    TestDatabase database() {
        return PostgresTestDatabase.orSkip();
    }
}
