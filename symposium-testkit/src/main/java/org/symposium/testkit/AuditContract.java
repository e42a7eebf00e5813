package org.symposium.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.symposium.spi.Lease;
import org.symposium.spi.Outcome;
import org.symposium.spi.Stores.Saved;
import org.symposium.spi.Table;
import org.symposium.spi.model.AuditEntry;
import org.symposium.spi.model.FailureKind;

/** The audit row of a run is saved with its outcome, or not at all. */
@SuppressWarnings("MemberName") // tests are named as sentences
public interface AuditContract extends StoresFixture {
    /** In one transaction: a run is not audited without being logged. */
    @Test
    default void a_runs_audit_row_is_saved_with_its_outcome() {
        Outcome outcome = Outcomes.withAudit(Outcomes.of(ADA, "e1", 1), Samples.audit(ADA, "a1"));

        assertThat(stores().save(outcome, auditLease())).isEqualTo(Saved.NOW);

        assertThat(audit().find(ADA, "a1"))
                .contains(Samples.with(AuditEntry.KIND, Samples.audit(ADA, "a1"), "revision", 1));
    }

    /** It was written before the credentials were opened, in case the process dies. */
    @Test
    default void an_audit_row_that_stood_there_before_is_ended() {
        audit().insert(Samples.audit(ADA, "a1").ended("running", Optional.empty()));
        AuditEntry begun = audit().find(ADA, "a1").orElseThrow();
        AuditEntry ended = begun.ended("failure", Optional.of(FailureKind.NETWORK));

        assertThat(stores().save(Outcomes.withAudit(Outcomes.of(ADA, "e1", 1), ended), auditLease()))
                .isEqualTo(Saved.NOW);

        assertThat(audit().page(ADA, Map.of(), "", 10)).singleElement().satisfies(row -> {
            assertThat(row.outcome()).isEqualTo("failure");
            assertThat(row.errorKind()).contains(FailureKind.NETWORK);
            assertThat(row.revision()).isEqualTo(2);
        });
    }

    /** Runs may take longer than a short retention. */
    @Test
    default void an_audit_row_that_was_pruned_meanwhile_is_written_again() {
        AuditEntry ended = Samples.with(AuditEntry.KIND, Samples.audit(ADA, "a1"), "revision", 1);

        assertThat(stores().save(Outcomes.withAudit(Outcomes.of(ADA, "e1", 1), ended), auditLease()))
                .isEqualTo(Saved.NOW);

        assertThat(audit().find(ADA, "a1")).isPresent();
    }

    /** Neither a second time nor by who has lost the lease. */
    @Test
    default void what_is_not_saved_is_not_audited() {
        Lease lease = auditLease();
        stores().save(Outcomes.of(ADA, "e1", 1), lease);
        Outcome again = Outcomes.withAudit(Outcomes.of(ADA, "e1", 1), Samples.audit(ADA, "a1"));
        Outcome stale = Outcomes.withAudit(Outcomes.of(ADA, "e2", 1), Samples.audit(ADA, "a2"));

        assertThat(stores().save(again, lease)).isEqualTo(Saved.ALREADY);
        assertThat(stores().save(stale, new Lease("audit", lease.fence() - 1))).isEqualTo(Saved.STALE);

        assertThat(audit().page(ADA, Map.of(), "", 10)).isEmpty();
    }

    private Table<AuditEntry> audit() {
        return stores().table(AuditEntry.KIND);
    }

    private Lease auditLease() {
        return stores().leases().acquire("audit", Duration.ofMinutes(10)).orElseThrow();
    }
}
