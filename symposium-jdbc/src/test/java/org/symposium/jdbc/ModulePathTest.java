package org.symposium.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As a JAR on the module path: the scripts are found, and so is all that the libraries need and do not say. */
final class ModulePathTest {
    private static final List<String> NEEDED = List.of(
            "symposium-spi", "jdbi3", "geantyref", "flyway", "db-scheduler", "h2-", "slf4j-api", "jackson", "jspecify");

    @TempDir
    Path folder;

    @Test
    void stores_open_in_a_named_module() throws IOException, InterruptedException {
        Path jar = folder.resolve("symposium-jdbc.jar");
        pack(pathOf("META-INF/symposium/db/h2/V1__symposium.sql"), jar);
        Path tests = pathOf("org/symposium/jdbc/ModuleProcess.class");

        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-p",
                        libraries() + File.pathSeparator + jar,
                        "--patch-module",
                        "org.symposium.jdbc=" + tests,
                        "-m",
                        "org.symposium.jdbc/" + ModuleProcess.class.getName(),
                        folder.resolve("database").toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).contains("in module org.symposium.jdbc: true");
    }

    private static String libraries() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> NEEDED.stream()
                        .anyMatch(name -> entry.replace(File.separatorChar, '/')
                                .matches(".*/" + name + "[^/]*(/target/classes)?")))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** The folder of the class path that holds a resource. */
    private static Path pathOf(String resource) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(entry -> Files.exists(entry.resolve(resource)))
                .findFirst()
                .orElseThrow();
    }

    private static void pack(Path classes, Path jar) throws IOException {
        try (var output = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                output.putNextEntry(
                        new JarEntry(classes.relativize(file).toString().replace(File.separatorChar, '/')));
                Files.copy(file, output);
            }
        }
    }
}
