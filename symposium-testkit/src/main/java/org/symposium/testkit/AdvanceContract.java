package org.symposium.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symposium.testkit.StoreTime.LONG;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.symposium.spi.Advance;
import org.symposium.spi.Lease;
import org.symposium.spi.Stores.Saved;
import org.symposium.spi.Table;
import org.symposium.spi.model.Execution;
import org.symposium.spi.model.Integration;
import org.symposium.spi.model.Output;
import org.symposium.spi.model.Query;
import org.symposium.spi.model.Source;
import org.symposium.spi.model.Values;

/** Rows moved forward by runs, whatever their users edit meanwhile. */
@SuppressWarnings("MemberName") // tests are named as sentences
public interface AdvanceContract extends StoresFixture {
    /** Where the schedule of these tests goes on. */
    Instant SLOT = Instant.parse("2026-01-31T10:00:00Z");

    /** Set, added, moved, remembered; the rest untouched. */
    @Test
    default void a_delta_moves_what_it_names() {
        sources().insert(Samples.source(ADA, "1"));
        sources().insert(Samples.source(BOB, "1"));
        Values set = Values.of("last_executed_at", Samples.CREATED_AT).with("consecutive_failures", 0);

        save(new Advance(
                "source", "1", 1, true, Optional.of(SLOT), Optional.of(Values.of("etag", "\"x\"")), set, count(2)));

        Source moved = source();
        assertThat(moved.lastExecutedAt()).contains(Samples.CREATED_AT);
        assertThat(moved.executionCount()).isEqualTo(2);
        assertThat(moved.nextRunAt()).contains(SLOT);
        assertThat(moved.cursor().text("etag")).isEqualTo("\"x\"");
        assertThat(moved.revision()).isEqualTo(2);
        assertThat(moved.config()).isEqualTo(Samples.source(ADA, "1").config());
        assertThat(moved.tags()).containsExactly("java", "news");
        assertThat(sources().find(BOB, "1"))
                .contains(Samples.with(Source.KIND, Samples.source(BOB, "1"), "revision", 1));
    }

    /** What was moved can be asked for by its new value. */
    @Test
    default void a_moved_row_is_found_by_its_new_values() {
        sources().insert(Samples.source(ADA, "1"));

        save(
                Outcomes.scheduled("source", "1", 1, Optional.of(SLOT)),
                Outcomes.set("source", "1", Values.of("is_active", false)));

        assertThat(sources().page(ADA, Map.of("next_run_at", SLOT, "is_active", false), "", 10))
                .hasSize(1);
        assertThat(sources().page(ADA, Map.of("next_run_at", Samples.CREATED_AT), "", 10))
                .isEmpty();
        assertThat(source().revision()).as("two deltas of one run").isEqualTo(3);
    }

    /** A flag switched off, and why; a text cleared. */
    @Test
    default void a_null_clears() {
        sources().insert(Samples.source(ADA, "1"));
        save(Outcomes.set("source", "1", Values.of("disabled_reason", "401").with("last_executed_at", SLOT)));
        assertThat(source().disabledReason()).isEqualTo("401");

        save(Outcomes.set("source", "1", Values.of("disabled_reason", null).with("last_executed_at", null)));

        assertThat(source().disabledReason()).isEmpty();
        assertThat(source().lastExecutedAt()).isEmpty();
    }

    /** The last slot of a schedule, or one that ran once. */
    @Test
    default void an_empty_next_slot_clears_it() {
        sources().insert(Samples.source(ADA, "1"));

        save(Outcomes.scheduled("source", "1", 1, Optional.empty()));

        assertThat(source().nextRunAt()).isEmpty();
    }

    /** A manual run. */
    @Test
    default void a_run_may_leave_the_schedule_alone() {
        sources().insert(Samples.source(ADA, "1"));

        save(Outcomes.counted("source", "1"));

        assertThat(source().nextRunAt()).contains(Samples.CREATED_AT);
    }

    /** The edit has set the schedule anew; what the run makes of the old one is not wanted. */
    @Test
    default void after_an_edit_the_schedule_is_left_alone_and_the_rest_is_moved() {
        sources().insert(Samples.source(ADA, "1"));
        Instant edited = Instant.parse("2027-01-01T00:00:00Z");
        sources().replace(Samples.with(Source.KIND, source(), "next_run_at", edited), 1);

        Values cursor = Values.of("etag", "x");
        save(new Advance("source", "1", 1, true, Optional.of(SLOT), Optional.of(cursor), Values.empty(), count(1)));

        assertThat(source().nextRunAt()).contains(edited);
        assertThat(source().executionCount()).isEqualTo(1);
        assertThat(source().cursor()).isEqualTo(cursor);
        assertThat(source().revision()).isEqualTo(3);
    }

    /** Replaced as a whole. */
    @Test
    default void a_cursor_takes_the_place_of_the_one_before() {
        sources().insert(Samples.source(ADA, "1"));
        save(Outcomes.cursor("source", "1", Values.of("etag", "x").with("seen", java.util.List.of("1", "2"))));

        save(Outcomes.cursor("source", "1", Values.of("last_modified", "y")));

        assertThat(source().cursor()).isEqualTo(Values.of("last_modified", "y"));
    }

