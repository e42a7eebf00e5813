package org.symposium.jdbc;

import java.nio.file.Path;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;

/** A database file of our own. The one place that knows H2's classes, so that hosts with another database need no H2. */
final class EmbeddedH2 implements AutoCloseable {
    private static final int MOST_CONNECTIONS = 20;

    private final JdbcConnectionPool pool;

    private EmbeddedH2(JdbcConnectionPool pool) {
        this.pool = pool;
    }

    /**
     * Opens the file, making it if there is none. {@code WRITE_DELAY=0}: a commit is in the file when it returns, where H2's default loses the last ones
     * on kill −9. {@code async}: H2's usual channel is closed, and the database with it, when a thread is interrupted while it writes.
     */
    static EmbeddedH2 open(Path file) {
        String path = file.toAbsolutePath().normalize().toString();
        if (path.indexOf(';') >= 0) {
            throw new IllegalArgumentException("H2 can't open a file with ';' in its path");
        }
        JdbcConnectionPool pool = JdbcConnectionPool.create("jdbc:h2:async:" + path + ";WRITE_DELAY=0", "sa", "");
        pool.setMaxConnections(MOST_CONNECTIONS);
        return new EmbeddedH2(pool);
    }

    DataSource dataSource() {
        return pool;
    }

    @Override
    public void close() {
        pool.dispose();
    }
}
