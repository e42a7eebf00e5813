package org.symposium.jdbc;

import static org.junit.jupiter.api.Assumptions.abort;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A PostgreSQL server that the build brings along. Where it can't start, its tests are skipped, and that is said aloud. */
final class PostgresTestDatabase implements TestDatabase {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresTestDatabase.class);
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final Optional<EmbeddedPostgres> SERVER = start();
    private static HikariDataSource shared;

    private PostgresTestDatabase() {}

    /** The server; skips the test where there is none. */
    static PostgresTestDatabase orSkip() {
        if (SERVER.isEmpty()) {
            abort("PostgreSQL could not be started on this machine: nothing was tested on it");
        }
        return new PostgresTestDatabase();
    }

    @Override
    public HikariDataSource fresh() {
        String name = "test_" + NUMBER.incrementAndGet();
        EmbeddedPostgres server = SERVER.orElseThrow();
        TestDatabase.execute(server.getPostgresDatabase(), "create database " + name);
        return TestDatabase.pool(server.getJdbcUrl("postgres", name), "postgres", "");
    }

    @Override
    public HikariDataSource inZone(HikariDataSource source, String zone) {
        HikariDataSource other = TestDatabase.pool(source.getJdbcUrl(), "postgres", "");
        TestDatabase.execute(
                other,
                "alter database "
                        + TestDatabase.query(source, "select current_database()")
                                .get(0) + " set timezone to '" + zone + "'");
        return other;
    }

    @Override
    public DataSource cleared() {
        synchronized (NUMBER) {
            if (shared == null) {
                shared = fresh();
                Migrations.run(shared, Database.POSTGRESQL);
            }
            TestDatabase.clear(shared);
            return shared;
        }
    }

    private static Optional<EmbeddedPostgres> start() {
        try {
            EmbeddedPostgres server = EmbeddedPostgres.builder().start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server)));
            return Optional.of(server);
        } catch (IOException | RuntimeException e) {
            LOG.error(
                    "\n{}\n  POSTGRESQL CAN'T BE STARTED HERE. ITS TESTS ARE SKIPPED.\n"
                            + "  As root it needs user namespaces (unshare -U).\n{}",
                    "#".repeat(80),
                    "#".repeat(80),
                    e);
            return Optional.empty();
        }
    }

    private static void close(EmbeddedPostgres server) {
        try {
            server.close();
        } catch (IOException e) {
            LOG.warn("PostgreSQL did not stop", e);
        }
    }
}
