package org.symposium.jdbc;

import java.time.Clock;
import org.junit.jupiter.api.BeforeAll;
import org.symposium.spi.Stores;
import org.symposium.testkit.StoresContract;

/** PostgreSQL, by its own clock. */
final class PostgresStoresTest extends StoresContract {
    private static PostgresTestDatabase database;

    @BeforeAll
    static void start() {
        database = PostgresTestDatabase.orSkip();
    }

    @Override
    protected Stores openStores(Clock clock) {
        return JdbcStores.on(database.cleared());
    }

    @Override
    protected boolean keepsOwnClock() {
        return true;
    }
}
