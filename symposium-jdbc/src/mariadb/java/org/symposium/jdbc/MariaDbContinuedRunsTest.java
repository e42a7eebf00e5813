package org.symposium.jdbc;

final class MariaDbContinuedRunsTest extends ContinuedRunsContract {
    @Override
    TestDatabase database() {
        return MariaDbTestDatabase.INSTANCE;
    }
}
