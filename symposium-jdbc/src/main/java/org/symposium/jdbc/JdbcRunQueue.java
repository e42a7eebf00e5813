package org.symposium.jdbc;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.symposium.spi.QueuedRun;
import org.symposium.spi.Run;
import org.symposium.spi.RunQueue;
import org.symposium.spi.Worker;
import org.symposium.spi.model.Values;

/**
 * The run queue over db-scheduler's table. What is put in, moved or taken out is one statement of ours, so that owner, priority and moment change
 * together; claiming, heartbeats and the recovery of runs whose node died are db-scheduler's.
 */
final class JdbcRunQueue implements RunQueue {
    /** db-scheduler's name for what kind of task an entry is. */
    static final String TASK = "run";

    private static final String TABLE = "symposium_scheduled_tasks";
    private static final String ENTRY = " where task_name = '" + TASK + "' and task_instance = ?";
    private static final String LISTED = "select task_data, picked, picked_by, began_at from " + TABLE;
    private static final String VERSION = " and version = ?";
    private static final int MOST_TRIES = 10;

    /** More than the clocks of two nodes do, which each follow the database's. */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

    private final Transactions transactions;
    private final DataSource source;
    private final StoreClock storeClock;
    private final Clock clock;
    private final AtomicReference<@Nullable RunScheduler> scheduler = new AtomicReference<>();
    private volatile boolean paused;

    JdbcRunQueue(Transactions transactions, DataSource source, StoreClock storeClock, Clock clock) {
        this.transactions = transactions;
        this.source = source;
        this.storeClock = storeClock;
        this.clock = clock;
    }

    @Override
    public boolean put(Run run) {
        boolean put = transactions.write(transaction -> put(transaction, run));
        if (put) {
            wake(run.dueAt());
        }
        return put;
    }

    @Override
    public boolean add(Run run) {
        boolean added = transactions.write(transaction -> insert(transaction, run));
        if (added) {
            wake(run.dueAt());
        }
        return added;
    }

    @Override
    public boolean remove(String key) {
        String sql = "delete from " + TABLE + ENTRY + " and picked = false";
        return transactions.writeOnce(transaction -> transaction.update(sql, key)) == 1;
    }

    @Override
    public Optional<QueuedRun> find(String key) {
        String sql = LISTED + ENTRY;
        return transactions.read(transaction -> transaction.first(sql, row -> queued(transaction, row), key));
    }

    @Override
    public List<QueuedRun> list(String owner, int limit) {
        Where where = new Where().and("task_name = ?", TASK);
        if (!owner.isEmpty()) {
            where.and("owner = ?", owner);
        }
        String sql = LISTED + where.sql() + " order by execution_time, task_instance limit ?";
        return transactions.read(
                transaction -> transaction.list(sql, row -> queued(transaction, row), where.valuesAnd(limit)));
    }

    @Override
    public void start(Worker worker, int threads) {
        var started = new RunScheduler(source, transactions.database(), clock, this, worker, threads);
        if (!scheduler.compareAndSet(null, started)) {
            throw new IllegalStateException("The run queue is started already");
        }
        started.pause(paused);
        started.start();
    }

    @Override
    public void pause() {
        pause(true);
    }

    @Override
    public void resume() {
        pause(false);
    }

    @Override
    public void stop(Duration grace) {
        RunScheduler running = scheduler.getAndSet(null);
        if (running != null) {
            running.stop(grace);
        }
        paused = false;
    }

    /** Reads an entry's payload. */
    static Run run(byte @Nullable [] payload) {
        return Run.of(Values.fromJson(new String(requireNonNull(payload), StandardCharsets.UTF_8)));
    }

    /** Entries that were claimed under this name and never began are free again. For a scheduler that has ended. */
    void giveBack(String name) {
        String sql = "update " + TABLE + " set picked = false, picked_by = null, last_heartbeat = null,"
                + " version = version + 1 where task_name = ? and picked = ? and picked_by = ? and began_at is null";
        transactions.write(transaction -> transaction.update(sql, TASK, true, name));
    }

