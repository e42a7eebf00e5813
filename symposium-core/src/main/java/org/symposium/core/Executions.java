package org.symposium.core;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.symposium.core.internal.flow.Parts;
import org.symposium.spi.Table;
import org.symposium.spi.model.Execution;
import org.symposium.spi.model.NotFoundException;

/**
 * One owner's execution log. Written by runs only; pruned as {@link EngineBuilder#retention} says. {@link Execution#toValues} is a run's JSON. Spec: <em>Log
 * Execution</em>.
 */
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

    /** The newest runs of a filter, by their start. */
    public List<Execution> list(ExecutionFilter filter, int limit) {
        return newest(table, owner, filter, Optional.empty(), limit);
    }

    /**
     * Older ones of the same filter.
     *
     * @param last the last run of the page before
     */
    public List<Execution> list(ExecutionFilter filter, Execution last, int limit) {
        return newest(table, owner, filter, Optional.of(last), limit);
    }

    /** The newest runs of all, by their ids: by when they were put into the queue, where they were. */
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

    static List<Execution> newest(
            Table<Execution> table, String owner, ExecutionFilter filter, Optional<Execution> last, int limit) {
        return table.newest(
                owner, filter.equal().asMap(), "started_at", filter.from(), filter.until(), last, Rows.limit(limit));
    }
}
