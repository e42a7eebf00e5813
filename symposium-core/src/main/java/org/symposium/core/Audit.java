package org.symposium.core;

import java.util.List;
import java.util.Optional;
import org.symposium.core.internal.flow.Parts;
import org.symposium.spi.Table;
import org.symposium.spi.model.AuditEntry;

/**
 * One owner's audit log: who used which credentials, when, why, and what came of it. Written by the engine only; can be read and not be changed; pruned as
 * {@link EngineBuilder#retention} says. Spec: <em>Credential Security</em>.
 */
public final class Audit {
    private final Table<AuditEntry> table;
    private final String owner;

    Audit(Parts parts, String owner) {
        this.table = parts.stores().table(AuditEntry.KIND);
        this.owner = owner;
    }

    /** The newest rows of a filter. */
    public List<AuditEntry> latest(AuditFilter filter, int limit) {
        return newest(table, owner, filter, Optional.empty(), limit);
    }

    /**
     * Older ones of the same filter.
     *
     * @param last the last row of the page before
     */
    public List<AuditEntry> before(AuditEntry last, AuditFilter filter, int limit) {
        return newest(table, owner, filter, Optional.of(last), limit);
    }

    static List<AuditEntry> newest(
            Table<AuditEntry> table, String owner, AuditFilter filter, Optional<AuditEntry> last, int limit) {
        return table.newest(
                owner, filter.equal(), "created_at", filter.since(), filter.until(), last, Rows.limit(limit));
    }
}
