package org.symposium.jdbc;

final class H2NodesTest extends NodesContract {
    @Override
    TestDatabase database() {
        return H2TestDatabase.INSTANCE;
    }
}
