package org.symposium.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.symposium.spi.model.Kind;
import org.symposium.spi.model.Source;

final class DatabaseTest {
    @Test
    void databases_are_known_by_what_their_drivers_say() {
        assertThat(Database.named("H2", "2.5.252")).contains(Database.H2);
        assertThat(Database.named("PostgreSQL", "17.9")).contains(Database.POSTGRESQL);
        assertThat(Database.named("MariaDB", "11.4.5-MariaDB")).contains(Database.MARIADB);
        assertThat(Database.named("MySQL", "5.5.5-10.11.6-MariaDB"))
                .as("by MySQL's driver")
                .contains(Database.MARIADB);
    }

    @Test
    void others_are_refused() {
        assertThat(Database.named("MySQL", "8.4.0")).isEmpty();
        assertThat(Database.named("SQLite", "3")).isEmpty();
        assertThat(Database.named("Oracle", "23")).isEmpty();
    }

    @Test
    void a_kind_without_a_table_is_refused() {
        var kind = new Kind<>("source; drop table x", Source.KIND.read(), Source.KIND.columns());
        try (var pool = H2TestDatabase.INSTANCE.fresh();
                var stores = JdbcStores.on(pool)) {
            assertThatThrownBy(() -> stores.table(kind))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("kind");
        }
    }

    @Test
    void a_path_that_would_change_the_url_is_refused() {
        assertThatThrownBy(() -> JdbcStores.h2(Path.of("x;INIT=y"))).isInstanceOf(IllegalArgumentException.class);
    }
}
