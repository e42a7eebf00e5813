package org.symposium.core;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.symposium.spi.model.AuditAction;

/** Which rows of the audit log; {@link #all} and what is narrowed about it. Immutable. */
public final class AuditFilter {
    private static final Instant FAR_OFF = Instant.parse("9999-01-01T00:00:00Z");
    private static final AuditFilter ALL = new AuditFilter(Map.of(), Instant.EPOCH, FAR_OFF);

    private final Map<String, String> equal;
    private final Instant since;
    private final Instant until;

    private AuditFilter(Map<String, String> equal, Instant since, Instant until) {
        this.equal = Map.copyOf(equal);
        this.since = since;
        this.until = until;
    }

    /** All rows. */
    public static AuditFilter all() {
        return ALL;
    }

    /** Of one integration, which may be deleted. */
    public AuditFilter integration(String id) {
        return with("integration_id", id);
    }

    /** For one reason. */
    public AuditFilter action(AuditAction action) {
        return with("action", action.word());
    }

    /** Of one run, or of another piece of work. */
    public AuditFilter execution(String executionId) {
        return with("execution_id", executionId);
    }

    /** That ended so, such as {@code failure}; {@code running} for what goes on or has died. */
    public AuditFilter outcome(String outcome) {
        return with("outcome", outcome);
    }

    /** From this moment on. */
    public AuditFilter since(Instant from) {
        return new AuditFilter(equal, from, until);
    }

    /** Before this moment. */
    public AuditFilter until(Instant before) {
        return new AuditFilter(equal, since, before);
    }

    Map<String, String> equal() {
        return equal;
    }

    Instant since() {
        return since;
    }

    Instant until() {
        return until;
    }

    private AuditFilter with(String column, String value) {
        var more = new HashMap<>(equal);
        more.put(column, value);
        return new AuditFilter(more, since, until);
    }
}
