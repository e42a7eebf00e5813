package org.symposium.jdbc;

final class MariaDbClockSetTest extends ClockSetContract {
    @Override
    TestDatabase database() {
        return MariaDbTestDatabase.INSTANCE;
    }
}
