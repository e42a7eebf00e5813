package org.symposium.examples.cluster;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A PostgreSQL of the show's own, which is gone with it. */
final class Database implements AutoCloseable {
    static final String DOES_NOT_START = "PostgreSQL does not start here";

    private final EmbeddedPostgres server;

    private Database(EmbeddedPostgres server) {
        this.server = server;
    }

    /**
     * Starts one.
     *
     * @param folder where its programs are unpacked, and kept for the next time
     */
    static Database start(Path folder) throws IOException {
        Path data = Files.createTempDirectory("symposium-cluster-");
        try {
            return new Database(EmbeddedPostgres.builder()
                    .setOverrideWorkingDirectory(folder.toFile())
                    .setDataDirectory(data)
                    .setCleanDataDirectory(true)
                    .setRegisterShutdownHook(false) // it has to outlive the nodes
                    .start());
        } catch (IOException | RuntimeException e) {
            delete(data);
            throw new IOException(
                    DOES_NOT_START + ": " + e.getMessage() + ". As root it needs user namespaces (unshare -U).", e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    String jdbcUrl() {
        return server.getJdbcUrl("postgres", "postgres");
    }

    /** Stops it and deletes its data. */
    @Override
    public void close() throws IOException {
        server.close();
    }
}