    /** An entry that was claimed begins now. False if it has another version by now: the claim is not ours any more. */
    boolean began(Run run, long version) {
        String sql = "update " + TABLE + " set began_at = " + storeClock.now() + ENTRY + " and version = ?";
        return transactions.writeOnce(transaction -> transaction.update(sql, run.key(), version)) == 1;
    }

    /**
     * An entry was run: takes it out, or moves it to what is next. Does nothing if it has another version by now: it was given up for dead and claimed by
     * another node.
     */
    void finished(Run run, long version, Optional<Run> again) {
        transactions.write(transaction -> {
            boolean stays = again.isPresent() && again.get().key().equals(run.key());
            int found = stays
                    ? move(transaction, again.get(), VERSION, version)
                    : transaction.update("delete from " + TABLE + ENTRY + VERSION, run.key(), version);
            return found == 0 || stays || again.isEmpty() || put(transaction, again.get());
        });
        again.ifPresent(next -> wake(next.dueAt()));
    }

    /** Whoever had claimed an entry is dead. It is due again; marked, if it had begun. */
    void died(Run run, long version) {
        String sql = "select began_at from " + TABLE + ENTRY + VERSION + " and began_at is not null";
        transactions.write(transaction -> {
            Run again = transaction
                    .first(sql, row -> requireNonNull(transaction.moment(row, "began_at")), run.key(), version)
                    .map(began -> run.interruptedSince(Optional.of(began)))
                    .orElse(run);
            return move(transaction, again, VERSION, version);
        });
        wake(run.dueAt());
    }

    /** Heartbeats of a time to come are from before the clock was set back. Whoever is alive writes another one soon; the dead would not be found for hours. */
    int forgetFutureHeartbeats() {
        Instant now = clock.instant();
        String sql = "update " + TABLE + " set last_heartbeat = ? where picked = true and last_heartbeat > ?";
        return transactions.writeOnce(transaction -> transaction.update(sql, now, now.plus(CLOCKS_DIFFER)));
    }

    private void pause(boolean whether) {
        paused = whether;
        RunScheduler running = scheduler.get();
        if (running != null) {
            running.pause(whether);
        }
    }

    private boolean put(Transaction transaction, Run run) {
        for (int tries = 1; tries <= MOST_TRIES; tries++) {
            if (move(transaction, run, " and picked = ?", false) == 1) {
                return true;
            }
            if (insert(transaction, run)) {
                return true;
            }
            if (running(transaction, run.key())) {
                return false;
            }
        }
        throw new IllegalStateException("The run of " + run.key() + " can't be put in");
    }

    private static boolean insert(Transaction transaction, Run run) {
        String sql = "insert into " + TABLE
                + " (task_name, task_instance, owner, task_data, execution_time, priority, picked, consecutive_failures, version)"
                + " values (?, ?, ?, ?, ?, ?, false, 0, 1)";
        return transaction.insert(sql, TASK, run.key(), run.owner(), payload(run), run.dueAt(), run.priority());
    }

    private static int move(Transaction transaction, Run run, String condition, Object value) {
        String sql =
                "update " + TABLE + " set owner = ?, task_data = ?, execution_time = ?, priority = ?, picked = false,"
                        + " picked_by = null, last_heartbeat = null, began_at = null, consecutive_failures = 0, version = version + 1"
                        + ENTRY + condition;
        return transaction.update(sql, run.owner(), payload(run), run.dueAt(), run.priority(), run.key(), value);
    }

    private static boolean running(Transaction transaction, String key) {
        return transaction
                .first("select picked from " + TABLE + ENTRY, row -> row.getBoolean("picked"), key)
                .orElse(false);
    }

    private static QueuedRun queued(Transaction transaction, ResultSet row) throws SQLException {
        Run run = run(row.getBytes("task_data"));
        if (!row.getBoolean("picked")) {
            return QueuedRun.waiting(run);
        }
        return QueuedRun.running(
                run,
                Optional.ofNullable(transaction.moment(row, "began_at")),
                Optional.ofNullable(row.getString("picked_by")));
    }

    private static byte[] payload(Run run) {
        return run.toValues().toJson().getBytes(StandardCharsets.UTF_8);
    }

    private void wake(Instant dueAt) {
        RunScheduler running = scheduler.get();
        if (running != null) {
            running.wakeAt(dueAt);
        }
    }
}
