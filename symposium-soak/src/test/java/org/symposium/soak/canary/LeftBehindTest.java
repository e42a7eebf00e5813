package org.symposium.soak.canary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symposium.spi.model.Json;
import org.symposium.testkit.Canary;

/**
 * Looks for canaries in all that the suite has left behind. This module is the last one to be built, and this class the last one of it ({@link ClassOrderer}), so after
 * {@code mvn verify} that is everything; run by itself, it looks at whatever there is.
 */
@Order(Integer.MAX_VALUE)
final class LeftBehindTest {
    private static final Path MODULES = Path.of("").toAbsolutePath().getParent();

    @Test
    void no_test_of_any_module_has_left_a_secret_behind() throws IOException {
        assertThat(MODULES.resolve("symposium-spi").resolve("pom.xml")).exists();
        List<Path> files = LeftBehind.files(MODULES);
        assertThat(LeftBehind.reports(MODULES))
                .as("modules whose tests have run")
                .isNotEmpty();
        for (Path reports : LeftBehind.reports(MODULES)) {
            assertThat(files.stream().filter(file -> file.startsWith(reports)))
                    .as(
                            "files looked at in %s, where it has %s",
                            reports, Arrays.toString(reports.toFile().list()))
                    .hasSizeGreaterThanOrEqualTo(testsThatHaveRun(reports));
        }

        assertThat(LeftBehind.search(files)).isEmpty();
    }

    /** By the file that a class of tests leaves at least. */
    private static int testsThatHaveRun(Path reports) throws IOException {
        try (Stream<Path> all = Files.list(reports)) {
            return (int) all.filter(file -> file.getFileName().toString().startsWith("TEST-"))
                    .count();
        }
    }

    @Test
    void a_secret_in_a_report_of_any_module_is_found_there() throws IOException {
        List<Path> folders = LeftBehind.reports(MODULES);
        assertThat(folders).isNotEmpty();
        for (Path reports : folders) {
            Path planted = Files.writeString(reports.resolve("planted.txt"), "key " + Canary.of("left", "behind"));
            try {
                assertThat(LeftBehind.search(LeftBehind.files(MODULES))).containsOnlyKeys(planted);
            } finally {
                Files.delete(planted);
            }
        }
    }

    @Test
    void a_secret_is_found_in_every_encoding_and_in_every_kind_of_file(@TempDir Path root) throws IOException {
        String secret = "Bearer " + Canary.of("left", "behind");
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        List<String> forms = List.of(
                secret,
                Base64.getEncoder().encodeToString(bytes),
                Base64.getUrlEncoder().encodeToString(bytes),
                URLEncoder.encode(secret, StandardCharsets.UTF_8),
                Json.write(secret),
                HexFormat.of().formatHex(bytes));
        List<String> places = List.of(
                "symposium-core/target/surefire-reports/TEST-a.xml",
                "symposium-core/target/surefire-reports/a-output.txt",
                "symposium-jdbc/target/node.log",
                "examples/cluster/target/cluster/store.mv.db");
        for (String place : places) {
            for (String form : forms) {
                Path file = root.resolve(place);
                Files.createDirectories(file.getParent());
                Files.writeString(file, "before\n" + form + "\nafter");

                assertThat(LeftBehind.search(LeftBehind.files(root)))
                        .as("form %s in %s", forms.indexOf(form), place)
                        .containsOnlyKeys(file);
                Files.delete(file);
            }
        }
    }

    @Test
    void what_a_compiler_made_and_what_lies_elsewhere_is_passed_over(@TempDir Path root) throws IOException {
        for (String place : List.of("symposium-core/target/test-classes/A.class", "symposium-core/src/A.java")) {
            Path file = root.resolve(place);
            Files.createDirectories(file.getParent());
            Files.writeString(file, Canary.of("left", "behind"));
        }

        assertThat(LeftBehind.files(root)).isEmpty();
    }
}
