package org.symposium.core.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.junit.jupiter.api.Test;
import org.symposium.spi.Advance;
import org.symposium.spi.Lease;
import org.symposium.spi.Outcome;
import org.symposium.spi.Stores.Saved;
import org.symposium.spi.model.Card;
import org.symposium.spi.model.CardFilter;
import org.symposium.spi.model.Execution;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.Source;
import org.symposium.spi.model.Values;

/** What the contract of stores leaves open. */
final class MemoryRowsTest {
    private static final Instant NOW = Instant.parse("2026-01-31T09:00:00Z");

    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final MemoryLeases leases = new MemoryLeases(lock, () -> 0);
    private final MemoryRows rows = new MemoryRows(lock, leases);
    private final Lease lease = leases.acquire("k", Duration.ofHours(1)).orElseThrow();

    @Test
    void a_delta_that_can_not_be_applied_leaves_everything_as_it_was() {
        rows.table(Source.KIND).insert(source());
        Advance good = advance(Values.empty(), Map.of("execution_count", 1L));

        assertThatThrownBy(() -> save(good, advance(Values.of("config", "x"), Map.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("config");
        assertThatThrownBy(() -> save(good, advance(Values.of("is_active", "perhaps"), Map.of())))
                .isInstanceOf(InvalidInputException.class);

        assertThat(rows.table(Source.KIND).find("ada", "1").map(Source::revision))
                .contains(1L);
        assertThat(rows.table(Execution.KIND).find("ada", "e1")).isEmpty();
        assertThat(save(good)).as("not taken for saved").isEqualTo(Saved.NOW);
    }

    @Test
    void an_earlier_attempt_that_comes_late_is_already_done_with() {
        assertThat(rows.save(outcome(2), lease)).isEqualTo(Saved.NOW);

        assertThat(rows.save(outcome(1), lease)).isEqualTo(Saved.ALREADY);
    }

    @Test
    void a_removed_log_row_is_forgotten_whole() {
        rows.save(outcome(1), lease);
        rows.table(Execution.KIND).remove("ada", "e1");

        assertThat(rows.save(outcome(1), lease)).isEqualTo(Saved.NOW);
    }

    @Test
    void the_table_of_cards_is_one_table() {
        rows.table(Card.KIND)
                .insert(
                        Card.of(
                                Values.fromJson(
                                        "{\"id\": \"1\", \"user_id\": \"ada\", \"title\": \"t\", \"created_at\": \"2026-01-31T09:00:00Z\"}")));

        assertThat(rows.cards().choose("ada", CardFilter.all())).hasSize(1);
    }

    private Saved save(Advance... advances) {
        return rows.save(outcome(1, advances), lease);
    }

    private static Outcome outcome(int attempt, Advance... advances) {
        Execution log = Execution.of(Values.of("execution_id", "e1").with("user_id", "ada"));
        return new Outcome("e1", attempt, "ada", log, Optional.empty(), List.of(advances), Optional.empty());
    }

    private static Advance advance(Values set, Map<String, Long> add) {
        return new Advance("source", "1", 1, false, Optional.empty(), Optional.empty(), set, add);
    }

    private static Source source() {
        return Source.of(Values.of("id", "1")
                .with("user_id", "ada")
                .with("integration_id", "i")
                .with("name", "n")
                .with("created_at", NOW));
    }
}
