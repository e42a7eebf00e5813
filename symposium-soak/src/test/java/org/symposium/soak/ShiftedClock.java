package org.symposium.soak;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A clock that goes on as the machine's does, and can be set. */
final class ShiftedClock extends Clock {
    private static final String NOW = "clock_timestamp()";

    private final AtomicLong micros = new AtomicLong();

    /** Sets it forward, or back; what was set before counts as well. */
    void set(Duration by) {
        micros.addAndGet(by.toNanos() / 1_000);
    }

    @Override
    public Instant instant() {
        return Clock.systemUTC().instant().plus(Duration.ofNanos(micros.get() * 1_000));
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    /** A PostgreSQL that goes by this clock: whatever it is asked, its own is read shifted. */
    DataSource over(DataSource postgres) {
        return Around.wrap(
                DataSource.class,
                postgres,
                (method, arguments, inner) ->
                        method.equals("getConnection") ? shifted((Connection) inner.call()) : inner.call());
    }

    private Connection shifted(@Nullable Connection connection) {
        InvocationHandler handler = (self, method, arguments) -> {
            if (method.getName().equals("prepareStatement")) {
                arguments[0] = shifted(String.valueOf(arguments[0]));
            }
            try {
                return method.invoke(connection, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        };
        return (Connection)
                Proxy.newProxyInstance(Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, handler);
    }

    private String shifted(String sql) {
        return sql.replace(NOW, "(" + NOW + " + " + micros.get() + " * interval '1 microsecond')");
    }
}
