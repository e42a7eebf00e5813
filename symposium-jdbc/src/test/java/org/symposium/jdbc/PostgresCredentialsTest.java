package org.symposium.jdbc;

final class PostgresCredentialsTest extends CredentialsContract {
    @Override
    TestDatabase database() {
        return PostgresTestDatabase.orSkip();
    }
}
