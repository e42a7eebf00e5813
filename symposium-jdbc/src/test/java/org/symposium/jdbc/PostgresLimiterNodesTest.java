package org.symposium.jdbc;

final class PostgresLimiterNodesTest extends LimiterNodesContract {
    @Override
    TestDatabase database() {
        return PostgresTestDatabase.orSkip();
    }
}
