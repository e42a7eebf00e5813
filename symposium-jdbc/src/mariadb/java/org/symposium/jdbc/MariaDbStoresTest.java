package org.symposium.jdbc;

import java.time.Clock;
import org.symposium.spi.Stores;
import org.symposium.testkit.StoresContract;

/** MariaDB, by its own clock. */
final class MariaDbStoresTest extends StoresContract {
    @Override
    protected Stores openStores(Clock clock) {
        return JdbcStores.on(MariaDbTestDatabase.INSTANCE.cleared());
    }

    @Override
    protected boolean keepsOwnClock() {
        return true;
    }
}
