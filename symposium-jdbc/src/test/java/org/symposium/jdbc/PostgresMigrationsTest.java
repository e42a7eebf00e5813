package org.symposium.jdbc;

final class PostgresMigrationsTest extends MigrationsContract {
    @Override
    TestDatabase database() {
        return PostgresTestDatabase.orSkip();
    }
}
