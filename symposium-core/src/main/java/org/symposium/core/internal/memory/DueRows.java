package org.symposium.core.internal.memory;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.symposium.spi.model.Kind;
import org.symposium.spi.model.Stored;

/** Which rows have a slot that has come. */
final class DueRows {
    private static final String NEXT_RUN_AT = "next_run_at";
    private static final Comparator<Due<?>> ORDER = Comparator.<Due<?>, Instant>comparing(Due::at)
            .thenComparing(Due::owner)
            .thenComparing(Due::id);

    private DueRows() {}

    /** See {@link org.symposium.spi.Table#due}. */
    static <T extends Stored> List<T> of(
            Kind<T> kind, Stream<StoredRow<T>> rows, Instant by, Optional<T> after, int limit) {
        StoredRow.wanted(kind, Map.of(NEXT_RUN_AT, by));
        var active = StoredRow.wanted(kind, Map.of("is_active", true));
        Optional<Due<T>> last = after.flatMap(row -> due(new StoredRow<>(kind, row)));
        return rows.filter(stored -> stored.matches(active))
                .flatMap(stored -> due(stored).stream())
                .filter(due -> !due.at().isAfter(by))
                .filter(due -> last.isEmpty() || ORDER.compare(due, last.get()) > 0)
                .sorted(ORDER)
                .limit(limit)
                .map(Due::row)
                .toList();
    }

    private static <T extends Stored> Optional<Due<T>> due(StoredRow<T> stored) {
        return stored.moment(NEXT_RUN_AT).map(at -> new Due<>(stored.row(), at));
    }

    private record Due<T extends Stored>(T row, Instant at) {
        String owner() {
            return row.owner();
        }

        String id() {
            return row.id();
        }
    }
}
