package org.symposium.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.symposium.soak.FaultProxy.Cut;

/** Cuts at the n-th request that belongs to a run, from its claim to where its entry leaves the queue. What a node asks all the time anyhow does not count. */
final class CutPlan implements FaultProxy.Cuts {
    private static final Pattern CLAIM = Pattern.compile(
            "(?s)\\s*update symposium_scheduled_tasks .*returning.*|" + "(?s)\\s*with .*symposium_scheduled_tasks.*",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern OF_THE_NODE = Pattern.compile(
            "(?s)select .*from symposium_scheduled_tasks where (task_name in|.*picked = ).*|.*last_heartbeat = .*picked.*|select clock_timestamp.*|SHOW .*|SET (?!local).*",
            Pattern.CASE_INSENSITIVE);

    private final int at;
    private final Cut how;
    private final List<String> seen = new ArrayList<>();
    private boolean armed;
    private boolean claimed;

    /**
     * A plan.
     *
     * @param at from 1; 0 to cut nothing
     */
    CutPlan(int at, Cut how) {
        this.at = at;
        this.how = how;
    }

    /** Counts from now on. */
    synchronized void arm() {
        armed = true;
    }

    /** The requests that counted. */
    synchronized List<String> seen() {
        return List.copyOf(seen);
    }

    /** What was cut, if it has come to that. */
    synchronized String cut() {
        return at > 0 && seen.size() >= at ? seen.get(at - 1) : "nothing";
    }

    Cut how() {
        return how;
    }

    synchronized boolean isDone() {
        return at == 0 || seen.size() >= at;
    }

    @Override
    public synchronized Cut at(List<String> statements) {
        String request = String.join("; ", statements);
        if (!armed || request.isBlank() || !counts(request)) {
            return Cut.NOT;
        }
        seen.add(request);
        return seen.size() == at ? how : Cut.NOT;
    }

    private boolean counts(String request) {
        if (CLAIM.matcher(request).matches()) {
            boolean isFirst = !claimed;
            claimed = true;
            return isFirst;
        }
        return !OF_THE_NODE.matcher(request).matches();
    }
}
