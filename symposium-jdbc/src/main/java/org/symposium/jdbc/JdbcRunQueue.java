package org.symposium.jdbc;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
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
    private static final int MOST_TRIES = 10;

    private final Transactions transactions;
    private final DataSource source;
    private final Optional<Clock> host;
    private final StoreClock clock;
    private final AtomicReference<@Nullable RunScheduler> scheduler = new AtomicReference<>();

    JdbcRunQueue(Transactions transactions, DataSource source, StoreClock clock, Optional<Clock> host) {
        this.transactions = transactions;
        this.source = source;
        this.clock = clock;
        this.host = host;
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
    public boolean remove(String key) {
        String sql = "delete from " + TABLE + ENTRY + " and picked = false";
        return transactions.writeOnce(transaction -> transaction.update(sql, key)) == 1;
    }

    @Override
    public List<Run> list(String owner, int limit) {
        Where where = new Where().and("task_name = ?", TASK);
        if (!owner.isEmpty()) {
            where.and("owner = ?", owner);
        }
        String sql = "select task_data from " + TABLE + where.sql() + " order by execution_time, task_instance limit ?";
        return transactions.read(
                transaction -> transaction.list(sql, row -> run(row.getBytes("task_data")), where.valuesAnd(limit)));
    }

    @Override
    public void start(Worker worker, int threads) {
        Clock now = host.orElseGet(() -> new DatabaseClock(transactions, clock));
        var started = new RunScheduler(source, transactions.database(), now, this, worker, threads);
        if (!scheduler.compareAndSet(null, started)) {
            throw new IllegalStateException("The run queue is started already");
        }
        started.start();
    }

    @Override
    public void stop(Duration grace) {
        RunScheduler running = scheduler.getAndSet(null);
        if (running != null) {
            running.stop(grace);
        }
    }

    /** Reads an entry's payload. */
    static Run run(byte @Nullable [] payload) {
        return Run.of(Values.fromJson(new String(requireNonNull(payload), StandardCharsets.UTF_8)));
    }

    /**
     * An entry was run: takes it out, or moves it to what is next. Does nothing if it has another version by now: it was given up for dead and claimed by
     * another node.
     */
    void finished(Run run, long version, Optional<Run> again) {
        transactions.write(transaction -> {
            boolean stays = again.isPresent() && again.get().key().equals(run.key());
            int found = stays
                    ? move(transaction, again.get(), " and version = ?", version)
                    : transaction.update("delete from " + TABLE + ENTRY + " and version = ?", run.key(), version);
            return found == 0 || stays || again.isEmpty() || put(transaction, again.get());
        });
        again.ifPresent(next -> wake(next.dueAt()));
    }

    private boolean put(Transaction transaction, Run run) {
        String insert = "insert into " + TABLE
                + " (task_name, task_instance, owner, task_data, execution_time, priority, picked, consecutive_failures, version)"
                + " values (?, ?, ?, ?, ?, ?, false, 0, 1)";
        for (int tries = 1; tries <= MOST_TRIES; tries++) {
            if (move(transaction, run, " and picked = ?", false) == 1) {
                return true;
            }
            if (transaction.insert(insert, TASK, run.key(), run.owner(), payload(run), run.dueAt(), run.priority())) {
                return true;
            }
            if (running(transaction, run.key())) {
                return false;
            }
        }
        throw new IllegalStateException("The run of " + run.key() + " can't be put in");
    }

    private static int move(Transaction transaction, Run run, String condition, Object value) {
        String sql =
                "update " + TABLE + " set owner = ?, task_data = ?, execution_time = ?, priority = ?, picked = false,"
                        + " picked_by = null, last_heartbeat = null, consecutive_failures = 0, version = version + 1"
                        + ENTRY + condition;
        return transaction.update(sql, run.owner(), payload(run), run.dueAt(), run.priority(), run.key(), value);
    }

    private static boolean running(Transaction transaction, String key) {
        return transaction
                .first("select picked from " + TABLE + ENTRY, row -> row.getBoolean("picked"), key)
                .orElse(false);
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
