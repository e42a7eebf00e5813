package org.symposium.soak;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.net.URI;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** A database for one trial, reached by any number of processes. */
public record Store(String url, String user) {
    /** A pool, as a host has it. */
    public HikariDataSource pool(int connections) {
        var config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword("");
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(0);
        return new HikariDataSource(config);
    }

    /** The port of a server on this machine. */
    int port() {
        return URI.create(url.substring("jdbc:".length())).getPort();
    }

    /** The same database through another port, in plain text, with each statement spelt out each time. */
    Store through(int port) {
        String other = url.replace(":" + port() + "/", ":" + port + "/");
        return new Store(
                other + (other.contains("?") ? "&" : "?") + "sslmode=disable&gssEncMode=disable&prepareThreshold=0",
                user);
    }

    /** Runs statements, each by itself. */
    public static void execute(DataSource source, String... statements) {
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first column of what a query finds, as text. */
    static List<String> query(DataSource source, String sql) {
        try (var connection = source.getConnection();
                var statement = connection.createStatement();
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
}
