package org.symposium.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.symposium.core.internal.flow.Parts;
import org.symposium.spi.Table;
import org.symposium.spi.model.AuditEntry;

/** The audit log of all owners, for the operator. Can be read and not be changed. */
public final class OperatorAudit {
    private static final int PAGE = 500;

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

    /**
     * Rows of all owners, by owner and then oldest first, to go through all of them page by page. Bounds in time spare no reading here.
     *
     * @param after the last row of the page before; empty from the beginning
     */
    public List<AuditEntry> list(AuditFilter filter, Optional<AuditEntry> after, int limit) {
        var found = new ArrayList<AuditEntry>();
        Optional<AuditEntry> last = after;
        int most = Rows.limit(limit);
        while (found.size() < most) {
            List<AuditEntry> page = table.scan(filter.equal(), last, PAGE);
            page.stream().filter(filter::isWithin).limit(most - found.size()).forEach(found::add);
            if (page.size() < PAGE) {
                break;
            }
            last = Optional.of(page.get(PAGE - 1));
        }
        return List.copyOf(found);
    }
}
