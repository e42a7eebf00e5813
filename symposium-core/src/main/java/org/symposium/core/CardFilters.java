package org.symposium.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Violation;

/** What a user may write into an output's or a view's filter. */
final class CardFilters {
    private static final Set<String> LISTS = Set.of("card_types", "source_ids", "tags");
    private static final long MOST = 1_000;

    private CardFilters() {}

    /** Throws with all violations if the filter is wrong. */
    static void check(Values filter) {
        var violations = new ArrayList<Violation>();
        for (String name : filter.names()) {
            if (LISTS.contains(name)) {
                checkList(filter, name, violations);
            } else if (name.equals("limit")) {
                checkLimit(filter, violations);
            } else {
                violations.add(new Violation(
                        "filter." + name,
                        "unknown_field",
                        "is not known; there are card_types, source_ids, tags and limit"));
            }
        }
        InvalidInputException.throwIfAny(violations);
    }

    private static void checkList(Values filter, String name, List<Violation> violations) {
        try {
            if (filter.texts(name).isEmpty()) {
                violations.add(new Violation("filter." + name, "min_items", "must name at least one, or be left out"));
            }
        } catch (InvalidInputException e) {
            e.violations().forEach(violation -> violations.add(violation.within("filter")));
        }
    }

    private static void checkLimit(Values filter, List<Violation> violations) {
        try {
            long limit = filter.whole("limit");
            if (limit < 1 || limit > MOST) {
                violations.add(new Violation("filter.limit", "range", "must be from 1 to " + MOST));
            }
        } catch (InvalidInputException e) {
            e.violations().forEach(violation -> violations.add(violation.within("filter")));
        }
    }
}
