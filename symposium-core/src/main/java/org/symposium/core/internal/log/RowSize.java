package org.symposium.core.internal.log;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.symposium.spi.model.Values;

/**
 * Keeps a log row within {@value #MOST_BYTES} bytes of JSON: each part has its own limit, and where they are too much together, parts become shorter in turn, what
 * tells least first. The row says what was cut in {@code cut}.
 */
public final class RowSize {
    /** Most bytes of a row as JSON in UTF-8. */
    public static final int MOST_BYTES = 64 * 1024;

    private static final int MOST_NOTICES = 50;
    private static final int MOST_CONFIRMATION_BYTES = 16 * 1024;
    private static final String CONFIRMATION = "delivery_confirmation";

    private static final List<Reduction> ALWAYS = List.of(
            text("result_summary", 1_000),
            text("error_message", 2_000),
            detail("suggestion", 2_000),
            detail("trace", 24 * 1024),
            new Reduction(CONFIRMATION, RowSize::boundedConfirmation));

    private static final List<Reduction> IF_TOO_LARGE = List.of(
            detail("trace", 4 * 1024),
            new Reduction("error_details.sources", row -> sources(row, RowSize::withoutTraces)),
            new Reduction("requests", row -> newest(row, "requests", 10)),
            new Reduction("notices", row -> first(row, "notices", 5)),
            new Reduction("attempts", row -> newest(row, "attempts", 5)),
            new Reduction(CONFIRMATION, RowSize::shortConfirmation),
            new Reduction("requests", row -> row.without("requests")),
            new Reduction("notices", row -> row.without("notices")),
            new Reduction("attempts", row -> row.without("attempts")),
            detail("trace", 500),
            new Reduction(
                    "error_details.sources", row -> sources(row, all -> all.subList(0, Math.min(20, all.size())))));

    private RowSize() {}

    /** One way to make a row smaller; gives the same row where there is nothing to do. */
    private record Reduction(String part, UnaryOperator<Values> reduce) {}

    /** The row, or as much of it as may be kept. */
    public static Values fit(Values row) {
        var cut = new LinkedHashSet<String>();
        Values fitting = row;
        for (Reduction reduction : ALWAYS) {
            fitting = reduced(fitting, reduction, cut);
        }
        for (Reduction reduction : IF_TOO_LARGE) {
            fitting = isTooLarge(fitting) ? reduced(fitting, reduction, cut) : fitting;
        }
        return cut.isEmpty() ? fitting : fitting.with("cut", cut);
    }

    private static Values reduced(Values row, Reduction reduction, Set<String> cut) {
        Values reduced = reduction.reduce().apply(row);
        if (reduced.equals(row)) {
            return row;
        }
        cut.add(reduction.part());
        return reduced;
    }

    /** Leaves room for the list of what was cut. */
    private static boolean isTooLarge(Values row) {
        return CutText.bytes(row.toJson()) > MOST_BYTES - 200;
    }

    private static Reduction text(String name, int mostBytes) {
        return new Reduction(name, row -> row.has(name) ? row.with(name, CutText.to(row.text(name), mostBytes)) : row);
    }

    private static Reduction detail(String name, int mostBytes) {
        return new Reduction("error_details." + name, row -> {
            Values details = row.objectOrEmpty("error_details");
            return details.has(name)
                    ? row.with("error_details", details.with(name, CutText.to(details.text(name), mostBytes)))
                    : row;
        });
    }

    /** What the sources of a query failed by. */
    private static Values sources(Values row, UnaryOperator<List<Values>> reduce) {
        Values details = row.objectOrEmpty("error_details");
        return details.has("sources")
                ? row.with("error_details", details.with("sources", reduce.apply(details.list("sources"))))
                : row;
    }

    private static List<Values> withoutTraces(List<Values> sources) {
        return sources.stream()
                .map(source -> source.without("trace").without("request"))
                .toList();
    }

    private static Values newest(Values row, String name, int most) {
        List<Values> all = row.list(name);
        return all.size() <= most ? row : row.with(name, all.subList(all.size() - most, all.size()));
    }

    private static Values first(Values row, String name, int most) {
        List<String> all = row.texts(name);
        return all.size() <= most ? row : row.with(name, all.subList(0, most));
    }

    private static Values boundedConfirmation(Values row) {
        Values confirmation = row.objectOrEmpty(CONFIRMATION);
        return CutText.bytes(confirmation.toJson()) <= MOST_CONFIRMATION_BYTES ? row : shortConfirmation(row);
    }

    /** What a delivery's result always has; links and whatever else a handler added are left out. */
    private static Values shortConfirmation(Values row) {
        Values confirmation = row.objectOrEmpty(CONFIRMATION);
        Values kept = Values.empty();
        for (String name : List.of("success", "delivery_id", "recipients_count", "scheduled_for")) {
            Object value = confirmation.at(name);
            if (value instanceof String text) {
                kept = kept.with(name, CutText.to(text, 500));
            } else if (value instanceof Boolean || value instanceof Long) {
                kept = kept.with(name, value);
            }
        }
        return row.has(CONFIRMATION) ? row.with(CONFIRMATION, kept) : row;
    }

    /** The notices to keep of many, each of bounded length; the last one says how many were left out. */
    public static List<String> notices(List<String> all) {
        var kept = new ArrayList<String>();
        all.stream().limit(MOST_NOTICES).forEach(notice -> kept.add(CutText.to(notice, 500)));
        if (all.size() > MOST_NOTICES) {
            kept.add((all.size() - MOST_NOTICES) + " more notices were left out.");
        }
        return List.copyOf(kept);
    }
}
