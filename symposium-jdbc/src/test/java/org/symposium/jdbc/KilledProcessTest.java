package org.symposium.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symposium.spi.model.Execution;
import org.symposium.spi.model.Source;

/** What was answered as saved is there after kill −9, whole. */
final class KilledProcessTest {
    @TempDir
    Path folder;

    @Test
    void a_save_that_was_answered_survives_two_kills() throws IOException, InterruptedException {
        assertNothingLost(2);
    }

    @Test
    @Tag("soak")
    void a_save_that_was_answered_survives_twenty_kills() throws IOException, InterruptedException {
        assertNothingLost(20);
    }

    /** Usually that is after 45 seconds; H2 2.5.252 loses commits from then on. */
    @Test
    void a_save_survives_kills_also_when_space_in_the_file_is_used_again() throws IOException, InterruptedException {
        assertNothingLost(4, List.of(SavingProcess.AGAIN_AT_ONCE));
    }

    private void assertNothingLost(int kills) throws IOException, InterruptedException {
        assertNothingLost(kills, List.of());
    }

    private void assertNothingLost(int kills, List<String> more) throws IOException, InterruptedException {
        Path file = folder.resolve("symposium");
        var answered = new ArrayList<String>();
        for (int kill = 0; kill < kills; kill++) {
            answered.addAll(saveUntilKilled(file, 150 + 37 * (kill % 5), more));
            assertAllThere(file, answered);
        }
    }

    private static void assertAllThere(Path file, List<String> answered) {
        try (var stores = JdbcStores.h2(file)) {
            var log = stores.table(Execution.KIND);
            assertThat(answered).allSatisfy(id -> {
                assertThat(log.find(SavingProcess.OWNER, id))
                        .as("log row %s", id)
                        .isPresent();
                assertThat(stores.cards().find(SavingProcess.OWNER, id))
                        .as("card %s", id)
                        .isPresent();
            });
            Source source = stores.table(Source.KIND)
                    .find(SavingProcess.OWNER, SavingProcess.SOURCE)
                    .orElseThrow();
            int saved = log.page(SavingProcess.OWNER, Map.of(), "", 100_000).size();
            assertThat(source.executionCount()).as("log and source agree").isEqualTo(saved);
            assertThat(saved)
                    .as("at most one was saved and not answered, for each kill")
                    .isGreaterThanOrEqualTo(answered.size());
        }
    }

    private static List<String> saveUntilKilled(Path file, int saves, List<String> more)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                SavingProcess.class.getName(),
                file.toString()));
        command.addAll(more);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var answered = new ArrayList<String>();
        try (var output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line = output.readLine();
            while (line != null && answered.size() < saves) {
                if (line.startsWith(SavingProcess.SAVED)) {
                    answered.add(line.substring(SavingProcess.SAVED.length()));
                }
                line = output.readLine();
            }
            process.toHandle().destroyForcibly(); // the process object itself would close the output, too
            for (line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith(SavingProcess.SAVED) && line.endsWith(SavingProcess.END)) {
                    answered.add(line.substring(SavingProcess.SAVED.length()));
                }
            }
        }
        process.waitFor();
        assertThat(answered).as("saves before the kill").hasSizeGreaterThanOrEqualTo(saves);
        return answered;
    }
}
