package org.symposium.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/** Statements on one connection. Values are bound by position, never written into the SQL. */
final class Transaction {
    private final Handle handle;
    private final Database database;

    Transaction(Handle handle, Database database) {
        this.handle = handle;
        this.database = database;
    }

    /** Makes something of the row that a result stands on. */
    @FunctionalInterface
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Runs a statement that writes; gives how many rows it found. */
    int update(String sql, @Nullable Object... values) {
        return bound(handle.createUpdate(sql), values).execute();
    }

    /** Inserts one row; false if there is one of its key already. */
    boolean insert(String sql, @Nullable Object... values) {
        if (database.skipsDuplicates()) {
            return update(sql + " on conflict do nothing", values) == 1;
        }
        try {
            return update(sql, values) == 1;
        } catch (UnableToExecuteStatementException e) {
            if (Failures.duplicate(e)) {
                return false;
            }
            throw e;
        }
    }

    /** Inserts those rows that are not there yet, in as few batches as the database allows. {@code key}: any column of the primary key. */
    void insertMissing(String sql, String key, List<? extends List<?>> rows) {
        switch (database) {
            case POSTGRESQL -> batch(sql + " on conflict do nothing", rows);
            case MARIADB -> batch(sql + " on duplicate key update " + key + " = " + key, rows);
            case H2 -> rows.forEach(row -> insert(sql, row.toArray()));
        }
    }

    /** Runs a statement once for each list of values, in one batch. */
    void batch(String sql, List<? extends List<?>> rows) {
        if (rows.isEmpty()) {
            return;
        }
        var batch = handle.prepareBatch(sql);
        for (List<?> row : rows) {
            for (int position = 0; position < row.size(); position++) {
                batch.bind(position, argument(row.get(position)));
            }
            batch.add();
        }
        batch.execute();
    }

    /** All rows that a query finds. */
    <T> List<T> list(String sql, RowReader<T> reader, @Nullable Object... values) {
        return bound(handle.createQuery(sql), values)
                .map((row, context) -> reader.read(row))
                .list();
    }

    /** The first row that a query finds. */
    <T> Optional<T> first(String sql, RowReader<T> reader, @Nullable Object... values) {
        List<T> rows = list(sql, reader, values);
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows.get(0));
    }

    /** A moment of the row that a result stands on. */
    @Nullable
    Instant moment(ResultSet row, String column) throws SQLException {
        return database.readMoment(row, column);
    }

    private <S extends SqlStatement<S>> S bound(S statement, @Nullable Object... values) {
        for (int position = 0; position < values.length; position++) {
            statement.bind(position, argument(values[position]));
        }
        return statement;
    }

    private Argument argument(@Nullable Object value) {
        return (position, statement, context) -> database.bind(statement, position, value);
    }
}
