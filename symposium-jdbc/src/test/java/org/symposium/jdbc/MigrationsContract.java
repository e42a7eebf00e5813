package org.symposium.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.symposium.spi.model.CardFilter;
import org.symposium.spi.model.RegisteredType;
import org.symposium.spi.model.Values;

/** Migrations, on whichever database. */
abstract class MigrationsContract {
    private HikariDataSource source;

    abstract TestDatabase database();

    @BeforeEach
    void open() {
        source = database().fresh();
    }

    @AfterEach
    void close() {
        source.close();
    }

    @Test
    void a_second_start_changes_nothing() {
        JdbcStores.on(source).close();
        List<String> applied = applied();
        TestDatabase.execute(source, seed("buoys"));

        JdbcStores.on(source).close();

        assertThat(applied()).isEqualTo(applied).containsExactly("1", "2");
        assertThat(TestDatabase.query(source, "select id from symposium_type")).containsExactly("buoys");
    }

    @Test
    void cards_of_an_older_version_are_found_by_their_tags() {
        Migrations.run(source, Database.of(source), "1");
        TestDatabase.execute(
                source,
                "insert into symposium_card (owner, id, revision, title, created_at, body)"
                        + " values ('ada', 'c', 1, 'Old', '2026-01-31 09:00:00', '{\"tags\":[\"java\",\"news\"]}')",
                "insert into symposium_card_tag (owner, tag, card_id) values ('ada', 'java', 'c'), ('ada', 'news', 'c')",
                "insert into symposium_card_tag (owner, tag, card_id) values ('ada', 'java', 'gone')");

        try (var stores = JdbcStores.on(source)) {
            assertThat(stores.cards().choose("ada", CardFilter.all().allTags("java", "news")))
                    .hasSize(1);
        }
        assertThat(TestDatabase.query(source, "select card_id from symposium_card_tag"))
                .containsExactly("c", "c");
    }

    @Test
    void nodes_that_start_at_once_end_with_one_schema() throws Exception {
        startTogether(6);

        assertThat(applied()).containsExactly("1", "2");
        assertThat(history("not")).isEmpty();
    }

    @Test
    void nodes_that_start_at_once_beside_a_hosts_tables_end_with_one_schema() throws Exception {
        TestDatabase.execute(
                source, "create table host_order (id int primary key)", "insert into host_order values (7)");

        startTogether(6);

        assertThat(applied()).containsExactly("0", "1", "2");
        assertThat(TestDatabase.query(source, "select id from host_order")).containsExactly("7");
    }

    @Test
    void a_hosts_own_migrations_go_on_untouched() {
        Flyway host = hostsFlyway();
        host.migrate();
        List<String> before = hostsHistory();

        JdbcStores.on(source).close();

        host.validate();
        assertThat(host.migrate().migrationsExecuted).isZero();
        assertThat(hostsHistory()).isEqualTo(before);
        assertThat(TestDatabase.query(source, "select name from host_customer")).containsExactly("Grace");
    }

    @Test
    void a_row_that_can_not_be_read_is_named() {
        JdbcStores.on(source).close();
        TestDatabase.execute(
                source,
                "insert into symposium_type (id, name, handler_module, definition) values ('broken', 'x', 'x', '{nope')");

        try (var stores = JdbcStores.on(source)) {
            assertThatThrownBy(() -> stores.table(RegisteredType.KIND).find("", "broken"))
                    .hasMessageContaining("'broken'")
                    .hasMessageContaining("symposium_type");
        }
    }

    @Test
    void a_host_seeds_a_type_with_four_columns() {
        JdbcStores.on(source).close();
        TestDatabase.execute(source, seed("buoys"));

        try (var stores = JdbcStores.on(source)) {
            var types = stores.table(RegisteredType.KIND);
            RegisteredType type = types.find("", "buoys").orElseThrow();
            assertThat(type.name()).isEqualTo("Buoys");
            assertThat(type.handlerModule()).isEqualTo("integrations/buoys.ts");
            assertThat(type.origin()).isEqualTo("row");
            assertThat(type.version()).isEqualTo("0");
            assertThat(type.available()).isTrue();
            assertThat(type.type().toValues().toJson())
                    .isEqualTo("{\"name\":\"Buoys\",\"category\":\"source\",\"z\":1.0,\"a\":2,"
                            + "\"handler_module\":\"integrations/buoys.ts\"}");
            assertThat(type.revision()).isEqualTo(1);

            assertThat(types.replace(type.withAvailable(false), 1)).isTrue();
            assertThat(types.find("", "buoys").orElseThrow().available()).isFalse();
        }
    }

    @Test
    void a_node_of_an_older_version_works_on_while_others_are_upgraded() {
        JdbcStores.on(source).close();
        TestDatabase.execute(
                source,
                "insert into " + quoted("symposium_schema_history")
                        + " values (99, '99', 'later', 'SQL', 'V99__later.sql', 1, 'x',"
                        + " current_timestamp, 1, true)");

        try (var stores = JdbcStores.on(source)) {
            assertThat(stores.table(RegisteredType.KIND).find("", "none")).isEmpty();
        }
    }

    @Test
    void what_is_asked_for_lies_in_columns_and_the_rest_in_the_body() {
        try (var stores = JdbcStores.on(source)) {
            var type = Values.of("id", "buoys").with("definition", Values.of("name", "buoys"));
            stores.table(RegisteredType.KIND).insert(RegisteredType.of(type));
        }

        assertThat(TestDatabase.query(source, "select definition from symposium_type where name = 'buoys'"))
                .containsExactly("{\"name\":\"buoys\"}");
        Values body = Values.fromJson(
                TestDatabase.query(source, "select body from symposium_type").get(0));
        assertThat(body.names()).noneMatch(body::has);
    }

    private List<String> applied() {
        return history("");
    }

    private List<String> history(String not) {
        return TestDatabase.query(
                source,
                "select " + quoted("version") + " from " + quoted("symposium_schema_history") + " where "
                        + quoted("version") + " is not null and " + not + " " + quoted("success") + " order by "
                        + quoted("installed_rank"));
    }

    private List<String> hostsHistory() {
        return TestDatabase.query(
                source, "select " + quoted("description") + " from " + quoted("flyway_schema_history"));
    }

    private String quoted(String name) {
        return database().quoted(name);
    }

    private static String seed(String id) {
        return "insert into symposium_type (id, name, handler_module, definition) values ('" + id
                + "', 'Buoys', 'integrations/buoys.ts', '{\"name\":\"Buoys\",\"category\":\"source\",\"z\":1.0,\"a\":2}')";
    }

    private Flyway hostsFlyway() {
        return Flyway.configure()
                .dataSource(source)
                .locations("classpath:org/symposium/jdbc/host")
                .load();
    }

    private void startTogether(int nodes) throws Exception {
        var start = new CyclicBarrier(nodes);
        var pool = Executors.newFixedThreadPool(nodes);
        try {
            var tasks = new ArrayList<Callable<Void>>();
            for (int node = 0; node < nodes; node++) {
                tasks.add(() -> {
                    start.await();
                    JdbcStores.on(source).close();
                    return null;
                });
            }
            for (var started : pool.invokeAll(tasks)) {
                started.get(60, TimeUnit.SECONDS);
            }
        } finally {
            pool.shutdownNow();
        }
    }
}
