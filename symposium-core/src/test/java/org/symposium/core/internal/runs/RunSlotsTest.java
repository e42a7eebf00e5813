package org.symposium.core.internal.runs;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.symposium.core.InMemoryStores;
import org.symposium.spi.model.Integration;
import org.symposium.spi.model.IntegrationType;
import org.symposium.spi.model.Values;

final class RunSlotsTest {
    private static final IntegrationType TYPE = IntegrationType.of(Values.of("name", "echo"));

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final InMemoryStores stores =
            new InMemoryStores(Clock.fixed(Instant.parse("2026-01-31T09:00:00Z"), ZoneOffset.UTC));
    private final RunSlots slots = node(2, 1);

    @AfterEach
    void end() {
        timer.shutdownNow();
    }

    private RunSlots node(long ofType, long ofIntegration) {
        return new RunSlots(
                new LeaseKeeper(stores.leases(), timer), Map.of("echo", ofType), Map.of("echo", ofIntegration));
    }

    private RunSlots.Held take(RunSlots from, String integrationId) {
        Integration integration = Integration.of(Values.of("id", integrationId)
                .with("user_id", "ada")
                .with("type_id", "echo")
                .with("name", "Mine")
                .with("created_at", Instant.EPOCH));
        return from.take(TYPE, integration, Cancellation.unlimited());
    }

    @Test
    void a_run_that_gets_only_one_of_its_two_slots_keeps_none() {
        RunSlots.Held first = take(slots, "a");
        assertThatThrownBy(() -> take(slots, "a")).isInstanceOf(NoSlotFree.class);

        RunSlots.Held second = take(slots, "b");
        assertThatThrownBy(() -> take(slots, "c")).isInstanceOf(NoSlotFree.class);

        first.close();
        take(slots, "c").close();
        second.close();
    }

    @Test
    void slots_of_all_nodes_count_together() {
        RunSlots other = node(2, 1);
        RunSlots.Held first = take(slots, "a");
        RunSlots.Held second = take(other, "b");

        assertThatThrownBy(() -> take(other, "c")).isInstanceOf(NoSlotFree.class);
        first.close();

        take(other, "c").close();
        second.close();
    }

    @Test
    void every_slot_can_be_had_whichever_is_tried_first() {
        RunSlots many = node(7, 7);
        for (int round = 0; round < 20; round++) {
            var held = new RunSlots.Held[7];
            for (int number = 0; number < held.length; number++) {
                held[number] = take(many, "a");
            }
            assertThatThrownBy(() -> take(many, "a")).isInstanceOf(NoSlotFree.class);
            for (RunSlots.Held one : held) {
                one.close();
            }
        }
    }
}
