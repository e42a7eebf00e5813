package org.symposium.jdbc;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class H2MigrationsTest extends MigrationsContract {
    @Override
    TestDatabase database() {
        return H2TestDatabase.INSTANCE;
    }

    @Test
    void a_script_that_fails_is_told_by_its_own_error_not_by_what_a_second_try_finds() {
        try (var pool = TestDatabase.pool("jdbc:h2:mem:odd;MODE=PostgreSQL;DB_CLOSE_DELAY=-1", "sa", "")) {
            assertThatThrownBy(() -> JdbcStores.on(pool)).hasMessageContaining("BLOB");
        }
    }
}
