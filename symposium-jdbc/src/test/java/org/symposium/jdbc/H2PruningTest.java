package org.symposium.jdbc;

final class H2PruningTest extends PruningContract {
    @Override
    TestDatabase database() {
        return H2TestDatabase.INSTANCE;
    }
}
