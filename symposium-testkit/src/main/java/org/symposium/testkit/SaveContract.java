package org.symposium.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symposium.testkit.StoreTime.LONG;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.symposium.spi.Lease;
import org.symposium.spi.Outcome;
import org.symposium.spi.Stores.Saved;
import org.symposium.spi.Table;
import org.symposium.spi.model.CardFilter;
import org.symposium.spi.model.Execution;
import org.symposium.spi.model.Output;
import org.symposium.spi.model.Source;

/** The atomic save of what came of a run: once, only by who holds the lease, all or nothing. */
@SuppressWarnings("MemberName") // tests are named as sentences
public interface SaveContract extends StoresFixture {
    /** All parts of an outcome. */
    @Test
    default void a_save_writes_all_that_came_of_the_run() {
        stores().table(Source.KIND).insert(Samples.source(ADA, "source-1"));
        Lease lease = lease("source/ada/source-1");

        assertThat(stores().save(run("e1", 1), lease)).isEqualTo(Saved.NOW);

        assertThat(stores().table(Execution.KIND).find(ADA, "e1").map(Execution::resultSummary))
                .contains("2 items");
        assertThat(stores().cards().find(ADA, "card-e1").orElseThrow().content())
                .isEqualTo("- One\n- Two\n");
        assertThat(stores().cards().find(ADA, "card-e1").orElseThrow().revision())
                .isEqualTo(1);
        assertThat(source().executionCount()).isEqualTo(1);
        assertThat(source().revision()).isEqualTo(2);
    }

    /** The answer to a commit may be lost: the engine asks again. */
    @Test
    default void the_same_attempt_is_saved_once() {
        stores().table(Source.KIND).insert(Samples.source(ADA, "source-1"));
        Lease lease = lease("source/ada/source-1");
        stores().save(run("e1", 1), lease);

        assertThat(stores().save(run("e1", 1), lease)).isEqualTo(Saved.ALREADY);

        assertThat(source().executionCount()).isEqualTo(1);
        assertThat(source().revision()).isEqualTo(2);
    }

    /** Another attempt of a run goes into the same log row. */
    @Test
    default void another_attempt_replaces_the_log_row() {
        stores().table(Source.KIND).insert(Samples.source(ADA, "source-1"));
        Lease lease = lease("source/ada/source-1");
        Execution failed = Samples.with(Execution.KIND, Samples.execution(ADA, "e1"), "status", "failure");
        failed = Samples.with(Execution.KIND, failed, "error_kind", "network");
        stores().save(
                        new Outcome("e1", 1, ADA, failed, Optional.empty(), java.util.List.of(), Optional.empty()),
                        lease);

        assertThat(stores().save(run("e1", 2), lease)).isEqualTo(Saved.NOW);

        Execution row = stores().table(Execution.KIND).find(ADA, "e1").orElseThrow();
        assertThat(row.toValues().text("status")).isEqualTo("success");
        assertThat(row.toValues().has("error_kind")).isFalse();
        assertThat(source().executionCount()).isEqualTo(1);
    }

    /** What was written when the run began. */
    @Test
    default void a_log_row_that_stood_there_before_is_replaced() {
        Table<Execution> log = stores().table(Execution.KIND);
        log.insert(Samples.with(Execution.KIND, Samples.execution(ADA, "e1"), "status", "running"));

        assertThat(stores().save(Outcomes.of(ADA, "e1", 1), lease("k"))).isEqualTo(Saved.NOW);

        assertThat(log.find(ADA, "e1").orElseThrow().toValues().text("status")).isEqualTo("success");
    }

    /** An execution id is its owner's. */
    @Test
    default void the_same_execution_id_of_two_owners_is_two_runs() {
        stores().save(Outcomes.of(ADA, "e1", 1), lease("a"));

        assertThat(stores().save(Outcomes.of(BOB, "e1", 1), lease("b"))).isEqualTo(Saved.NOW);

        assertThat(stores().table(Execution.KIND).find(ADA, "e1")).isPresent();
        assertThat(stores().table(Execution.KIND).find(BOB, "e1")).isPresent();
    }

    /** Nothing half-written. */
    @Test
    default void a_run_whose_lease_another_took_writes_nothing() {
        stores().table(Source.KIND).insert(Samples.source(ADA, "source-1"));
        stores().table(Output.KIND).insert(Samples.output(ADA, "output-1"));
        stores().cards().insert(Samples.card(ADA, "card-0"));
        Lease old = stolen("source/ada/source-1");

        Outcome outcome = Outcomes.withDelivered(run("e1", 1), "output-1", "card-0");
        assertThat(stores().save(outcome, old)).isEqualTo(Saved.STALE);

        assertThat(stores().table(Execution.KIND).find(ADA, "e1")).isEmpty();
        assertThat(stores().cards().find(ADA, "card-e1")).isEmpty();
        assertThat(source()).isEqualTo(Samples.with(Source.KIND, Samples.source(ADA, "source-1"), "revision", 1));
        assertThat(stores().cards().choose(ADA, CardFilter.all().notDeliveredBy("output-1")))
                .hasSize(1);
    }

    /** Told as it is: the run is finished, whoever holds the lease now. */
    @Test
    default void already_wins_over_stale() {
        Lease old = lease("k", time().brief());
        stores().save(Outcomes.of(ADA, "e1", 1), old);
        time().letPass(time().brief());
        lease("k");

        assertThat(stores().save(Outcomes.of(ADA, "e1", 1), old)).isEqualTo(Saved.ALREADY);
        assertThat(stores().save(Outcomes.of(ADA, "e1", 2), old)).isEqualTo(Saved.STALE);
    }

    /** A slow run that nobody has replaced is not thrown away. */
    @Test
    default void a_lease_that_ran_out_saves_while_nobody_else_took_it() {
        Lease lease = lease("k", time().brief());
        time().letPass(time().brief());

        assertThat(stores().save(Outcomes.of(ADA, "e1", 1), lease)).isEqualTo(Saved.NOW);
    }

    private Outcome run(String executionId, int attempt) {
        Outcome counted = Outcomes.of(ADA, executionId, attempt, Outcomes.counted("source", "source-1"));
        return Outcomes.withCard(counted, Samples.card(ADA, "card-" + executionId));
    }

    private Source source() {
        return stores().table(Source.KIND).find(ADA, "source-1").orElseThrow();
    }

    private Lease stolen(String key) {
        Lease old = lease(key, time().brief());
        time().letPass(time().brief());
        lease(key);
        return old;
    }

    private Lease lease(String key) {
        return lease(key, LONG);
    }

    private Lease lease(String key, Duration ttl) {
        return stores().leases().acquire(key, ttl).orElseThrow();
    }
}
