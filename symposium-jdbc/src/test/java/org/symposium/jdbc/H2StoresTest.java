package org.symposium.jdbc;

import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.io.TempDir;
import org.symposium.spi.Stores;
import org.symposium.testkit.StoresContract;

/** The embedded default, by its own clock. */
final class H2StoresTest extends StoresContract {
    @TempDir
    Path folder;

    @Override
    protected Stores openStores(Clock clock) {
        return JdbcStores.h2(folder.resolve("symposium"));
    }

    @Override
    protected boolean keepsOwnClock() {
        return true;
    }
}
