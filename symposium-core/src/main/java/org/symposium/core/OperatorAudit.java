package org.symposium.core;

import java.util.List;
import java.util.Optional;
import org.symposium.core.internal.flow.Parts;
import org.symposium.spi.Table;
import org.symposium.spi.model.AuditEntry;

/** The audit log of all owners, for the operator. Can be read and not be changed. */
public final class OperatorAudit {
    private final Parts parts;
    private final Table<AuditEntry> table;

    OperatorAudit(Parts parts) {
        this.parts = parts;
        this.table = parts.stores().table(AuditEntry.KIND);
    }

    /** One owner's, newest first. */
    public Audit of(String owner) {
        return new Audit(parts, owner);
    }

    /** The newest rows of a filter, whoever's they are. */
    public List<AuditEntry> latest(AuditFilter filter, int limit) {
        return Audit.newest(table, "", filter, Optional.empty(), limit);
    }

    /**
     * Older ones of the same filter.
     *
     * @param last the last row of the page before
     */
    public List<AuditEntry> before(AuditEntry last, AuditFilter filter, int limit) {
        return Audit.newest(table, "", filter, Optional.of(last), limit);
    }
}
