package org.symposium.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symposium.testkit.StoreTime.LONG;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.symposium.spi.Lease;
import org.symposium.spi.Run;
import org.symposium.spi.model.AuditEntry;
import org.symposium.spi.model.Card;
import org.symposium.spi.model.CardFilter;
import org.symposium.spi.model.Execution;
import org.symposium.spi.model.Output;
import org.symposium.spi.model.Retention;
import org.symposium.spi.model.Source;
import org.symposium.spi.model.Status;
import org.symposium.spi.model.Values;

/** What nobody needs any more is removed, and nothing else. */
@SuppressWarnings("MemberName") // tests are named as sentences
public interface PruneContract extends StoresFixture {
    /** Log rows for 10 days and 3 of each target, deliveries for 5, what is not finished for 20, the audit log for 30. */
    Retention RETENTION = Retention.standard()
            .executionsFor(Duration.ofDays(10))
            .executionsPerTarget(3)
            .deliveriesFor(Duration.ofDays(5))
            .unfinishedFor(Duration.ofDays(20))
            .auditFor(Duration.ofDays(30));

    /** By their start. */
    @Test
    default void log_rows_of_finished_runs_go_when_they_are_old() {
        for (String owner : List.of(ADA, BOB)) {
            insert(owner, "old", "source-1", Duration.ofDays(10).plusSeconds(1), "success");
            insert(owner, "young", "source-1", Duration.ofDays(10).minusSeconds(60), "success");
        }

        assertThat(prune(10)).isEqualTo(2);

        assertThat(ids(ADA)).containsExactly("young");
        assertThat(ids(BOB)).containsExactly("young");
        assertThat(prune(10)).as("nothing is left to prune").isZero();
    }

    /** Every word that means it. */
    @Test
    default void what_is_over_goes_and_what_goes_on_stays() {
        for (Status status : Status.values()) {
            insert(ADA, status.word(), "of-" + status.word(), Duration.ofDays(11), status.word());
        }
        Execution again = execution(ADA, "tried again", "source-1", Duration.ofDays(11), "failure");
        log().insert(Samples.with(Execution.KIND, again, "next_try_at", now().plus(Duration.ofHours(1))));

        prune(100);

        assertThat(ids(ADA)).containsExactlyInAnyOrder("queued", "running", "delayed", "interrupted", "tried again");
        assertThat(log().find(ADA, "tried again").orElseThrow().nextTryAt()).isPresent();
    }

    /** The newest stay, whatever their ids; another owner's and another kind's count for themselves. */
    @Test
    default void of_each_target_the_newest_log_rows_stay() {
        for (int minutes = 1; minutes <= 5; minutes++) {
            insert(ADA, "a" + minutes, "source-1", Duration.ofMinutes(minutes), "success");
            insert(BOB, "b" + minutes, "source-1", Duration.ofMinutes(minutes), "failure");
        }
        insert(ADA, "other", "source-2", Duration.ofHours(1), "success");
        Execution output = execution(ADA, "output", "source-1", Duration.ofHours(1), "success");
        log().insert(Samples.with(Execution.KIND, output, "target_kind", "output"));

        assertThat(prune(100)).isEqualTo(4);

        assertThat(ids(ADA)).containsExactly("a1", "a2", "a3", "other", "output");
        assertThat(ids(BOB)).containsExactly("b1", "b2", "b3");
    }

    /** Though there are newer ones enough. */
    @Test
    default void a_run_that_goes_on_stays_however_many_came_after_it() {
        insert(ADA, "delayed", "source-1", Duration.ofHours(2), "delayed");
        for (int minutes = 1; minutes <= 4; minutes++) {
            insert(ADA, "a" + minutes, "source-1", Duration.ofMinutes(minutes), "success");
        }

        prune(100);

        assertThat(ids(ADA)).containsExactly("a1", "a2", "a3", "delayed");
    }

    /** A year by default: they must not stay for ever. */
    @Test
    default void what_is_not_finished_goes_when_it_is_very_old() {
        insert(ADA, "running", "source-1", Duration.ofDays(20).plusSeconds(1), "running");
        insert(ADA, "younger", "source-1", Duration.ofDays(20).minusSeconds(60), "running");
        delivery(ADA, "orphan", true);

        assertThat(stores().prune(RETENTION, now(), 10)).isEqualTo(1);
        assertThat(ids(ADA)).containsExactly("younger");
        assertThat(stores().prune(RETENTION, now().plus(Duration.ofDays(21)), 10))
                .isEqualTo(2);

        assertThat(ids(ADA)).isEmpty();
        assertThat(stores().ledger().find(ADA, "orphan")).isEmpty();
    }

