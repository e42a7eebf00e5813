package org.symposium.core;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.symposium.core.internal.flow.Parts;
import org.symposium.spi.Table;
import org.symposium.spi.model.AuditEntry;

/**
 * One owner's audit log: who used which credentials, when, why, and what came of it. Written by the engine only; can be read and not be changed. Spec: <em>Credential
 * Security</em>.
 */
public final class Audit {
    private static final int PAGE = 500;
    /** Ids are ordered by time, but for clocks of several nodes and for a clock that was set back: rows within this of a bound are looked at one by one. */
    private static final Duration BLUR = Duration.ofMinutes(10);

    private final Table<AuditEntry> table;
    private final String owner;

    Audit(Parts parts, String owner) {
        this.table = parts.stores().table(AuditEntry.KIND);
        this.owner = owner;
    }

    /** The newest rows. */
    public List<AuditEntry> latest(AuditFilter filter, int limit) {
        return rows(filter, "", Rows.limit(limit));
    }

    /** Older ones, behind the last row of a page. */
    public List<AuditEntry> before(AuditEntry last, AuditFilter filter, int limit) {
        return rows(filter, last.id(), Rows.limit(limit));
    }

    private List<AuditEntry> rows(AuditFilter filter, String before, int limit) {
        var found = new ArrayList<AuditEntry>();
        String from = earlier(before, filter.end().map(end -> firstIdOf(end.plus(BLUR))));
        int size = Math.min(PAGE, limit);
        while (found.size() < limit) {
            List<AuditEntry> page = table.latest(owner, filter.equal(), from, size);
            page.stream().filter(filter::isWithin).limit(limit - found.size()).forEach(found::add);
            if (page.size() < size || isBehind(page.get(size - 1), filter)) {
                break;
            }
            from = page.get(size - 1).id();
        }
        return List.copyOf(found);
    }

    private static boolean isBehind(AuditEntry entry, AuditFilter filter) {
        return !filter.since().equals(Instant.MIN)
                && entry.createdAt().isBefore(filter.since().minus(BLUR));
    }

    private static String earlier(String before, Optional<String> end) {
        return end.filter(id -> before.isEmpty() || id.compareTo(before) < 0).orElse(before);
    }

    /** What the ids of rows begin with that were made at this moment (RFC 9562, version 7: 48 bits of milliseconds). */
    private static String firstIdOf(Instant moment) {
        String digits = String.format(Locale.ROOT, "%012x", Math.max(0, moment.toEpochMilli()));
        return digits.substring(0, 8) + "-" + digits.substring(8);
    }
}
