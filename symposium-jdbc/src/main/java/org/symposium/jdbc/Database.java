package org.symposium.jdbc;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The databases, and what each of them does in its own way. */
enum Database {
    /** Embedded or as a server. Within a transaction its clock stands still from the first look on. */
    H2 {
        @Override
        String now() {
            return "current_timestamp(6)";
        }

        @Override
        String after(String moment, String micros) {
            return "dateadd(microsecond, " + micros + ", " + moment + ")";
        }
    },

    /** A failed statement ends the transaction, so nothing may fail that is not an error: inserts look the other way. */
    POSTGRESQL {
        @Override
        String now() {
            return "clock_timestamp()";
        }

        @Override
        String after(String moment, String micros) {
            return moment + " + " + micros + " * interval '1 microsecond'";
        }

        @Override
        boolean skipsDuplicates() {
            return true;
        }

        @Override
        Optional<String> endAfterStandstill(Duration most) {
            return Optional.of("set local idle_in_transaction_session_timeout = " + most.toMillis());
        }
    },

    /** Its moments have no zone: they are written and read in UTC, whatever the zone of connection or JVM. */
    MARIADB {
        @Override
        String now() {
            return "utc_timestamp(6)";
        }

        @Override
        String after(String moment, String micros) {
            return "date_add(" + moment + ", interval " + micros + " microsecond)";
        }

        @Override
        String literal(Instant moment) {
            return "timestamp'" + SQL_MOMENT.format(utc(moment)) + "'";
        }

        @Override
        String quoted(String column) {
            return "`" + column + "`";
        }

        @Override
        void bindMoment(PreparedStatement statement, int position, Instant moment) throws SQLException {
            statement.setObject(position, utc(moment).toLocalDateTime());
        }

        @Override
        @Nullable
        Instant readMoment(ResultSet row, String column) throws SQLException {
            LocalDateTime moment = row.getObject(column, LocalDateTime.class);
            return moment == null ? null : moment.toInstant(ZoneOffset.UTC);
        }
    };

    private static final DateTimeFormatter SQL_MOMENT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

    /**
     * The database behind a data source.
     *
     * @throws IllegalArgumentException when it is none of these
     */
    static Database of(DataSource source) {
        try (Connection connection = source.getConnection()) {
            DatabaseMetaData metaData = connection.getMetaData();
            String product = String.valueOf(metaData.getDatabaseProductName());
            String version = String.valueOf(metaData.getDatabaseProductVersion());
            return named(product, version)
                    .orElseThrow(
                            () -> new IllegalArgumentException("Symposium keeps its data in H2, PostgreSQL or MariaDB;"
                                    + " this data source leads to " + product + " " + version));
        } catch (SQLException e) {
            throw new IllegalStateException("The database can't be reached", e);
        }
    }

    /** By the names that drivers give; MySQL's driver calls MariaDB by its own name, and tells it by the version. */
    static Optional<Database> named(String product, String version) {
        return switch (product.toLowerCase(Locale.ROOT)) {
            case "h2" -> Optional.of(H2);
            case "postgresql" -> Optional.of(POSTGRESQL);
            case "mariadb" -> Optional.of(MARIADB);
            case "mysql" ->
                version.toLowerCase(Locale.ROOT).contains("mariadb") ? Optional.of(MARIADB) : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** Folder of its migrations. */
    String folder() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** SQL: this moment, by the database's clock. */
    abstract String now();

    /** SQL: so many microseconds (SQL, such as a parameter) after a moment (SQL). */
    abstract String after(String moment, String micros);

    /** SQL: a moment that is known. */
    String literal(Instant moment) {
        return "timestamp with time zone '" + SQL_MOMENT.format(utc(moment)) + "+00:00'";
    }

    /** SQL: a column's name, safe where it is a reserved word. */
    String quoted(String column) {
        return column;
    }

    /** Whether an insert of a row that is there already is written as one that does nothing, instead of one that fails. */
    boolean skipsDuplicates() {
        return false;
    }

    /**
     * SQL for the head of a transaction: the database ends it, and its connection, when for so long no statement comes. A process that is frozen amid a
     * transaction keeps its sockets open, and without this its locks, while others wait for them. Empty where a transaction can't be told so.
     */
    Optional<String> endAfterStandstill(Duration most) {
        return Optional.empty();
    }

    void bindMoment(PreparedStatement statement, int position, Instant moment) throws SQLException {
        statement.setObject(position, utc(moment));
    }

    @Nullable
    Instant readMoment(ResultSet row, String column) throws SQLException {
        OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }

    /** Binds text, a whole number, a flag, a moment, bytes or null. */
    final void bind(PreparedStatement statement, int position, @Nullable Object value) throws SQLException {
        if (value == null) {
            statement.setNull(position, Types.NULL);
        } else if (value instanceof String text) {
            statement.setString(position, text);
        } else if (value instanceof Long whole) {
            statement.setLong(position, whole);
        } else if (value instanceof Integer whole) {
            statement.setInt(position, whole);
        } else if (value instanceof Boolean flag) {
            statement.setBoolean(position, flag);
        } else if (value instanceof Instant moment) {
            bindMoment(statement, position, moment);
        } else if (value instanceof byte[] bytes) {
            statement.setBytes(position, bytes);
        } else {
            throw new IllegalArgumentException(
                    "can't be bound: a " + value.getClass().getName());
        }
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }
}