    /** What was delivered is needed less long than that it was. */
    @Test
    default void deliveries_that_are_done_go_before_their_log_rows() {
        for (String owner : List.of(ADA, BOB)) {
            delivery(owner, "d1", true);
            insert(owner, "d1", "output-1", Duration.ZERO, "success");
        }
        assertThat(stores().prune(RETENTION, now().plus(Duration.ofDays(4)), 10))
                .isZero();

        assertThat(stores().prune(RETENTION, now().plus(Duration.ofDays(6)), 10))
                .isEqualTo(2);

        assertThat(stores().ledger().find(ADA, "d1")).isEmpty();
        assertThat(stores().ledger().find(BOB, "d1")).isEmpty();
        assertThat(ids(ADA)).containsExactly("d1");
    }

    /** It may be replayed as long as anybody can see that it failed. */
    @Test
    default void a_delivery_that_failed_stays_with_its_log_row() {
        delivery(ADA, "d1", true);
        insert(ADA, "d1", "output-1", Duration.ZERO, "failure");

        assertThat(stores().prune(RETENTION, now().plus(Duration.ofDays(6)), 10))
                .isZero();
        assertThat(stores().ledger().find(ADA, "d1")).isPresent();

        assertThat(stores().prune(RETENTION, now().plus(Duration.ofDays(11)), 10))
                .isEqualTo(1);
        assertThat(stores().ledger().find(ADA, "d1")).isEmpty();
    }

    /** Else it would look like one whose run never came to an end. */
    @Test
    default void a_delivery_goes_with_its_log_row() {
        delivery(ADA, "d1", true);
        delivery(BOB, "d1", true);
        insert(ADA, "d1", "output-1", Duration.ofDays(11), "success");
        insert(BOB, "d1", "output-1", Duration.ofDays(1), "success");

        assertThat(prune(10)).isEqualTo(1);

        assertThat(stores().ledger().find(ADA, "d1")).isEmpty();
        assertThat(stores().ledger().find(BOB, "d1")).as("another's").isPresent();
        Lease lease = lease();
        assertThat(stores().ledger()
                        .open(ADA, "d1", LedgerContract.FROZEN, lease)
                        .objectOrEmpty("steps")
                        .isEmpty())
                .as("its steps are gone too")
                .isTrue();
    }

    /** Nobody knows whether it was done, so nobody may do it again: not by age, not by number. */
    @Test
    default void a_delivery_with_a_step_in_doubt_stays_with_its_log_row() {
        delivery(ADA, "d1", false);
        insert(ADA, "d1", "output-1", Duration.ofDays(11), "failure");
        for (int minutes = 1; minutes <= 4; minutes++) {
            insert(ADA, "a" + minutes, "output-1", Duration.ofMinutes(minutes), "success");
        }

        assertThat(stores().prune(RETENTION, now(), 10)).isEqualTo(1);
        assertThat(ids(ADA)).containsExactly("a1", "a2", "a3", "d1");
        assertThat(stores().ledger().find(ADA, "d1")).isPresent();

        stores().prune(RETENTION, now().plus(Duration.ofDays(21)), 10);
        assertThat(stores().ledger().find(ADA, "d1")).isEmpty();
        assertThat(ids(ADA)).doesNotContain("d1");
    }

    /** The process may have died during the first attempt, and its next one must find what was sent. */
    @Test
    default void a_delivery_whose_run_never_came_to_an_end_stays() {
        delivery(ADA, "no row", true);
        delivery(ADA, "interrupted", true);
        insert(ADA, "interrupted", "output-1", Duration.ZERO, "interrupted");

        assertThat(stores().prune(RETENTION, now().plus(Duration.ofDays(19)), 10))
                .isZero();

        assertThat(stores().ledger().find(ADA, "no row")).isPresent();
        assertThat(stores().ledger().find(ADA, "interrupted")).isPresent();
    }

    /** So that nothing is locked for long. */
    @Test
    default void no_more_is_removed_at_a_time_than_was_asked_for() {
        for (int number = 0; number < 5; number++) {
            insert(ADA, "old" + number, "source-" + number, Duration.ofDays(11), "success");
            insert(BOB, "many" + number, "source-1", Duration.ofMinutes(number), "success");
            delivery(ADA, "d" + number, true);
            insert(ADA, "d" + number, "output-" + number, Duration.ZERO, "success");
        }
        Instant later = now().plus(Duration.ofDays(6));

        int removed = 0;
        int rounds = 0;
        for (int batch = 2; batch == 2; rounds++) {
            batch = stores().prune(RETENTION, later, 2);
            removed += batch;
        }

        assertThat(removed).as("5 by age, 2 by number, 5 deliveries").isEqualTo(12);
        assertThat(rounds).isEqualTo(7);
    }

