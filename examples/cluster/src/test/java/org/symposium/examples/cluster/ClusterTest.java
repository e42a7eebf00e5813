package org.symposium.examples.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ClusterTest {
    /** Not a folder of the test's own: the programs of PostgreSQL are unpacked once. */
    private static final Path FOLDER = Path.of("target", "cluster");

    @Test
    void what_a_killed_node_leaves_is_run_by_the_other_each_slot_once() throws IOException {
        List<Path> before = temporary();

        Said said = run("--seconds 15 --sources 20 --nodes 2 --every 1 --freeze 0");

        assertThat(said.text()).contains("node 2 is killed (kill -9)").doesNotContain("frozen", "Exception");
        assertThat(said.exitCode()).as(said.text()).isZero();
        assertEachOnce(said, 280);
        assertThat(said.count("failed")).isZero();
        assertThat(said.count("requests"))
                .as("no more than attempts, and no fewer than those that came to their end")
                .isBetween(said.attempts() - said.count("interrupted"), said.attempts());
        assertThat(ProcessHandle.current().descendants()).as("processes left").isEmpty();
        assertThat(temporary()).as("folders left").isEqualTo(before);
        assertThat(FOLDER.resolve("node-1.log")).content().contains("success in");
    }

    @Test
    @Tag("soak")
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void the_whole_show_loses_nothing_and_runs_nothing_twice() {
        Said said = run();

        assertThat(said.text())
                .contains("node 3 is killed (kill -9)", "node 2 is frozen (SIGSTOP) for 40 s", "node 2 goes on");
        assertThat(said.exitCode()).as(said.text()).isZero();
        assertEachOnce(said, 5_000);
        assertThat(said.count("interrupted")).isPositive();
    }

    @Test
    void it_can_be_asked_what_there_is_to_choose_and_refuses_the_rest_in_one_sentence() {
        assertThat(run("--help")).isEqualTo(new Said(0, Options.HELP + System.lineSeparator()));
        assertThat(run("--nodes 1").exitCode()).isEqualTo(2);
        assertThat(run("--nodes 1").text().strip())
                .startsWith("--nodes must be")
                .hasLineCount(1);
    }

    @Test
    void the_command_of_the_readme_is_the_one_of_the_pom() throws IOException {
        String readme = Files.readString(Path.of("..", "..", "README.md"));
        String pom = Files.readString(Path.of("pom.xml"));
        String command = "mvn -q -B -Pcluster -pl examples/cluster -am compile";

        assertThat(readme).contains(command);
        assertThat(pom).contains("<!-- " + command + " -->", "<argument>" + Cluster.class.getName() + "</argument>");
    }

    private static void assertEachOnce(Said said, int least) {
        assertThat(said.count("slots due")).isGreaterThanOrEqualTo(least);
        assertThat(said.count("run once")).isEqualTo(said.count("slots due"));
        assertThat(said.count("twice")).isZero();
        assertThat(said.count("lost")).isZero();
        assertThat(said.count("unasked")).isZero();
    }

    private static Said run(String... arguments) {
        var bytes = new ByteArrayOutputStream();
        var out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        int exitCode = Cluster.run(FOLDER, new Screen(out, false), new Stage(), arguments);
        String text = bytes.toString(StandardCharsets.UTF_8);
        assumeThat(text).doesNotContain(Database.DOES_NOT_START);
        return new Said(exitCode, text);
    }

    private static List<Path> temporary() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("symposium-cluster-"))
                    .sorted()
                    .toList();
        }
    }

    private record Said(int exitCode, String text) {
        private static final Pattern ATTEMPTS = Pattern.compile("for (\\d+) attempts in the log");

        /** The number on the line that begins with this. */
        int count(String name) {
            return number(Pattern.compile("(?m)^ +" + name + " +(\\d+) "));
        }

        int attempts() {
            return number(ATTEMPTS);
        }

        private int number(Pattern pattern) {
            Matcher matcher = pattern.matcher(text);
            assertThat(matcher.find()).as("%s in %s", pattern, text).isTrue();
            return Integer.parseInt(matcher.group(1));
        }
    }
}
