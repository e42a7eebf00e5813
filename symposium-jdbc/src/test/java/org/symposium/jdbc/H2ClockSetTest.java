package org.symposium.jdbc;

final class H2ClockSetTest extends ClockSetContract {
    @Override
    TestDatabase database() {
        return H2TestDatabase.INSTANCE;
    }
}
