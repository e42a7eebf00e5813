package org.symposium.jdbc;

final class MariaDbEnginesTest extends EnginesContract {
    @Override
    TestDatabase database() {
        return MariaDbTestDatabase.INSTANCE;
    }
}
