package org.symposium.jdbc;

final class H2QueriesTest extends QueriesContract {
    @Override
    TestDatabase database() {
        return H2TestDatabase.INSTANCE;
    }
}
