package org.symposium.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.symposium.core.Engine;
import org.symposium.core.OutputDraft;
import org.symposium.core.OwnerView;
import org.symposium.core.Settings;
import org.symposium.core.SourceDraft;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.Execution;
import org.symposium.spi.model.Output;
import org.symposium.spi.model.Schedule;
import org.symposium.spi.model.Source;
import org.symposium.spi.model.Status;
import org.symposium.spi.model.Values;

/** Work for a store, and what must have come of it whatever happened meanwhile: sources that run twice, once by hand and once by schedule, and outputs that deliver the same few cards. */
record Workload(List<String> sources, List<String> outputs) {
    private static final String OWNER = "ada";
    private static final List<String> SEEDS = List.of("one", "two", "three");
    private static final int RUNS_OF_A_SOURCE = 2;
    private static final Duration LONGEST = Duration.ofMinutes(4);

    /** Puts it all into an empty store; nothing runs yet. */
    static Workload prepare(Engine engine, Service service, int sources, int outputs) {
        OwnerView ada = engine.forOwner(OWNER);
        String ticks = ada.integrations()
                .create(Ticks.TYPE, "Ticks", Credentials.none())
                .id();
        String hooks = ada.integrations()
                .create("webhook", "Hooks", Credentials.none())
                .id();
        SEEDS.forEach(seed -> ada.cards().create(seed, seed, Values.empty(), List.of("seed")));
        List<String> sourceIds = IntStream.rangeClosed(1, sources)
                .mapToObj(number -> SourceDraft.of(ticks, "Source " + number, Settings.of("feed", "feed-" + number)))
                .map(draft -> ada.sources().create(draft.schedule(soon())).id())
                .toList();
        List<String> outputIds = IntStream.rangeClosed(1, outputs)
                .mapToObj(number -> OutputDraft.of(
                        hooks,
                        "Output " + number,
                        Settings.of("url", service.uri("/hook/hook-" + number).toString())
                                .with("per_card", isPerCard(number))))
                .map(draft -> draft.filter(Values.of("tags", List.of("seed"))))
                .map(draft -> ada.outputs().create(draft).id())
                .toList();
        // in turn, so that each kind is met early
        for (int number = 0; number < Math.max(sources, outputs); number++) {
            if (number < sources) {
                ada.executeLater(sourceIds.get(number));
            }
            if (number < outputs) {
                ada.deliverLater(outputIds.get(number));
            }
        }
        return new Workload(sourceIds, outputIds);
    }

    /** Asked for each source, and far enough away for a busy machine: a moment that is past is refused. */
    private static Schedule soon() {
        return Schedule.at(Instant.now().plusSeconds(4));
    }

    int runs() {
        return RUNS_OF_A_SOURCE * sources.size() + outputs.size();
    }

    /** Waits until nothing is left to do, and all has come to its end. */
    void awaitDone(Engine engine) {
        awaitDone(engine, LONGEST);
    }

    /** As {@link #awaitDone(Engine)}, for so long at most. */
    void awaitDone(Engine engine, Duration most) {
        OwnerView ada = engine.forOwner(OWNER);
        Awaitility.await("the end of all runs")
                .atMost(most)
                .pollInterval(Duration.ofMillis(300))
                .untilAsserted(() -> {
                    assertThat(ada.executions().latest(runs() + 10))
                            .extracting(Execution::status)
                            .hasSize(runs())
                            .containsOnly(Status.SUCCESS);
                    assertThat(engine.operator().runs().list(10)).isEmpty();
                });
    }

    /** How many runs have come to their end. */
    long ended(Engine engine) {
        return engine.forOwner(OWNER).executions().latest(runs() + 10).stream()
                .filter(row -> row.status() == Status.SUCCESS)
                .count();
    }

    /** Each source's cursor as it stands. */
    List<Long> cursors(Engine engine) {
        return sources.stream()
                .map(id -> cursor(engine.forOwner(OWNER).sources().get(id)))
                .toList();
    }

    /** Nothing lost, nothing twice; says what it saw. */
    Seen check(Engine engine, Service service) {
        OwnerView ada = engine.forOwner(OWNER);
        for (int number = 1; number <= sources.size(); number++) {
            checkSource(ada, sources.get(number - 1));
        }
        var raw = new ArrayList<Integer>();
        for (int number = 1; number <= outputs.size(); number++) {
            Output output = ada.outputs().get(outputs.get(number - 1));
            assertThat(output.executionCount()).as("runs of an output").isEqualTo(1);
            assertThat(ada.executions().latestOf(output.id(), 10))
                    .singleElement()
                    .satisfies(row -> assertThat(row.cardsSent()).isEqualTo(SEEDS.size()));
            assertThat(service.messages("hook-" + number))
                    .as("messages of %s at a receiver that keeps their ids", output.name())
                    .hasSize(isPerCard(number) ? SEEDS.size() : 1);
            raw.addAll(service.messages("hook-" + number).values());
        }
        long interrupted = ada.executions().latest(runs()).stream()
                .filter(row -> row.toValues().list("attempts").stream()
                        .anyMatch(attempt -> attempt.text("status").equals(Status.INTERRUPTED.word())))
                .count();
        return new Seen(
                runs(), interrupted, raw.stream().mapToInt(times -> times - 1).sum());
    }

    /**
     * What came of it.
     *
     * @param interrupted how many runs have an attempt that was interrupted
     * @param rawDuplicates messages that arrived again
     */
    record Seen(long runs, long interrupted, long rawDuplicates) {}

    /** Every other delivery has a step for each card. */
    private static boolean isPerCard(int output) {
        return output % 2 == 0;
    }

    private static void checkSource(OwnerView ada, String id) {
        Source source = ada.sources().get(id);
        assertThat(source.executionCount()).as("runs of a source").isEqualTo(RUNS_OF_A_SOURCE);
        assertThat(source.nextRunAt()).as("slots that are left").isEmpty();
        assertThat(cursor(source)).isEqualTo(RUNS_OF_A_SOURCE);
        assertThat(ada.cards().latestOf(id, 10))
                .extracting(card -> card.data().whole("number"))
                .as("cards of a source")
                .containsExactlyInAnyOrder(1L, 2L);
        assertThat(ada.executions().latestOf(id, 10))
                .allSatisfy(row ->
                        assertThat(ada.cards().find(row.cardId().orElseThrow())).isPresent());
    }

    private static long cursor(Source source) {
        return source.cursor().objectOrEmpty("at").whole("number", 0);
    }
}
