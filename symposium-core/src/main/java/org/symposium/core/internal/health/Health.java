package org.symposium.core.internal.health;

import java.util.Optional;
import org.symposium.core.internal.runs.Events;
import org.symposium.core.internal.runs.QueueEntries;
import org.symposium.spi.Stores;
import org.symposium.spi.Table;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.Integration;
import org.symposium.spi.model.Kind;
import org.symposium.spi.model.Stored;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;

/**
 * Warns of what fails again and again, and switches it off. The count itself is moved by the runs' outcomes; whoever switches something on sets it to 0. Each
 * event is told once, since only one change of the row brings it about. Thread-safe. Spec: <em>Update Integration Status</em>.
 */
public final class Health {
    private static final String FAILURES = "consecutive_failures";
    private static final int LONGEST_REASON = 1_000;

    private final Stores stores;
    private final QueueEntries entries;
    private final Events events;
    private final Thresholds thresholds;
    private final Reachability reachability = new Reachability();

    /** Of what these stores keep. */
    public Health(Stores stores, QueueEntries entries, Events events, Thresholds thresholds) {
        this.stores = stores;
        this.entries = entries;
        this.events = events;
        this.thresholds = thresholds;
    }

    /**
     * What an attempt asked.
     *
     * @param seen the origin, if it can be told; else the one that was last seen, or the integration stands for it
     */
    public String origin(Subject subject, Optional<String> seen) {
        return reachability.origin(subject.id(), seen).orElse("integration/" + subject.integrationId());
    }

    /** An attempt got an answer of this origin, whatever it said. */
    public void answered(String origin) {
        reachability.answered(origin);
    }

    /** An attempt got no answer of this origin. */
    public void silent(String origin) {
        reachability.silent(origin);
    }

    /** Whether a run that failed for good so is one more of a source's or output's failures in a row. */
    public boolean counts(Subject subject, Verdict verdict, String origin) {
        Blame blame = Blame.of(verdict.kind(), subject);
        boolean isTargets = blame == Blame.TARGET || blame == Blame.TARGET_AT_ONCE;
        return isTargets && !(verdict.kind() == FailureKind.NETWORK && reachability.maybeOffline(origin));
    }

    /**
     * A run has failed for good, and that is saved, with the count if it {@link #counts}.
     *
     * @param details of the run, for the events
     */
    public void failed(Subject subject, Verdict verdict, boolean counted, Values details) {
        switch (Blame.of(verdict.kind(), subject)) {
            case INTEGRATION_AT_ONCE -> switchOffIntegration(subject, verdict, details);
            case TARGET_AT_ONCE -> switchOffTarget(subject, reason(verdict), details);
            case TARGET -> {
                if (counted) {
                    look(subject, verdict, details);
                }
            }
            case NOBODY -> {}
        }
    }

    private void look(Subject subject, Verdict verdict, Values details) {
        long failures = stores.table(subject.stored())
                .find(subject.owner(), subject.id())
                .map(row -> row.toValues().whole(FAILURES, 0))
                .orElse(0L);
        Values counted = details.with(FAILURES, failures);
        if (failures >= thresholds.off()) {
            String reason = "Switched off after " + failures + " runs in a row that failed, the last so: ";
            switchOffTarget(subject, reason + reason(verdict), counted);
        } else if (failures == thresholds.warn()) {
            events.tell(
                    subject.kind() + ".failing",
                    subject.owner(),
                    counted.with("suggestion", verdict.suggestion()).with("switched_off_at", thresholds.off()));
        }
    }

    private void switchOffTarget(Subject subject, String reason, Values details) {
        if (switchOff(subject.stored(), subject.owner(), subject.id(), reason, 0)) {
            entries.follow(subject.kind(), subject.owner(), subject.id(), Optional.empty());
            tell(subject.kind(), subject.owner(), reason, details);
        }
    }

    private void switchOffIntegration(Subject subject, Verdict verdict, Values details) {
        String reason = reason(verdict);
        if (switchOff(Integration.KIND, subject.owner(), subject.integrationId(), reason, 1)) {
            tell(Integration.KIND.name(), subject.owner(), reason, details);
        }
    }

    /** False if it is off already, or gone. */
    private <T extends Stored> boolean switchOff(Kind<T> kind, String owner, String id, String reason, int more) {
        Table<T> table = stores.table(kind);
        while (true) {
            Optional<T> row = table.find(owner, id);
            if (row.isEmpty() || !row.get().toValues().flag("is_active", true)) {
                return false;
            }
            Values before = row.get().toValues();
            Values off = before.with("is_active", false)
                    .with("disabled_reason", reason)
                    .with(FAILURES, before.whole(FAILURES, 0) + more)
                    .without("next_run_at");
            if (table.replace(kind.read().apply(off), row.get().revision())) {
                return true;
            }
        }
    }

    private void tell(String kind, String owner, String reason, Values details) {
        events.tell(kind + ".disabled", owner, details.with("disabled_reason", reason));
    }

    private static String reason(Verdict verdict) {
        String reason = (verdict.message() + " " + verdict.suggestion()).strip();
        int length = reason.codePointCount(0, reason.length());
        return length <= LONGEST_REASON ? reason : reason.substring(0, reason.offsetByCodePoints(0, LONGEST_REASON));
    }
}
