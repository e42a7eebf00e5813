package org.symposium.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/** A database whose clock can be set, by changing what it is asked for. */
final class ShiftedSource {
    private final DataSource source;
    private final Database database;
    private final AtomicLong micros = new AtomicLong();

    ShiftedSource(DataSource source) {
        this.source = source;
        this.database = Database.of(source);
    }

    /** Sets the clock forward, or back; what was set before counts as well. */
    void set(Duration by) {
        micros.addAndGet(StoreClock.micros(by));
    }

    DataSource source() {
        return proxy(DataSource.class, source, arguments -> arguments);
    }

    private String shifted(String sql) {
        return micros.get() == 0
                ? sql
                : sql.replace(database.now(), "(" + database.after(database.now(), "(" + micros.get() + ")") + ")");
    }

    private Object[] withSql(Object[] arguments) {
        Object[] changed = arguments.clone();
        changed[0] = shifted((String) changed[0]);
        return changed;
    }

    @FunctionalInterface
    private interface Change {
        Object[] of(Object[] arguments);
    }

    private <T> T proxy(Class<T> type, T target, Change prepared) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    try {
                        Object[] given =
                                method.getName().equals("prepareStatement") ? prepared.of(arguments) : arguments;
                        Object result = method.invoke(target, given);
                        return method.getName().equals("getConnection") && result instanceof Connection connection
                                ? proxy(Connection.class, connection, this::withSql)
                                : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
