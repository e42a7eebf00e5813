package org.symposium.jdbc;

final class MariaDbNodesTest extends NodesContract {
    @Override
    TestDatabase database() {
        return MariaDbTestDatabase.INSTANCE;
    }
}
