package org.symposium.testkit;

import java.time.Clock;
import org.symposium.core.InMemoryStores;
import org.symposium.spi.Stores;

final class InMemoryStoresTest extends StoresContract {
    @Override
    protected Stores openStores(Clock clock) {
        return new InMemoryStores(clock);
    }
}
