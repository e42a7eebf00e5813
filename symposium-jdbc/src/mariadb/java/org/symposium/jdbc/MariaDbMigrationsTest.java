package org.symposium.jdbc;

final class MariaDbMigrationsTest extends MigrationsContract {
    @Override
    TestDatabase database() {
        return MariaDbTestDatabase.INSTANCE;
    }
}
