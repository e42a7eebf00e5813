package org.symposium.core.internal.audit;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.symposium.core.internal.runs.Ids;
import org.symposium.spi.Stores;
import org.symposium.spi.Table;
import org.symposium.spi.model.AuditAction;
import org.symposium.spi.model.AuditActor;
import org.symposium.spi.model.AuditEntry;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.Integration;
import org.symposium.spi.model.Values;

/**
 * Notes who uses which credentials. Never after the fact alone: a use is written as {@code running} before the credentials are touched, so that a process that dies
 * with them in its hands has left a trace; how it ended is written over that. A run that the queue handed out needs no such row: if it dies, whoever takes it over
 * finds it in the queue and notes it, so its row travels in the outcome's transaction and costs none of its own. Thread-safe.
 */
public final class AuditLog {
    /** How something ended that has no status of its own. */
    public static final String SUCCESS = "success";

    /** As {@link #SUCCESS}. */
    public static final String FAILURE = "failure";

    /** It goes on, or its process has died. */
    public static final String RUNNING = "running";

    private final Table<AuditEntry> table;
    private final Ids ids;
    private final Clock clock;

    /** In these stores. */
    public AuditLog(Stores stores, Ids ids, Clock clock) {
        this.table = stores.table(AuditEntry.KIND);
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What credentials are used for.
     *
     * @param executionId the run, or a name of its own for anything else
     * @param attempt of the run; 1 for anything else
     * @param reason more of why; empty where the action says it all
     */
    public record Purpose(AuditActor actor, AuditAction action, String executionId, int attempt, String reason) {
        /** Of an attempt at a run. */
        public Purpose(AuditActor actor, AuditAction action, String executionId, int attempt) {
            this(actor, action, executionId, attempt, "");
        }

        /** Of something that is no run. */
        public static Purpose of(AuditActor actor, AuditAction action, String executionId) {
            return new Purpose(actor, action, executionId, 1);
        }

        /** Of a renewal, for this reason. */
        public static Purpose refresh(String reason, String executionId) {
            return new Purpose(AuditActor.ENGINE, AuditAction.REFRESH, executionId, 1, reason);
        }
    }

    /** A use that has begun and is written as {@code running}. */
    public final class Use {
        private final AuditEntry entry;

        private Use(AuditEntry entry) {
            this.entry = entry;
        }

        /** It ended so. */
        public void ended(String outcome, Optional<FailureKind> kind) {
            table.replace(entry.ended(outcome, kind), entry.revision());
        }

        /** It did what it was to do. */
        public void succeeded() {
            ended(SUCCESS, Optional.empty());
        }

        /** It did not. */
        public void failed(Optional<FailureKind> kind) {
            ended(FAILURE, kind);
        }
    }

    /** The row of a use that begins now; nothing is written. */
    public AuditEntry entry(Purpose purpose, Integration integration, Collection<String> fields) {
        return entry(purpose, integration, fields, clock.instant());
    }

    /** The row of a use that began at this moment; nothing is written. */
    public AuditEntry entry(Purpose purpose, Integration integration, Collection<String> fields, Instant at) {
        return new AuditEntry(
                integration.owner(),
                ids.next(),
                at,
                purpose.actor(),
                integration.id(),
                purpose.action(),
                purpose.reason(),
                List.copyOf(fields),
                purpose.executionId(),
                purpose.attempt(),
                RUNNING,
                Optional.empty(),
                0);
    }

    /** Writes a row; gives it as it stands. */
    public AuditEntry write(AuditEntry entry) {
        table.insert(entry);
        return AuditEntry.of(entry.toValues().with("revision", 1));
    }

    /** A row by its id. */
    public Optional<AuditEntry> find(String owner, String id) {
        return table.find(owner, id);
    }

    /** The row of a use that goes on after it had ended for a while, with whatever credentials there are by now; nothing is written. */
    public static AuditEntry goingOn(AuditEntry entry, Collection<String> fields) {
        var all = new LinkedHashSet<>(entry.fields());
        all.addAll(fields);
        Values row = entry.ended(RUNNING, Optional.empty()).toValues();
        return AuditEntry.of(row.with("fields", List.copyOf(all)));
    }

    /** Writes a row, over the one that stands there, if one does; gives it as it stands. */
    public AuditEntry rewrite(AuditEntry entry) {
        return entry.revision() > 0 && table.replace(entry, entry.revision())
                ? AuditEntry.of(entry.toValues().with("revision", entry.revision() + 1))
                : write(entry);
    }

    /** Writes that a use begins. */
    public Use begin(Purpose purpose, Integration integration, Collection<String> fields) {
        return new Use(write(entry(purpose, integration, fields)));
    }
}
