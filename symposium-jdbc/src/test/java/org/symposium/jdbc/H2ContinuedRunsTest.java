package org.symposium.jdbc;

final class H2ContinuedRunsTest extends ContinuedRunsContract {
    @Override
    TestDatabase database() {
        return H2TestDatabase.INSTANCE;
    }
}
