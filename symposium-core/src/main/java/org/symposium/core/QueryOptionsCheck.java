package org.symposium.core;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.symposium.core.internal.log.DurationWords;
import org.symposium.spi.model.Violation;

/** Checks the numbers and durations of a query. */
final class QueryOptionsCheck {
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private QueryOptionsCheck() {}

    /**
     * What is wrong.
     *
     * @param longest most time that the sources may take together
     */
    static List<Violation> of(QueryDraft draft, Duration longest) {
        var violations = new ArrayList<Violation>();
        draft.deadline()
                .filter(deadline -> deadline.compareTo(SHORTEST) < 0 || deadline.compareTo(longest) > 0)
                .ifPresent(deadline -> violations.add(new Violation(
                        "config.deadline",
                        "range",
                        "must be from " + DurationWords.of(SHORTEST) + " to " + DurationWords.of(longest))));
        int most = draft.sourceIds().size();
        if (draft.minimumSources() < 1 || draft.minimumSources() > Math.max(1, most)) {
            violations.add(
                    new Violation("config.min_sources", "range", "must be from 1 to the number of sources, " + most));
        }
        draft.lastGood()
                .filter(age -> age.isNegative() || age.isZero())
                .ifPresent(age -> violations.add(
                        new Violation("config.last_good_max_age", "min", "must be longer than nothing")));
        return violations;
    }
}
