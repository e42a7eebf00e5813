package org.symposium.core;

import org.symposium.spi.Leases;
import org.symposium.spi.Stores;

/** Other stores with leases of the test's own. */
final class StoresWithLeases extends OtherStores {
    private final Leases leases;

    StoresWithLeases(Stores stores, Leases leases) {
        super(stores);
        this.leases = leases;
    }

    @Override
    public Leases leases() {
        return leases;
    }
}
