package org.symposium.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;

@Tag("soak")
final class PostgresKeyRotationTest extends KeyRotationContract {
    private String url;

    @BeforeEach
    void make() {
        try (HikariDataSource source = PostgresTestDatabase.orSkip().fresh()) {
            url = source.getJdbcUrl();
        }
    }

    @Override
    String url() {
        return url;
    }

    @Override
    String user() {
        return "postgres";
    }

    @Override
    int nodes() {
        return 2;
    }
}
