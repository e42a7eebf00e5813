package org.symposium.jdbc;

final class PostgresNodesTest extends NodesContract {
    @Override
    TestDatabase database() {
        return PostgresTestDatabase.orSkip();
    }
}
