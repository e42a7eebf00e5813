package org.symposium.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** A database server for tests, started once for the JVM. */
interface TestDatabase {
    /** All tables of ours but the history. */
    List<String> TABLES = List.of(
            "symposium_type",
            "symposium_integration",
            "symposium_source",
            "symposium_output",
            "symposium_query",
            "symposium_view",
            "symposium_memo",
            "symposium_pending_connection",
            "symposium_card",
            "symposium_card_tag",
            "symposium_card_version",
            "symposium_delivered",
            "symposium_execution",
            "symposium_audit",
            "symposium_lease",
            "symposium_delivery",
            "symposium_delivery_card",
            "symposium_step",
            "symposium_limit",
            "symposium_permit",
            "symposium_waiter",
            "symposium_scheduled_tasks");

    /** A pool over a database of its own, without any table. The caller closes it. */
    HikariDataSource fresh();

    /** A pool over one database for all tests of the JVM; its tables are cleared of rows. */
    DataSource cleared();

    /** Another pool over the same database, whose connections are in this zone. */
    HikariDataSource inZone(HikariDataSource source, String zone);

    /** A name as Flyway writes it. */
    default String quoted(String name) {
        return '"' + name + '"';
    }

    /** A pool, as a host has it. */
    static HikariDataSource pool(String url, String user, String password) {
        var config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(12);
        config.setMinimumIdle(0);
        return new HikariDataSource(config);
    }

    /** Runs statements, each by itself. */
    static void execute(DataSource source, String... statements) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first column of what a query finds, as text. */
    static List<String> query(DataSource source, String sql) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var found = new ArrayList<String>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Removes all rows of ours, but for the history of migrations. */
    static void clear(DataSource source) {
        execute(source, TABLES.stream().map(table -> "delete from " + table).toArray(String[]::new));
    }
}
