package org.symposium.jdbc;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.jdbc.DefaultJdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.MariaDBJdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.symposium.spi.Run;
import org.symposium.spi.Worker;
import org.symposium.spi.model.Values;

/** Claims due runs and hands them to the worker. The one place that knows db-scheduler. */
final class RunScheduler {
    /** How often it is looked for due runs of other nodes; those put in on this one are woken for. */
    private static final Duration POLL = Duration.ofSeconds(1);

    /** A node that missed six heartbeats is taken for dead, and its runs are run again: after 30 s, as long as a lease lasts. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);

    private static final int MISSED_HEARTBEATS = 6;
    private static final Duration FIRST_RETRY = Duration.ofSeconds(10);
    private static final Duration LONGEST_RETRY = Duration.ofMinutes(10);
    private static final Duration AFTER_INTERRUPT = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(RunScheduler.class);

    private final Clock clock;
    private final JdbcRunQueue queue;
    private final Worker worker;
    private final ThreadPoolExecutor workers;
    private final ScheduledExecutorService housekeeper;
    private final Scheduler scheduler;
    private final Map<String, Thread> running = new HashMap<>();
    private boolean paused;
    private final String name = nodeName();
    private boolean stopping;

    RunScheduler(DataSource source, Database database, Clock clock, JdbcRunQueue queue, Worker worker, int threads) {
        this.clock = clock;
        this.queue = queue;
        this.worker = worker;
        this.workers = new ThreadPoolExecutor(threads, threads, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
        this.housekeeper = Executors.newScheduledThreadPool(3);
        SchedulerBuilder builder = Scheduler.create(source, List.<Task<?>>of(task()))
                .tableName("symposium_scheduled_tasks")
                .schedulerName(new SchedulerName.Fixed(name))
                .clock(clock::instant)
                .serializer(new TextSerializer())
                .jdbcCustomization(customization(database))
                .commitWhenAutocommitDisabled(true)
                .enablePriority()
                .threads(threads)
                .executorService(workers)
                .housekeeperExecutor(housekeeper)
                .pollingInterval(POLL)
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .shutdownMaxWait(Duration.ofSeconds(1));
        this.scheduler = (database == Database.POSTGRESQL
                        ? builder.pollUsingLockAndFetch(0.5, 1.0)
                        : builder.pollUsingFetchAndLockOnExecute(0.5, 3.0))
                .build();
    }

    void start() {
        scheduler.start();
        // db-scheduler waits by the clock it was given, which may stand still or jump back: it is woken by real time
        Future<?> unused = housekeeper.scheduleWithFixedDelay(
                scheduler::triggerCheckForDueExecutions, POLL.toMillis(), POLL.toMillis(), TimeUnit.MILLISECONDS);
        long look = HEARTBEAT.multipliedBy(MISSED_HEARTBEATS).toMillis();
        unused = housekeeper.scheduleWithFixedDelay(this::forgetFutureHeartbeats, look, look, TimeUnit.MILLISECONDS);
    }

    private void forgetFutureHeartbeats() {
        try {
            queue.forgetFutureHeartbeats();
        } catch (RuntimeException e) {
            LOG.warn("Heartbeats could not be looked at; trying again", e);
        }
    }

    /** Looks for due runs at this moment, if it comes before the next regular look. */
    void wakeAt(Instant dueAt) {
        Duration wait = Duration.between(clock.instant(), dueAt);
        if (wait.compareTo(POLL) >= 0) {
            return;
        }
        try {
            Future<?> unused = housekeeper.schedule(
                    scheduler::triggerCheckForDueExecutions, Math.max(0, wait.toNanos()), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            return; // stopped: another node will find it, or this one when it is started again
        }
    }

    /** Whether to hand nothing out for a while. */
    void pause(boolean whether) {
        synchronized (running) {
            paused = whether;
        }
        if (whether) {
            scheduler.pause();
        } else {
            scheduler.resume();
            scheduler.triggerCheckForDueExecutions();
        }
    }

    /** Begins nothing more, waits for what runs, interrupts what does not end in time, and waits a little for that. */
    void stop(Duration grace) {
        synchronized (running) {
            stopping = true;
        }
        scheduler.pause();
        long end = System.nanoTime() + grace.toNanos();
        while (busy() && System.nanoTime() < end && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        workers.shutdown();
        synchronized (running) {
            running.values().forEach(Thread::interrupt);
        }
        try {
            workers.awaitTermination(AFTER_INTERRUPT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        scheduler.stop();
        giveBack();
    }

    /** What a look in flight has claimed since. A database that is away gets it back when it is found dead. */
    private void giveBack() {
        try {
            queue.giveBack(name);
        } catch (RuntimeException e) {
            LOG.warn("What was claimed and not begun could not be given back: {}", e.getMessage());
        }
    }

    private boolean busy() {
        return workers.getActiveCount() > 0 || !workers.getQueue().isEmpty();
    }

    private Task<String> task() {
        return Tasks.custom(JdbcRunQueue.TASK, String.class)
                .onFailure(this::failed)
                .onDeadExecution((dead, entry) -> foundDead(dead.getExecution()))
                .execute((instance, context) -> run(instance, context.getExecution().version));
    }

    private CompletionHandler<String> run(TaskInstance<String> instance, long version) {
        Run run = run(instance.getData());
        Optional<Run> again = again(run, version);
        return (complete, entry) -> queue.finished(run, version, again);
    }

    /**
     * Has it run, unless nothing is to begin any more. An interrupt reaches the worker only, never what is written before or afterwards: H2 closes a database
     * file whose thread is interrupted while it writes.
     */
    private Optional<Run> again(Run run, long version) {
        if (!queue.began(run, version) || !begin(run.key())) {
            return Optional.of(run);
        }
        try {
            return worker.run(run).again();
        } finally {
            end(run.key());
        }
    }

    private boolean begin(String key) {
        synchronized (running) {
            if (stopping || paused) {
                return false;
            }
            running.put(key, Thread.currentThread());
            return true;
        }
    }

    private void end(String key) {
        synchronized (running) {
            running.remove(key, Thread.currentThread());
            Thread.interrupted();
        }
    }

    /** Not what runs here all the same: this process stood still for a while, and so did its heartbeat. */
    private void foundDead(Execution execution) {
        synchronized (running) {
            if (running.containsKey(execution.taskInstance.getId())) {
                return;
            }
        }
        queue.died(run((String) execution.taskInstance.getData()), execution.version);
    }

    private static Run run(String data) {
        return Run.of(Values.fromJson(data));
    }

    /** Tells nodes apart, and says which process each is. */
    private static String nodeName() {
        return "pid-" + ProcessHandle.current().pid() + "-"
                + UUID.randomUUID().toString().substring(0, 8);
    }

    /** The worker threw, which it must not, or the entry can't be read: tried again later, each time later. */
    private void failed(ExecutionComplete failed, ExecutionOperations<String> entry) {
        long factor = 1L << Math.min(failed.getExecution().consecutiveFailures, 10);
        Duration wait = FIRST_RETRY.multipliedBy(factor);
        entry.reschedule(failed, clock.instant().plus(wait.compareTo(LONGEST_RETRY) < 0 ? wait : LONGEST_RETRY));
    }

    private static JdbcCustomization customization(Database database) {
        return switch (database) {
            case H2 -> new MomentsWithZone();
            case POSTGRESQL -> new PostgreSqlJdbcCustomization(false, true);
            case MARIADB -> new MariaDBJdbcCustomization(true);
        };
    }

    /** H2 would read a timestamp without zone in the connection's zone. */
    private static final class MomentsWithZone extends DefaultJdbcCustomization {
        MomentsWithZone() {
            super(true);
        }

        @Override
        public void setInstant(PreparedStatement statement, int position, @Nullable Instant moment)
                throws SQLException {
            Database.H2.bind(statement, position, moment);
        }

        @Override
        public @Nullable Instant getInstant(ResultSet row, String column) throws SQLException {
            return Database.H2.readMoment(row, column);
        }
    }

    /** A run's JSON as UTF-8. */
    private static final class TextSerializer implements Serializer {
        @Override
        public byte @Nullable [] serialize(@Nullable Object data) {
            return data == null ? null : ((String) data).getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public <T> T deserialize(Class<T> type, byte[] bytes) {
            return type.cast(new String(bytes, StandardCharsets.UTF_8));
        }
    }
}
