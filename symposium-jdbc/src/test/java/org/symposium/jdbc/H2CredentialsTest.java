package org.symposium.jdbc;

final class H2CredentialsTest extends CredentialsContract {
    @Override
    TestDatabase database() {
        return H2TestDatabase.INSTANCE;
    }
}
