package org.symposium.core.internal.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.symposium.core.InMemoryStores;
import org.symposium.spi.model.PendingConnection;
import org.symposium.spi.model.Values;

/** Those who never came back do not stay for ever. */
class PendingConnectionsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final InMemoryStores stores = new InMemoryStores(Clock.fixed(NOW, ZoneOffset.UTC));
    private final PendingConnections pending = new PendingConnections(stores, stores.clock());

    private void endsAt(String owner, String id, Instant end) {
        pending.add(PendingConnection.of(Values.of("id", id)
                .with("user_id", owner)
                .with("type_id", "t")
                .with("integration_id", "i")
                .with("redirect_uri", "https://host.example")
                .with("created_at", end.minus(AuthorizationFlow.MOST_AWAY))
                .with("expires_at", end)));
    }

    @Test
    void what_has_ended_an_hour_ago_is_removed_whoever_it_was() {
        endsAt("ada", "old", NOW.minus(Duration.ofMinutes(61)));
        endsAt("bob", "old", NOW.minus(Duration.ofDays(1)));
        endsAt("ada", "late", NOW.minus(Duration.ofMinutes(59)));
        endsAt("ada", "new", NOW.plus(Duration.ofMinutes(5)));

        assertThat(pending.prune(NOW)).isEqualTo(2);

        assertThat(stores.table(PendingConnection.KIND).page("ada", Map.of(), "", 10))
                .extracting(PendingConnection::id)
                .containsExactlyInAnyOrder("late", "new");
        assertThat(stores.table(PendingConnection.KIND).page("bob", Map.of(), "", 10))
                .isEmpty();
    }

    @Test
    void more_than_a_page_of_them_is_removed_too() {
        for (int number = 0; number < 1_200; number++) {
            endsAt("owner-" + number, "old", NOW.minus(Duration.ofHours(2)));
        }
        assertThat(pending.prune(NOW)).isEqualTo(1_200);
    }
}
