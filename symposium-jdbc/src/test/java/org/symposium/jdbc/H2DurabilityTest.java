package org.symposium.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Path;
import org.h2.engine.Constants;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A host whose H2 would lose what it was told is saved hears of it. */
final class H2DurabilityTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger(H2Durability.class);
    private final ListAppender<ILoggingEvent> said = new ListAppender<>();

    @TempDir
    Path folder;

    @BeforeEach
    void listen() {
        said.start();
        logger.addAppender(said);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(said);
    }

    @Test
    void a_file_with_the_usual_delay_is_warned_of() {
        openOn("jdbc:h2:file:" + folder.resolve("host"));

        assertThat(said.list).singleElement().satisfies(event -> {
            assertThat(event.getLevel()).isEqualTo(Level.WARN);
            assertThat(event.getFormattedMessage()).contains("LOSES COMMITTED DATA", "500 ms", "WRITE_DELAY=0");
        });
    }

    @Test
    void a_file_without_delay_is_not() {
        openOn("jdbc:h2:file:" + folder.resolve("host") + ";WRITE_DELAY=0");

        assertThat(said.list).isEmpty();
    }

    @Test
    void a_file_that_once_was_without_delay_is_warned_of() {
        openOn("jdbc:h2:file:" + folder.resolve("host") + ";WRITE_DELAY=0");
        openOn("jdbc:h2:file:" + folder.resolve("host"));

        assertThat(said.list).hasSize(1);
    }

    @Test
    void a_database_in_memory_has_nothing_to_lose() {
        openOn("jdbc:h2:mem:" + folder.getFileName());

        assertThat(said.list).isEmpty();
    }

    @Test
    void our_own_file_is_without_delay() {
        JdbcStores.h2(folder.resolve("own")).close();

        assertThat(said.list).isEmpty();
    }

    @Test
    void versions_that_lose_what_was_committed_are_known_and_ours_is_none() {
        assertThat(H2Durability.isForgetful("2.5.252 (2026-01-02)")).isTrue();
        assertThat(H2Durability.isForgetful("2.5.250")).isTrue();
        assertThat(H2Durability.isForgetful("2.5.253")).isFalse();
        assertThat(H2Durability.isForgetful("2.4.240")).isFalse();
        assertThat(H2Durability.isForgetful(Constants.VERSION)).isFalse();
    }

    private static void openOn(String url) {
        try (var pool = TestDatabase.pool(url, "sa", "");
                var stores = JdbcStores.on(pool)) {
            assertThat(stores.cards().find("ada", "1")).isEmpty();
        }
    }
}
