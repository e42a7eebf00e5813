package org.symposium.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuickstartTest {
    private static final Pattern FEED_PORT = Pattern.compile("from http://127\\.0\\.0\\.1:(\\d+)/feed");

    @TempDir
    private Path folder;

    @Test
    void the_bundled_feed_becomes_a_card_and_reaches_the_webhook() {
        Said said = run();

        assertThat(said.exitCode).isZero();
        assertThat(said.text)
                .contains("A swallow is back in the old barn", "*last year's nest*")
                .contains("https://gazette.example/2026/ladder")
                .contains("webhook-id", "webhook-timestamp", "webhook-signature  v1,")
                .contains("The receiver verified the signature and took it.")
                .contains("The execution log")
                .doesNotContain("Note:", "Exception");
    }

    @Test
    void the_second_run_says_unchanged_and_shows_the_history() {
        run();
        Said said = run();

        assertThat(said.exitCode).isZero();
        assertThat(said.text)
                .contains("unchanged after", "skipped after", "Every card was delivered before")
                .doesNotContain("Note:", "What the receiver got");
        assertThat(said.log()).filteredOn(line -> line.contains("  source  ")).hasSize(2);
        assertThat(said.log()).filteredOn(line -> line.contains("  output  ")).hasSize(2);
    }

    @Test
    void the_key_is_made_once_and_nobody_else_can_read_it() throws IOException {
        run();
        Path key = folder.resolve(".symposium").resolve("encryption.key");
        byte[] made = Files.readAllBytes(key);
        run();

        assertThat(key).hasBinaryContent(made);
        assumeThat(FileSystems.getDefault().supportedFileAttributeViews()).contains("posix");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
    }

    @Test
    void a_file_is_served_and_is_unchanged_the_second_time() throws IOException {
        Path file = Files.writeString(folder.resolve("my feed.xml"), feed("Mine", "First"));

        assertThat(run(file.toString()).text).contains("First", "my feed.xml").contains("verified the signature");
        assertThat(run(file.toString()).text).contains("unchanged after").doesNotContain("Note:");
    }

    @Test
    void a_file_that_changed_becomes_another_card_which_alone_is_delivered() throws IOException {
        Path file = Files.writeString(folder.resolve("feed.xml"), feed("Mine", "First"));
        run(file.toString());
        Files.writeString(file, feed("Mine", "Second"));
        Said said = run(file.toString());

        assertThat(said.exitCode).isZero();
        assertThat(said.text).contains("Second").doesNotContain("First", "unchanged after");
    }

    @Test
    void a_port_that_is_taken_is_told() throws IOException {
        Matcher port = FEED_PORT.matcher(run().text);
        assertThat(port.find()).isTrue();
        try (var other = new ServerSocket(Integer.parseInt(port.group(1)), 1, InetAddress.getLoopbackAddress())) {
            assertThat(other.isBound()).isTrue();
            Said said = run();

            assertThat(said.exitCode).isZero();
            assertThat(said.text)
                    .contains("Note: The port of the last run is taken")
                    .doesNotContain("unchanged after");
        }
    }

    @Test
    void a_database_that_can_not_be_opened_is_told() throws IOException {
        Files.writeString(
                Files.createDirectories(folder.resolve(".symposium")).resolve("quickstart.mv.db"), "not a database");
        Said said = run();

        assertThat(said.exitCode).isEqualTo(1);
        assertThat(said.text.strip())
                .startsWith("That did not work: The database in ")
                .hasLineCount(1);
    }

    @Test
    void a_feed_elsewhere_is_read_where_it_is() throws IOException {
        try (var elsewhere = FeedServer.start(bundled(), 0)) {
            assertThat(run(elsewhere.url().toString()).text).contains("from " + elsewhere.url(), "A swallow is back");
            assertThat(run(elsewhere.url().toString()).text).contains("unchanged after");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<rss version='2.0'><channel><title>Cut",
                "<!DOCTYPE html><html><body>Hello</body></html>",
                "{",
                ""
            })
    void a_broken_feed_is_a_failure_that_is_told_and_logged(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("broken.xml"), content);
        Said said = run(file.toString());

        assertThat(said.exitCode).isEqualTo(1);
        assertThat(said.text).contains("failure after", "That did not work: ").doesNotContain("Exception", "\tat ");
        assertThat(said.log()).singleElement().asString().contains("failure");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-such-file.xml", "http://", "https://exa mple.org/feed", "\0"})
    void a_feed_that_can_not_be_meant_is_refused_in_one_sentence(String argument) {
        Said said = run(argument);

        assertThat(said.exitCode).isEqualTo(1);
        assertThat(said.text).contains("That did not work: ").doesNotContain("Exception", "\tat ");
        assertThat(said.text.strip()).hasLineCount(1);
    }

    @Test
    void nobody_at_the_address_is_a_failure_that_is_told() throws IOException {
        int free;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        Said said = run("http://127.0.0.1:" + free + "/feed");

        assertThat(said.exitCode).isEqualTo(1);
        assertThat(said.text).contains("failure after", "That did not work: ").doesNotContain("Exception");
    }

    private Said run(String... arguments) {
        var bytes = new ByteArrayOutputStream();
        var printer = new Printer(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        int exitCode = new Quickstart(folder.resolve(".symposium"), printer).run(arguments);
        return new Said(exitCode, bytes.toString(StandardCharsets.UTF_8));
    }

    private static URI bundled() {
        return FeedChoice.of().place();
    }

    private static String feed(String title, String item) {
        return "<rss version='2.0'><channel><title>" + title + "</title><link>https://example.org/</link>"
                + "<item><title>" + item + "</title><guid isPermaLink='false'>" + item
                + "</guid></item></channel></rss>";
    }

    private record Said(int exitCode, String text) {
        /** The lines of the execution log. */
        List<String> log() {
            return text.substring(text.indexOf("The execution log"))
                    .lines()
                    .skip(1)
                    .filter(line -> !line.isBlank())
                    .toList();
        }
    }
}
