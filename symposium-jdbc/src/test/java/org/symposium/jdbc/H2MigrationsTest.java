package org.symposium.jdbc;

final class H2MigrationsTest extends MigrationsContract {
    @Override
    TestDatabase database() {
        return H2TestDatabase.INSTANCE;
    }
}
