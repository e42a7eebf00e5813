package org.symposium.soak;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.List;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Connections with a brake at statements that the engine can't be stopped between from outside of its stores. */
final class BrakedConnections {
    private static final ThreadLocal<Boolean> SAVING = ThreadLocal.withInitial(() -> false);

    private static final String BEGAN = "update symposium_scheduled_tasks set began_at";
    private static final String AGAIN = "update symposium_scheduled_tasks set owner";
    private static final String DONE = "delete from symposium_scheduled_tasks";
    private static final String OF_THIS_CLAIM = " and version = ?";
    private static final List<String> LOG_ROW =
            List.of("insert into symposium_execution ", "update symposium_execution ");

    private final Brake brake;

    private BrakedConnections(Brake brake) {
        this.brake = brake;
    }

    static DataSource of(DataSource source, Brake brake) {
        var braked = new BrakedConnections(brake);
        return Around.wrap(
                DataSource.class,
                source,
                (method, arguments, inner) ->
                        method.equals("getConnection") ? braked.connection((Connection) inner.call()) : inner.call());
    }

    /** Does what is a save, to this thread's connections. */
    static @Nullable Object saving(Callable<@Nullable Object> save) throws Exception {
        SAVING.set(true);
        try {
            return save.call();
        } finally {
            SAVING.set(false);
        }
    }

    private Connection connection(@Nullable Connection connection) {
        return Around.wrap(Connection.class, requireNonNull(connection), (method, arguments, inner) -> switch (method) {
            case "prepareStatement" -> statement(String.valueOf(arguments.get(0)), inner);
            case "commit" -> commit(inner);
            default -> inner.call();
        });
    }

    private @Nullable Object commit(Callable<@Nullable Object> inner) throws Exception {
        if (!SAVING.get()) {
            return inner.call();
        }
        brake.at(Point.BEFORE_COMMIT);
        Object result = inner.call();
        brake.at(Point.JUST_AFTER_COMMIT);
        return result;
    }

    private PreparedStatement statement(String sql, Callable<@Nullable Object> prepare) throws Exception {
        return Around.wrap(
                PreparedStatement.class,
                (PreparedStatement) requireNonNull(prepare.call()),
                (method, arguments, inner) -> method.startsWith("execute") ? execute(sql, inner) : inner.call());
    }

    private @Nullable Object execute(String sql, Callable<@Nullable Object> inner) throws Exception {
        if (sql.startsWith(BEGAN)) {
            brake.at(Point.CLAIMED);
        } else if (sql.contains(OF_THIS_CLAIM) && (sql.startsWith(AGAIN) || sql.startsWith(DONE))) {
            brake.at(Point.BEFORE_QUEUE_FOLLOWS);
        }
        Object result = inner.call();
        if (SAVING.get() && LOG_ROW.stream().anyMatch(sql::startsWith)) {
            brake.at(Point.SAVE_HALF_WRITTEN);
        }
        return result;
    }
}
