package org.symposium.soak.canary;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** All that a database holds: every column of every row of every table, bytes too. */
final class DatabaseDump {
    private DatabaseDump() {}

    /** The text of each table, by its name. */
    static Map<String, String> of(DataSource source) {
        try (Connection connection = source.getConnection()) {
            var dump = new LinkedHashMap<String, String>();
            for (String table : tables(connection)) {
                dump.put(table, rows(connection, table));
            }
            return dump;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> tables(Connection connection) throws SQLException {
        var tables = new ArrayList<String>();
        try (ResultSet found =
                connection.getMetaData().getTables(null, null, "%", new String[] {"TABLE", "BASE TABLE"})) {
            while (found.next()) {
                String schema = found.getString("TABLE_SCHEM");
                if (!List.of("INFORMATION_SCHEMA", "information_schema", "pg_catalog")
                        .contains(schema)) {
                    tables.add("\"" + schema + "\".\"" + found.getString("TABLE_NAME") + "\"");
                }
            }
        }
        return tables;
    }

    private static String rows(Connection connection, String table) throws SQLException {
        var text = new StringBuilder();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select * from " + table)) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                for (int column = 1; column <= columns; column++) {
                    text.append(value(rows.getObject(column), rows.getString(column)))
                            .append('\n');
                }
            }
        }
        return text.toString();
    }

    private static String value(Object value, String text) {
        return value instanceof byte[] bytes ? new String(bytes, StandardCharsets.ISO_8859_1) : String.valueOf(text);
    }
}
