package org.symposium.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symposium.core.AesGcmVault;

/** What the README shows is what is compiled and run. */
class ReadmeTest {
    private static final Path ROOT = Path.of("..", "..");
    private static final Path HOST =
            Path.of("src", "test", "java", "org", "symposium", "examples", "quickstart", "HostOfTheReadme.java");
    private static final Path HANDLER = ROOT.resolve(
            Path.of("examples", "custom-handler", "src", "main", "java", "com", "example", "buoy", "BuoySource.java"));

    @Test
    void the_host_in_the_readme_is_the_one_that_runs_here() throws IOException {
        String source = Files.readString(HOST);
        String host =
                source.substring(source.indexOf("// README: host\n") + 16, source.indexOf("        // README: end"));

        assertThat(block("host")).isEqualTo(host.stripTrailing().stripIndent());
    }

    @Test
    void the_host_in_the_readme_works(@TempDir Path folder) throws IOException {
        var pool = JdbcConnectionPool.create("jdbc:h2:file:" + folder.resolve("host") + ";WRITE_DELAY=0", "sa", "");
        try (var feed = FeedChoice.of().serve(0);
                var receiver = Receiver.start(0)) {
            List<String> shown =
                    HostOfTheReadme.run(pool, AesGcmVault.newKey(), feed.url(), receiver.url(), receiver.secret());

            assertThat(shown).hasSize(2).last().isEqualTo("success");
            assertThat(shown.get(0)).contains("A swallow is back in the old barn");
            assertThat(receiver.received())
                    .singleElement()
                    .satisfies(request -> assertThat(request.fault()).isEmpty());
        } finally {
            pool.dispose();
        }
    }

    @Test
    void the_handler_in_the_readme_is_the_example() throws IOException {
        String source = Files.readString(HANDLER);

        assertThat(block("handler"))
                .isEqualTo(source.substring(source.indexOf("/** How high")).strip());
    }

    /** The first fenced block after a marker. */
    private static String block(String name) throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md"));
        String after = readme.substring(readme.indexOf("<!-- " + name + " -->"));
        return after.lines()
                .dropWhile(line -> !line.startsWith("```"))
                .skip(1)
                .takeWhile(line -> !line.startsWith("```"))
                .collect(Collectors.joining("\n"));
    }
}
