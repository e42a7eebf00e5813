package org.symposium.jdbc;

final class H2LimiterNodesTest extends LimiterNodesContract {
    @Override
    TestDatabase database() {
        return H2TestDatabase.INSTANCE;
    }
}
