package org.symposium.core;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.symposium.core.internal.flow.Parts;
import org.symposium.spi.Table;
import org.symposium.spi.model.Execution;
import org.symposium.spi.model.NotFoundException;

/** One owner's execution log. Written by runs only. Spec: <em>Log Execution</em>. */
public final class Executions {
    private final Table<Execution> table;
    private final String owner;

    Executions(Parts parts, String owner) {
        this.table = parts.stores().table(Execution.KIND);
        this.owner = owner;
    }

    /** One run. */
    public Optional<Execution> find(String executionId) {
        return table.find(owner, executionId);
    }

    /**
     * One run.
     *
     * @throws NotFoundException when there is none
     */
    public Execution get(String executionId) {
        return find(executionId).orElseThrow(() -> new NotFoundException("execution", executionId));
    }

    /** The newest runs of all. */
    public List<Execution> latest(int limit) {
        return table.latest(owner, Map.of(), "", Rows.limit(limit));
    }

    /** The newest runs of one source, output or query. */
    public List<Execution> latestOf(String targetId, int limit) {
        return table.latest(owner, Map.of("target_id", targetId), "", Rows.limit(limit));
    }

    /** Older ones, after the last run of a page. */
    public List<Execution> before(String executionId, int limit) {
        return table.latest(owner, Map.of(), executionId, Rows.limit(limit));
    }
}
