package org.symposium.jdbc;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Follows the database's clock: asked for once a minute, carried on by {@link System#nanoTime} in between, so that nodes whose own clocks differ or jump
 * agree on what is due. While the database can't be asked it goes on from the last answer.
 */
final class DatabaseClock extends Clock {
    private static final long KEPT_NANOS = Duration.ofMinutes(1).toNanos();

    private final Transactions transactions;
    private final StoreClock database;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile Sample sample;

    DatabaseClock(Transactions transactions, StoreClock database) {
        this.transactions = transactions;
        this.database = database;
        this.sample = ask();
    }

    @Override
    public Instant instant() {
        if (System.nanoTime() - sample.nanos() > KEPT_NANOS && asking.tryLock()) {
            try {
                sample = ask();
            } catch (RuntimeException e) {
                return sample.now(); // whoever needs the database next will tell
            } finally {
                asking.unlock();
            }
        }
        return sample.now();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    private Sample ask() {
        long before = System.nanoTime();
        Instant moment = transactions.read(database::read);
        long after = System.nanoTime();
        boolean unused = database.isSteady(moment, before); // so that it is noticed by whoever asks next
        return new Sample(moment, before + (after - before) / 2);
    }

    /** The database's moment, and ours when it was read. */
    private record Sample(Instant moment, long nanos) {
        Instant now() {
            return moment.plusNanos(System.nanoTime() - nanos);
        }
    }
}
