package org.symposium.jdbc;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

/**
 * Brings the schema up to date, with a history table of its own: the host's tables, and its own Flyway history, are not touched. The one place that
 * knows Flyway.
 *
 * <p>The scripts are named here and read by this class instead of being found by a scan, which sees nothing in a named module, in a native image or
 * behind some class loaders.
 */
final class Migrations {
    private static final String HISTORY = "symposium_schema_history";
    private static final List<String> SCRIPTS = List.of("V1__symposium.sql", "V2__card_choice.sql");
    private static final int MOST_TRIES = 10;
    private static final long PAUSE_MILLIS = 200;

    private Migrations() {}

    /** Runs what has not been run yet. Nodes that start at once wait for each other, or find it done. */
    static void run(DataSource source, Database database) {
        run(source, database, "latest");
    }

    /** As far as a version, as an older release would. */
    static void run(DataSource source, Database database, String version) {
        Flyway flyway = flyway(source, database, version);
        @Nullable FlywayException first = null;
        for (int tries = 1; ; tries++) {
            try {
                flyway.migrate();
                return;
            } catch (FlywayValidateException e) {
                throw first == null ? e : first; // what a second try finds is what the first one left
            } catch (FlywayException e) {
                first = first == null ? e : first;
                if (tries == MOST_TRIES) {
                    throw first;
                }
                // another node made the history table, or a table, at the same moment
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS * tries));
            }
        }
    }

    private static Flyway flyway(DataSource source, Database database, String version) {
        return Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(source)
                .table(HISTORY)
                .target(version)
                .locations(new String[0])
                .callbackLocations(new String[0])
                .resourceProvider(new Scripts("/META-INF/symposium/db/" + database.folder() + "/"))
                .javaMigrationClassProvider(List::of)
                .encoding(StandardCharsets.UTF_8)
                .placeholderReplacement(false)
                .createSchemas(false)
                .cleanDisabled(true)
                // a schema that holds the host's tables is taken as it is, at a version before our first
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .baselineDescription("Before Symposium")
                .load();
    }

    /** The scripts of one database. */
    private record Scripts(String folder) implements ResourceProvider {
        @Override
        public @Nullable LoadableResource getResource(String name) {
            return SCRIPTS.contains(name) ? new Script(folder, name) : null;
        }

        @Override
        public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
            return SCRIPTS.stream()
                    .filter(name -> name.startsWith(prefix)
                            && List.of(suffixes).stream().anyMatch(name::endsWith))
                    .<LoadableResource>map(name -> new Script(folder, name))
                    .toList();
        }
    }

    /** One script. */
    private static final class Script extends LoadableResource {
        private final String folder;
        private final String name;

        Script(String folder, String name) {
            this.folder = folder;
            this.name = name;
        }

        @Override
        public Reader read() {
            var text = new StringWriter();
            try (var stream = Migrations.class.getResourceAsStream(folder + name)) {
                if (stream == null) {
                    throw new IllegalStateException("The JAR is damaged: " + folder + name + " is missing");
                }
                new InputStreamReader(stream, StandardCharsets.UTF_8).transferTo(text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return new StringReader(text.toString());
        }

        @Override
        public String getAbsolutePath() {
            return folder + name;
        }

        @Override
        public String getAbsolutePathOnDisk() {
            return folder + name;
        }

        @Override
        public String getFilename() {
            return name;
        }

        @Override
        public String getRelativePath() {
            return name;
        }
    }
}
