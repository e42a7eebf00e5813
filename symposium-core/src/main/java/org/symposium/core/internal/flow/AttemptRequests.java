package org.symposium.core.internal.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.symposium.spi.model.Execution;
import org.symposium.spi.model.Values;

/**
 * What one attempt has sent, as its log row shows it, from before it was put back too: a delivery goes on where it was, so its requests are one row's. Of many the
 * first 10 and the last 40, with the last 4 beginnings of answers, as on the road.
 */
final class AttemptRequests {
    private static final String REQUESTS = "requests";
    private static final String COUNT = "request_count";
    private static final String EXCERPT = "response_excerpt";
    private static final int FIRST = 10;
    private static final int MOST = 50;
    private static final int MOST_EXCERPTS = 4;

    private AttemptRequests() {}

    /** What the row has of this attempt already. */
    static Values before(Optional<Execution> row, int attempt) {
        return of(row, attempt, List.of(), 0);
    }

    /**
     * All of it.
     *
     * @param row as it stood before; what another attempt has sent is not of this one
     * @param now what was sent since then
     * @param count how many that were
     */
    static Values of(Optional<Execution> row, int attempt, List<Values> now, long count) {
        Values before = row.filter(ExecutionLog::isUnsaved)
                .map(Execution::toValues)
                .filter(values -> values.whole("attempt", 1) == attempt)
                .orElse(Values.empty());
        List<Values> all = joined(before.list(REQUESTS), now);
        long sum = before.whole(COUNT, 0) + count;
        Values requests = all.isEmpty() ? Values.empty() : Values.of(REQUESTS, all);
        return sum == 0 ? requests : requests.with(COUNT, sum);
    }

    private static List<Values> joined(List<Values> before, List<Values> now) {
        var all = new ArrayList<Values>(before);
        all.addAll(now);
        if (all.size() > MOST) {
            all.subList(FIRST, all.size() - MOST + FIRST).clear();
        }
        int excerpts = 0;
        for (int at = all.size() - 1; at >= 0; at--) {
            excerpts += all.get(at).has(EXCERPT) ? 1 : 0;
            if (excerpts > MOST_EXCERPTS) {
                all.set(at, all.get(at).without(EXCERPT));
            }
        }
        return all;
    }
}
