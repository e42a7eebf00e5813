package org.symposium.soak.canary;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.symposium.soak.Databases;
import org.symposium.soak.Store;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.Option;
import org.symposium.spi.model.Verdict;
import org.symposium.testkit.Canary;
import org.symposium.testkit.SecretSearch;

/** What {@link CanaryTest} looks with has eyes: canaries that are put there are found. */
final class LookoutTest {
    private static final String SECRET = Canary.of("lookout", "token");

    private final Shown shown = new Shown();

    @Test
    void in_a_log_at_its_finest_level_in_a_value_and_in_a_cause() {
        try (LogWatch logs = LogWatch.start(SecretSearch.canaries())) {
            LoggerFactory.getLogger("org.symposium.any").trace("the key is {}", SECRET);
            LoggerFactory.getLogger("com.zaxxer.any")
                    .atDebug()
                    .addKeyValue("key", SECRET)
                    .log("a value");
            LoggerFactory.getLogger("any")
                    .debug("went wrong", new IllegalStateException(new IllegalStateException(SECRET)));
            java.util.logging.Logger.getLogger("java.any").finest("the key is " + SECRET);

            assertThat(logs.found())
                    .extracting(found -> found.substring(0, found.indexOf(':')))
                    .containsExactly("org.symposium.any", "com.zaxxer.any", "any", "java.any");
            assertThat(SecretSearch.canaries().in(logs.found().toString())).isEmpty();
        }
    }

    @Test
    void in_what_is_returned_however_deep() {
        shown.by("options", () -> Optional.of(List.of(Map.of("a", new Option("1", SECRET)))));

        assertThat(shown.found()).isNotEmpty().allMatch(found -> found.startsWith("options, Option"));
    }

    @Test
    void in_what_is_thrown_its_causes_and_its_suggestion() {
        shown.by("call", () -> {
            throw new IllegalStateException("no", new IllegalArgumentException(SECRET));
        });
        shown.by("run", () -> {
            throw new HandlerException(
                    Verdict.failed(FailureKind.INTERNAL, "no").suggest(SECRET));
        });

        assertThat(shown.found()).anyMatch(found -> found.startsWith("call, IllegalStateException"));
        assertThat(shown.found()).anyMatch(found -> found.startsWith("run, Verdict"));
    }

    @Test
    void in_texts_and_bytes_of_a_database(@TempDir Path folder) {
        try (var pool = Databases.h2(folder).fresh().pool(1)) {
            Store.execute(
                    pool,
                    "create table texts (a varchar(200))",
                    "create table octets (a varbinary(200))",
                    "insert into texts values ('" + SECRET.replace("'", "''") + "')",
                    "insert into octets values (X'" + HexFormat.of().formatHex(SECRET.getBytes(StandardCharsets.UTF_8))
                            + "')");
            DatabaseDump.of(pool).forEach(shown::lookIntoKept);
        }

        assertThat(shown.found()).hasSize(2);
    }

    @Test
    void for_secrets_that_others_made() {
        shown.learn("a-state-that-others-made");
        shown.lookIntoKept("table", "state=a-state-that-others-made");

        assertThat(shown.found()).hasSize(1);
    }
}