    /** Each kind that runs move, and an integration beside its source. */
    @Test
    default void rows_of_several_kinds_move_together() {
        stores().table(Output.KIND).insert(Samples.output(ADA, "1"));
        stores().table(Query.KIND).insert(Samples.query(ADA, "1"));
        stores().table(Integration.KIND).insert(Samples.integration(ADA, "1"));
        Advance used = new Advance(
                "integration",
                "1",
                1,
                true,
                Optional.of(SLOT),
                Optional.empty(),
                Values.of("last_used_at", SLOT),
                Map.of("consecutive_failures", 1L));

        save(Outcomes.counted("output", "1"), Outcomes.counted("query", "1"), used);

        assertThat(stores().table(Output.KIND).find(ADA, "1").map(Output::executionCount))
                .contains(1L);
        assertThat(stores().table(Query.KIND)
                        .find(ADA, "1")
                        .map(query -> query.progress().executionCount()))
                .contains(1L);
        Integration integration =
                stores().table(Integration.KIND).find(ADA, "1").orElseThrow();
        assertThat(integration.lastUsedAt()).contains(SLOT);
        assertThat(integration.consecutiveFailures()).isEqualTo(1);
        assertThat(integration.sealedCredentials().text("signing_secret")).isEqualTo("sealed");
    }

    /** A source may be removed while it runs; that it ran is logged all the same. */
    @Test
    default void a_delta_for_a_row_that_is_gone_is_left_out() {
        sources().insert(Samples.source(BOB, "gone"));
        sources().insert(Samples.source(ADA, "1"));

        save(Outcomes.counted("source", "gone"), Outcomes.counted("source", "1"));

        assertThat(sources().find(ADA, "gone")).isEmpty();
        assertThat(sources().find(BOB, "gone").map(Source::executionCount))
                .as("another owner's")
                .contains(0L);
        assertThat(source().executionCount()).isEqualTo(1);
    }

    /** Two owners, one id. */
    @Test
    default void a_delta_goes_to_the_row_of_the_runs_owner() {
        sources().insert(Samples.source(ADA, "1"));
        sources().insert(Samples.source(BOB, "1"));
        Lease lease = stores().leases().acquire("source/bob/1", LONG).orElseThrow();

        stores().save(Outcomes.of(BOB, "e1", 1, Outcomes.counted("source", "1")), lease);

        assertThat(sources().find(BOB, "1").map(Source::executionCount)).contains(1L);
        assertThat(source().executionCount()).isZero();
        assertThat(source().revision()).isEqualTo(1);
    }

    /** Eight threads, one source. */
    @Test
    default void saves_at_one_moment_lose_no_count() {
        sources().insert(Samples.source(ADA, "1"));

        Together.run(8, thread -> {
            Lease lease = stores().leases().acquire("run/" + thread, LONG).orElseThrow();
            for (int run = 0; run < 25; run++) {
                String id = thread + "/" + run;
                assertThat(stores().save(Outcomes.of(ADA, id, 1, Outcomes.counted("source", "1")), lease))
                        .isEqualTo(Saved.NOW);
            }
            return thread;
        });

        assertThat(source().executionCount()).isEqualTo(200);
        assertThat(source().revision()).isEqualTo(201);
        assertThat(stores().table(Execution.KIND).page(ADA, Map.of(), "", 1_000))
                .hasSize(200);
    }

    /** Neither the user's edit nor the count of a run is lost. */
    @Test
    default void edits_and_saves_at_one_moment_lose_nothing() {
        sources().insert(Samples.source(ADA, "1"));

        Together.run(4, thread -> {
            Lease lease = stores().leases().acquire("run/" + thread, LONG).orElseThrow();
            for (int turn = 1; turn <= 25; turn++) {
                if (thread == 0) {
                    edited("edit " + turn);
                } else {
                    stores().save(Outcomes.of(ADA, thread + "/" + turn, 1, Outcomes.counted("source", "1")), lease);
                }
            }
            return thread;
        });

        assertThat(source().executionCount()).isEqualTo(75);
        assertThat(source().name()).isEqualTo("edit 25");
        assertThat(source().revision()).isEqualTo(101);
    }

    private void edited(String name) {
        Source read = source();
        while (!sources().replace(Samples.with(Source.KIND, read, "name", name), read.revision())) {
            read = source();
        }
    }

    private static Map<String, Long> count(long runs) {
        return Map.of("execution_count", runs);
    }

    private void save(Advance... advances) {
        String id = "e"
                + stores().table(Execution.KIND).page(ADA, Map.of(), "", 1_000).size();
        Lease lease = stores().leases().acquire(id, LONG).orElseThrow();
        assertThat(stores().save(Outcomes.of(ADA, id, 1, advances), lease)).isEqualTo(Saved.NOW);
    }

    private Table<Source> sources() {
        return stores().table(Source.KIND);
    }

    private Source source() {
        return sources().find(ADA, "1").orElseThrow();
    }
}
