package org.symposium.soak.canary;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.symposium.testkit.SecretSearch;

/** What tests leave in the {@code target} folders of modules: reports, what they and the processes that they started wrote, databases. Not what a compiler made. */
final class LeftBehind {
    private static final List<String> MADE = List.of(
            "classes",
            "test-classes",
            "generated-sources",
            "generated-test-sources",
            "maven-status",
            "maven-archiver",
            "reports",
            "site",
            "javadoc-bundle-options");

    private static final Path REPORTS = Path.of("target", "surefire-reports");

    private LeftBehind() {}

    /** All files of that kind below a folder of modules. */
    static List<Path> files(Path root) {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(file -> isLeftBehind(root.relativize(file)))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The folders of reports below a folder of modules, as a build leaves them for each module that has tests. */
    static List<Path> reports(Path root) {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(folder -> folder.endsWith(REPORTS))
                    .filter(Files::isDirectory)
                    .filter(folder -> Files.exists(folder.resolve("../../pom.xml")))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files that hold a canary, and where. */
    static Map<Path, SecretSearch.Find> search(List<Path> files) {
        var found = new TreeMap<Path, SecretSearch.Find>();
        for (Path file : files) {
            try {
                SecretSearch.canaries().in(Files.readAllBytes(file)).ifPresent(find -> found.put(file, find));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return found;
    }

    private static boolean isLeftBehind(Path file) {
        for (int part = 0; part + 1 < file.getNameCount(); part++) {
            if (file.getName(part).toString().equals("target")) {
                return !MADE.contains(file.getName(part + 1).toString())
                        && !file.toString().endsWith(".jar");
            }
        }
        return false;
    }
}
