package org.symposium.jdbc;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.jdbi.v3.core.statement.TemplateEngine;

/**
 * Opens transactions, and does one anew that lost a race: to a deadlock, or to somebody who wrote the same row at the same moment. Never after
 * a connection broke, since then nobody knows whether it was committed.
 *
 * <p>A thread that was interrupted finishes its transaction first and is interrupted again afterwards: the interrupt is meant for what it does
 * between transactions, and H2 closes the whole database when one arrives while it reads its file.
 */
final class Transactions {
    /** Far longer than a transaction takes, or a collector pauses; and long before the leases of a process that stands still run out. */
    private static final Duration LONGEST_STANDSTILL = Duration.ofSeconds(10);

    private static final int MOST_TRIES = 15;
    private static final int MOST_DUPLICATES = 3;
    private static final long LONGEST_PAUSE_MILLIS = 50;

    private final Jdbi jdbi;
    private final Database database;
    private final Optional<String> begin;

    /** One try. */
    @FunctionalInterface
    private interface Attempt<T> {
        T make() throws SQLException;
    }

    Transactions(DataSource source, Database database) {
        this(source, database, LONGEST_STANDSTILL);
    }

    /** With this much time for which a process may stand still amid a transaction and keep its locks, where the database can be told. */
    Transactions(DataSource source, Database database, Duration longestStandstill) {
        this.database = database;
        this.begin = database.endAfterStandstill(longestStandstill);
        this.jdbi = Jdbi.create(source);
        jdbi.getConfig(SqlStatements.class).setTemplateEngine(TemplateEngine.NOP);
        // what was bound may be anything a user keeps here: it has no place in an exception
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
    }

    Database database() {
        return database;
    }

    /** Does the work in one transaction, and again if it lost a race. The work must have no effect but through the transaction. */
    <T> T write(Function<Transaction, T> work) {
        return repeated(() -> jdbi.withHandle(handle -> inTransaction(handle, work)));
    }

    /** Does one statement that is a transaction by itself, and again if it lost a race; spares the database a COMMIT. */
    <T> T writeOnce(Function<Transaction, T> statement) {
        return repeated(() -> jdbi.withHandle(handle -> handle.getConnection().getAutoCommit()
                ? statement.apply(new Transaction(handle, database))
                : inTransaction(handle, statement)));
    }

    /** Reads, each statement for itself. */
    <T> T read(Function<Transaction, T> work) {
        return repeated(() -> jdbi.withHandle(handle -> work.apply(new Transaction(handle, database))));
    }

    private <T> T inTransaction(Handle handle, Function<Transaction, T> work) {
        handle.begin();
        try {
            begin.ifPresent(handle::execute);
            T result = work.apply(new Transaction(handle, database));
            handle.commit();
            return result;
        } catch (RuntimeException | Error e) {
            rollback(handle, e);
            throw e;
        }
    }

    private static <T> T repeated(Attempt<T> work) {
        int duplicates = 0;
        for (int tries = 1; ; tries++) {
            try {
                return uninterrupted(work);
            } catch (RuntimeException e) {
                duplicates += Failures.duplicate(e) ? 1 : 0;
                boolean again = Failures.lostRace(e) || (Failures.duplicate(e) && duplicates <= MOST_DUPLICATES);
                if (!again || tries == MOST_TRIES) {
                    throw e;
                }
                pause(tries);
            } catch (SQLException e) {
                throw new IllegalStateException("The connection can't be used", e);
            }
        }
    }

    /** What went wrong first is what is told. */
    private static void rollback(Handle handle, Throwable first) {
        try {
            if (handle.isInTransaction()) {
                handle.rollback();
            }
        } catch (RuntimeException e) {
            first.addSuppressed(e);
        }
    }

    private static <T> T uninterrupted(Attempt<T> work) throws SQLException {
        boolean interrupted = Thread.interrupted();
        try {
            return work.make();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Those who lost to each other must not meet again. */
    private static void pause(int tries) {
        long most = Math.min(LONGEST_PAUSE_MILLIS, 1L << Math.min(tries, 10));
        LockSupport.parkNanos(
                TimeUnit.MILLISECONDS.toNanos(ThreadLocalRandom.current().nextLong(1, most + 1)));
    }
}
