package org.symposium.spi.model;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What may stand in the JSON of a {@link CardFilter}. */
final class CardFilterCheck {
    private static final List<String> NAMES = List.of(
            "card_types",
            "source_ids",
            "tags",
            "all_tags",
            "no_tags",
            "where",
            "created_from",
            "created_until",
            "include_delivered",
            "not_delivered_by",
            "view_id",
            "within",
            "sort",
            "limit");
    private static final List<String> TYPES = List.of("source", "query");
    private static final int MOST_CONDITIONS = 50;
    private static final int MOST_SORTS = 3;

    private CardFilterCheck() {}

    /** All that is wrong with it. */
    static List<Violation> check(Values json) {
        var found = new FilterFindings(json);
        found.known(NAMES);
        if (!TYPES.containsAll(found.texts("card_types"))) {
            found.add("card_types", "options", "must be of " + TYPES);
        }
        found.texts("source_ids");
        checkTags(found);
        found.objects("where", MOST_CONDITIONS, CardCondition::check);
        checkTimes(found);
        found.flag("include_delivered");
        found.text("not_delivered_by", false, 255);
        found.text("view_id", false, 255);
        found.objects("sort", MOST_SORTS, CardSort::check);
        checkLimit(json.at("limit"), found);
        checkWithin(json.at("within"), json, found);
        return found.all();
    }

    private static void checkTags(FilterFindings found) {
        var wanted = new ArrayList<>(found.texts("tags"));
        List<String> all = found.texts("all_tags");
        List<String> none = found.texts("no_tags");
        boolean leavesNone = !wanted.isEmpty() && none.containsAll(wanted);
        if (leavesNone || all.stream().anyMatch(none::contains)) {
            found.add("no_tags", "conflict", "must not exclude what tags or all_tags ask for");
        }
    }

    private static void checkTimes(FilterFindings found) {
        Optional<FilterTime> from = found.time("created_from");
        Optional<FilterTime> until = found.time("created_until");
        if (from.isPresent() && until.isPresent() && from.get().leavesNothingBefore(until.get())) {
            found.add("created_until", "conflict", "must be later than created_from");
        }
    }

    private static void checkLimit(@Nullable Object limit, FilterFindings found) {
        if (limit == null) {
            return;
        }
        if (!(limit instanceof Number number)) {
            found.add("limit", "type", "must be a whole number");
            return;
        }
        var exact = new BigDecimal(number.toString());
        if (exact.compareTo(BigDecimal.ONE) < 0 || exact.compareTo(BigDecimal.valueOf(CardFilter.MOST)) > 0) {
            found.add("limit", "range", "must be from 1 to " + CardFilter.MOST);
        } else if (exact.stripTrailingZeros().scale() > 0) {
            found.add("limit", "type", "must be a whole number");
        }
    }

    /** One filter within another is all there is: a view builds on no other view. */
    private static void checkWithin(@Nullable Object within, Values json, FilterFindings found) {
        if (within == null) {
            return;
        }
        if (!(within instanceof Map<?, ?>)) {
            found.add("within", "type", "must be a filter");
            return;
        }
        Values outer = json.object("within");
        for (String name : List.of("within", "view_id", "not_delivered_by")) {
            if (outer.has(name)) {
                found.add("within." + name, "unsupported", "is not possible within another filter");
            }
        }
        if (!outer.has("within")) {
            found.within("within", check(outer));
        }
    }
}
