package org.symposium.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.symposium.spi.model.Column;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.Json;
import org.symposium.spi.model.Kind;
import org.symposium.spi.model.Stored;
import org.symposium.spi.model.Values;

/**
 * How the rows of a kind lie in their table: owner, id, revision, a column for each of the kind's columns, and the rest as JSON in {@code body}.
 * In the body a column's name stands for itself with {@code null}, so that the order of names survives.
 *
 * @param <T> what the rows are
 */
final class RowShape<T extends Stored> {
    /** Kinds with a table in the migrations. */
    private static final Set<String> KNOWN =
            Set.of(
            "type",
            "integration",
            "source",
            "output",
            "query",
            "view",
            "card",
            "card_version",
            "execution",
            "audit",
            "memo",
            "pending_connection");

    private final Kind<T> kind;
    private final Database database;
    private final String idName;

    RowShape(Kind<T> kind, Database database) {
        if (!KNOWN.contains(kind.name())) {
            throw new IllegalArgumentException("There is no table for kind '" + kind.name() + "'");
        }
        this.kind = kind;
        this.database = database;
        this.idName = kind.name().equals("execution") ? "execution_id" : "id";
    }

    String table() {
        return "symposium_" + kind.name();
    }

    /** The columns of a {@code select} that {@link #read} understands. */
    String selected() {
        return "owner, id, revision, " + names() + ", body";
    }

    /** The same of a table under an alias, among others that have such columns too. */
    String selected(String alias) {
        return alias + "." + selected().replace(", ", ", " + alias + ".");
    }

    String insert() {
        String places = ", ?".repeat(kind.columns().size());
        return "insert into " + table() + " (" + selected() + ") values (?, ?, 1" + places + ", ?)";
    }

    /** The values of {@link #insert}. */
    @Nullable
    Object[] inserted(T row) {
        var values = new ArrayList<@Nullable Object>(List.of(row.owner(), row.id()));
        values.addAll(content(row));
        return values.toArray();
    }

    /** The assignments of an {@code update}, for {@link #content}. */
    String assignments() {
        return kind.columns().stream()
                .map(column -> database.quoted(column.name()) + " = ?, ")
                .collect(Collectors.joining("", "", "body = ?, revision = revision + 1"));
    }

    /** The assignments of the columns and the body to what another row has. */
    String assignmentsFrom(String other) {
        return kind.columns().stream()
                .map(column ->
                        database.quoted(column.name()) + " = " + other + "." + database.quoted(column.name()) + ", ")
                .collect(Collectors.joining("", "", "body = " + other + ".body"));
    }

    /** The columns' values, and the body. */
    List<@Nullable Object> content(T row) {
        Values values = row.toValues();
        var body = new LinkedHashMap<String, @Nullable Object>(values.asMap());
        body.remove("revision");
        body.replace(idName, null);
        body.replace("user_id", null);
        var content = new ArrayList<@Nullable Object>();
        for (Column column : kind.columns()) {
            content.add(values.has(column.name()) ? stored(column, values) : null);
            body.replace(column.name(), null);
        }
        content.add(Json.write(body));
        return content;
    }

    /** The row that a result stands on. */
    T read(ResultSet row) throws SQLException {
        return read(row, row.getString("body"));
    }

    /** The same, of a body that was read already. */
    T read(ResultSet row, String body) throws SQLException {
        try {
            return unchecked(row, body);
        } catch (InvalidInputException e) { // somebody wrote it by hand
            throw new IllegalStateException(
                    "The row '" + row.getString("id") + "' of " + table() + " can't be read: " + e.getMessage(), e);
        }
    }

    private T unchecked(ResultSet row, String json) throws SQLException {
        var columns = new LinkedHashMap<String, @Nullable Object>();
        columns.put(idName, row.getString("id"));
        String owner = row.getString("owner");
        if (!owner.isEmpty()) {
            columns.put("user_id", owner);
        }
        columns.put("revision", row.getLong("revision"));
        Values body = Values.fromJson(json);
        for (Column column : kind.columns()) {
            Object value = read(row, column);
            if (value == null) {
                body = body.without(column.name());
            } else {
                columns.put(column.name(), value);
            }
        }
        return kind.read().apply(body.with(Values.of(columns)));
    }

    /** A column of the kind, and no other. */
    Column column(String name) {
        return kind.columns().stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("'" + name + "' is no column of kind '" + kind.name() + "'"));
    }

    /** A column's name in SQL. */
    String quoted(Column column) {
        return database.quoted(column.name());
    }

    /** Whether the kind has such a column. */
    boolean has(String name) {
        return kind.columns().stream().anyMatch(column -> column.name().equals(name));
    }

    /** What a column holds, from the values of a row. */
    static Object stored(Column column, Values values) {
        return switch (column.type()) {
            case TEXT -> values.text(column.name());
            case WHOLE -> values.whole(column.name());
            case FLAG -> values.flag(column.name());
            case INSTANT -> values.instant(column.name());
            case JSON -> values.object(column.name()).toJson();
        };
    }

    private String names() {
        return kind.columns().stream()
                .map(column -> database.quoted(column.name()))
                .collect(Collectors.joining(", "));
    }

    private @Nullable Object read(ResultSet row, Column column) throws SQLException {
        String name = column.name();
        Object value = switch (column.type()) {
            case TEXT -> row.getString(name);
            case WHOLE -> row.getLong(name);
            case FLAG -> row.getBoolean(name);
            case INSTANT -> database.readMoment(row, name);
            case JSON -> object(row.getString(name));
        };
        return row.wasNull() ? null : value;
    }

    private static @Nullable Values object(@Nullable String json) {
        return json == null ? null : Values.fromJson(json);
    }
}
