package org.symposium.jdbc;

final class PostgresClockSetTest extends ClockSetContract {
    @Override
    TestDatabase database() {
        return PostgresTestDatabase.orSkip();
    }
}
