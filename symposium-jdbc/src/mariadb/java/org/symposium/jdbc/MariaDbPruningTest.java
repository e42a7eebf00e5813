package org.symposium.jdbc;

final class MariaDbPruningTest extends PruningContract {
    @Override
    TestDatabase database() {
        return MariaDbTestDatabase.INSTANCE;
    }
}
