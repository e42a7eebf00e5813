package org.symposium.soak;

import static org.junit.jupiter.api.Assumptions.abort;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Where stores for trials come from. */
public final class Databases {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static @Nullable EmbeddedPostgres postgres;

    private Databases() {}

    /** A kind of database, one of which is made for each trial. */
    @FunctionalInterface
    public interface Source {
        Store fresh();
    }

    /** Files of H2 in this folder, committed when they say so. */
    public static Source h2(Path folder) {
        return () -> new Store(
                "jdbc:h2:async:" + folder.resolve("store-" + NUMBER.incrementAndGet()) + ";WRITE_DELAY=0", "sa");
    }

    /** Databases on one server that stays up; skips the test where there is none. */
    public static Source postgres() {
        EmbeddedPostgres server = server();
        return () -> {
            String name = "soak_" + NUMBER.incrementAndGet();
            Store.execute(server.getPostgresDatabase(), "create database " + name);
            return new Store(server.getJdbcUrl("postgres", name), "postgres");
        };
    }

    private static synchronized EmbeddedPostgres server() {
        if (postgres == null) {
            postgres = start();
        }
        return postgres;
    }

    private static EmbeddedPostgres start() {
        try {
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setServerConfig("max_connections", "800")
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server)));
            return server;
        } catch (IOException | RuntimeException e) {
            return abort("PostgreSQL could not be started on this machine, so nothing was tested on it: " + e);
        }
    }

    private static void close(EmbeddedPostgres server) {
        try {
            server.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
