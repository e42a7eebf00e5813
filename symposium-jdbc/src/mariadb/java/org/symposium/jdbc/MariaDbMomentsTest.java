package org.symposium.jdbc;

final class MariaDbMomentsTest extends MomentsContract {
    @Override
    TestDatabase database() {
        return MariaDbTestDatabase.INSTANCE;
    }
}
