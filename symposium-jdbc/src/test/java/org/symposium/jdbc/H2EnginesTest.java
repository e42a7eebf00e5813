package org.symposium.jdbc;

final class H2EnginesTest extends EnginesContract {
    @Override
    TestDatabase database() {
        return H2TestDatabase.INSTANCE;
    }
}
