package org.symposium.jdbc;

final class MariaDbCredentialsTest extends CredentialsContract {
    @Override
    TestDatabase database() {
        return MariaDbTestDatabase.INSTANCE;
    }
}