    /** By age alone, every owner's, some at a time. */
    @Test
    default void rows_of_the_audit_log_go_when_they_are_old() {
        for (String owner : List.of(ADA, BOB)) {
            for (int number = 0; number < 3; number++) {
                audited(owner, "old" + number, Duration.ofDays(30).plusSeconds(1 + number));
            }
            audited(owner, "young", Duration.ofDays(30).minusSeconds(60));
        }

        assertThat(prune(4)).as("no more than was asked for").isEqualTo(4);
        assertThat(audit(ADA).size() + audit(BOB).size()).isEqualTo(4);
        assertThat(prune(4)).isEqualTo(2);

        assertThat(audit(ADA)).containsExactly("young");
        assertThat(audit(BOB)).containsExactly("young");
        assertThat(prune(4)).as("nothing is left to prune").isZero();
    }

    /** They tell of what is gone as well. */
    @Test
    default void rows_of_the_audit_log_stay_though_their_run_is_pruned() {
        AuditEntry entry =
                Samples.with(AuditEntry.KIND, Samples.audit(ADA, "a1"), "created_at", now().minus(Duration.ofDays(11)));
        stores().table(AuditEntry.KIND).insert(Samples.with(AuditEntry.KIND, entry, "execution_id", "old"));
        insert(ADA, "old", "source-1", Duration.ofDays(11), "success");

        assertThat(prune(10)).isEqualTo(1);

        assertThat(ids(ADA)).isEmpty();
        assertThat(audit(ADA)).containsExactly("a1");
    }

    /** They are their users'. And an output must not deliver a card again because it was long ago. */
    @Test
    default void cards_definitions_marks_and_what_waits_stay() {
        stores().table(Source.KIND).insert(Samples.source(ADA, "source-1"));
        stores().table(Output.KIND).insert(Samples.output(ADA, "output-1"));
        stores().cards().insert(Samples.card(ADA, "card-1", now().minus(Duration.ofDays(4_000))));
        stores().save(Outcomes.withDelivered(Outcomes.of(ADA, "e1", 1), "output-1", "card-1"), lease());
        stores().runs().put(Run.of("k", "e2", ADA, now().plus(Duration.ofDays(1_000))));

        while (stores().prune(RETENTION, now().plus(Duration.ofDays(4_000)), 10) > 0) {
            assertThat(ids(ADA)).isEmpty();
        }

        assertThat(stores().table(Source.KIND).find(ADA, "source-1")).isPresent();
        assertThat(stores().cards().choose(ADA, CardFilter.all()))
                .extracting(Card::id)
                .containsExactly("card-1");
        assertThat(stores().cards().choose(ADA, CardFilter.all().notDeliveredBy("output-1")))
                .isEmpty();
        assertThat(stores().runs().find("k")).isPresent();
    }

    /** A holder that stood still for days must not be taken for the one that holds it now. */
    @Test
    default void fences_grow_though_idle_leases_are_forgotten() {
        Lease first = lease();
        if (time().standsStill()) {
            time().letPass(Duration.ofDays(3));
        }
        stores().prune(RETENTION, now(), 10);

        Lease second = time().standsStill() ? lease() : first;

        assertThat(second.fence()).isGreaterThanOrEqualTo(first.fence());
        assertThat(second.equals(first)).isNotEqualTo(time().standsStill());
        assertThat(stores().leases().renew(first, LONG)).isNotEqualTo(time().standsStill());
    }

    private int prune(int limit) {
        return stores().prune(RETENTION, now(), limit);
    }

    private Instant now() {
        return time().now();
    }

    private org.symposium.spi.Table<Execution> log() {
        return stores().table(Execution.KIND);
    }

    private List<String> ids(String owner) {
        return log().page(owner, Map.of(), "", 1_000).stream()
                .map(Execution::id)
                .toList();
    }

    private void insert(String owner, String id, String target, Duration ago, String status) {
        log().insert(execution(owner, id, target, ago, status));
    }

    private Execution execution(String owner, String id, String target, Duration ago, String status) {
        return Execution.of(Samples.execution(owner, id)
                .toValues()
                .with("target_id", target)
                .with("started_at", now().minus(ago))
                .with("status", status));
    }

    private List<String> audit(String owner) {
        return stores().table(AuditEntry.KIND).page(owner, Map.of(), "", 1_000).stream()
                .map(AuditEntry::id)
                .toList();
    }

    private void audited(String owner, String id, Duration ago) {
        stores().table(AuditEntry.KIND)
                .insert(Samples.with(AuditEntry.KIND, Samples.audit(owner, id), "created_at", now().minus(ago)));
    }

    private void delivery(String owner, String id, boolean answered) {
        Lease lease = lease();
        stores().ledger().open(owner, id, LedgerContract.FROZEN, lease);
        stores().ledger().intend(owner, id, "message-1", "digest", Values.empty(), lease);
        if (answered) {
            stores().ledger().record(owner, id, "message-1", Values.of("id", "m-1"), lease);
        }
        stores().leases().release(lease);
    }

    private Lease lease() {
        return stores().leases().acquire("output/ada/1", LONG).orElseThrow();
    }
}
