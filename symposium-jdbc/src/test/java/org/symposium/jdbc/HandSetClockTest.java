package org.symposium.jdbc;

import java.time.Clock;
import org.symposium.spi.Stores;
import org.symposium.testkit.StoresContract;

/** A host's own clock instead of the database's: leases, windows and runs are exact to the microsecond. */
final class HandSetClockTest extends StoresContract {
    @Override
    protected Stores openStores(Clock clock) {
        return JdbcStores.on(H2TestDatabase.INSTANCE.cleared(), clock);
    }
}
