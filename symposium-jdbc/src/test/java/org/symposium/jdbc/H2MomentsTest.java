package org.symposium.jdbc;

final class H2MomentsTest extends MomentsContract {
    @Override
    TestDatabase database() {
        return H2TestDatabase.INSTANCE;
    }
}
