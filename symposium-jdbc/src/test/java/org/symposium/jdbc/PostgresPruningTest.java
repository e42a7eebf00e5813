package org.symposium.jdbc;

final class PostgresPruningTest extends PruningContract {
    @Override
    TestDatabase database() {
        return PostgresTestDatabase.orSkip();
    }
}
