package org.symposium.spi;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.symposium.spi.model.Stored;

/** Rows by a moment, found by reading all of them: for stores that have no better way. */
final class NewestRows<T extends Stored> {
    private static final int PAGE = 500;

    private final String column;
    private final Comparator<T> oldestFirst;

    NewestRows(String column) {
        this.column = column;
        this.oldestFirst =
                Comparator.comparing(this::at).thenComparing(Stored::owner).thenComparing(Stored::id);
    }

    /** Those of this stretch, the newest first. */
    List<T> of(
            Table<T> table,
            String owner,
            Map<String, ?> equal,
            Instant from,
            Instant until,
            Optional<T> after,
            int limit) {
        return all(table, owner, equal).stream()
                .filter(row -> row.toValues().has(column))
                .filter(row -> !at(row).isBefore(from) && at(row).isBefore(until))
                .filter(row -> after.isEmpty() || oldestFirst.compare(row, after.get()) < 0)
                .sorted(oldestFirst.reversed())
                .limit(limit)
                .toList();
    }

    private Instant at(T row) {
        return row.toValues().instant(column);
    }

    private static <T extends Stored> List<T> all(Table<T> table, String owner, Map<String, ?> equal) {
        return owner.isEmpty()
                ? pages(last -> table.scan(equal, last, PAGE))
                : pages(last -> table.page(owner, equal, last.map(Stored::id).orElse(""), PAGE));
    }

    private static <T extends Stored> List<T> pages(Function<Optional<T>, List<T>> next) {
        var rows = new ArrayList<T>();
        List<T> page = next.apply(Optional.empty());
        while (!page.isEmpty()) {
            rows.addAll(page);
            page = page.size() < PAGE ? List.of() : next.apply(Optional.of(page.get(page.size() - 1)));
        }
        return rows;
    }
}
