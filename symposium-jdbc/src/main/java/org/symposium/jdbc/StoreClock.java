package org.symposium.jdbc;

import static java.util.Objects.requireNonNull;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What time it is for leases, limiter and queue: by the database's clock within the statement, so that the clocks of many nodes need not agree; or by
 * the host's, if it handed one in.
 */
final class StoreClock {
    private final Database database;
    private final Optional<Clock> host;
    private final ClockJumps jumps = new ClockJumps();

    StoreClock(Database database, Optional<Clock> host) {
        this.database = database;
        this.host = host;
    }

    /** SQL: this moment. */
    String now() {
        return host.map(clock -> database.literal(clock.instant())).orElseGet(database::now);
    }

    /** SQL: so long after this moment; the microseconds are a parameter. */
    String later() {
        return database.after(now(), "?");
    }

    /** SQL: so long after this moment; the microseconds are SQL. */
    String later(String micros) {
        return database.after(now(), micros);
    }

    /**
     * Whether the clock goes on as time does. Not for a while after the database's was set; a host's own is believed whatever it shows.
     *
     * @param shown this moment, asked of the database just now
     * @param asked {@link System#nanoTime} before
     */
    boolean isSteady(Instant shown, long asked) {
        return host.isPresent() || jumps.isSteady(shown, asked, System.nanoTime());
    }

    /** A row's column of that name, {@link #now} as it was for the statement. */
    Instant moment(ResultSet row, String column) throws SQLException {
        return requireNonNull(database.readMoment(row, column));
    }

    /** This moment, asked of the database. */
    Instant read(Transaction transaction) {
        return host.map(clock -> clock.instant().truncatedTo(ChronoUnit.MICROS))
                .orElseGet(() -> transaction
                        .first(
                                "select " + database.now() + " as moment",
                                row -> requireNonNull(database.readMoment(row, "moment")))
                        .orElseThrow());
    }

    static long micros(Duration duration) {
        return duration.toSeconds() * 1_000_000 + duration.toNanosPart() / 1_000;
    }
}
