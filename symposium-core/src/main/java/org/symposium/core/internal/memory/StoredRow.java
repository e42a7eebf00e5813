package org.symposium.core.internal.memory;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.symposium.spi.model.Column;
import org.symposium.spi.model.Kind;
import org.symposium.spi.model.Stored;
import org.symposium.spi.model.Values;

/** A row as it stands. Its columns are read when they are first asked for, since most rows are only found by id. */
final class StoredRow<T extends Stored> {
    private final Kind<T> kind;
    private final T row;
    private final @Nullable Values stored;
    private volatile @Nullable Map<String, Object> columns;

    StoredRow(Kind<T> kind, T row) {
        this(kind, row, null);
    }

    private StoredRow(Kind<T> kind, T row, @Nullable Values stored) {
        this.kind = kind;
        this.row = row;
        this.stored = stored;
    }

    /** A row that was moved keeps its stored form: it will be moved again, and making the form anew is what costs most of that. */
    static <T extends Stored> StoredRow<T> moved(Kind<T> kind, Values stored) {
        return new StoredRow<>(kind, kind.read().apply(stored), stored);
    }

    Kind<T> kind() {
        return kind;
    }

    Values stored() {
        return stored == null ? row.toValues() : stored;
    }

    T row() {
        return row;
    }

    boolean matches(Map<String, @Nullable Object> equal) {
        if (equal.isEmpty()) {
            return true;
        }
        Map<String, Object> mine = columns();
        for (var wanted : equal.entrySet()) {
            Object value = mine.get(wanted.getKey());
            if (value == null ? wanted.getValue() != null : !value.equals(wanted.getValue())) {
                return false;
            }
        }
        return true;
    }

    /** What a column of moments holds. */
    Optional<Instant> moment(String name) {
        return Optional.ofNullable((Instant) columns().get(name));
    }

    /**
     * What is asked for, in the form that columns have.
     *
     * @throws IllegalArgumentException when the kind has no such column, or it is not one to ask by
     */
    static Map<String, @Nullable Object> wanted(Kind<?> kind, Map<String, ?> equal) {
        if (equal.isEmpty()) {
            return Map.of();
        }
        var wanted = new HashMap<String, @Nullable Object>();
        equal.forEach((name, value) -> {
            Column column = kind.columns().stream()
                    .filter(each -> each.name().equals(name) && each.type() != Column.Type.JSON)
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "rows of kind '" + kind.name() + "' can't be asked for by '" + name + "'"));
            wanted.put(name, value(column, Values.of(name, value)));
        });
        return wanted;
    }

    private Map<String, Object> columns() {
        Map<String, Object> known = columns;
        if (known == null) {
            known = read();
            columns = known;
        }
        return known;
    }

    private Map<String, Object> read() {
        Values values = stored();
        var read = new HashMap<String, Object>();
        for (Column column : kind.columns()) {
            Object value = value(column, values);
            if (value != null) {
                read.put(column.name(), value);
            }
        }
        return read;
    }

    private static @Nullable Object value(Column column, Values values) {
        String name = column.name();
        if (!values.has(name)) {
            return null;
        }
        return switch (column.type()) {
            case TEXT -> values.text(name);
            case WHOLE -> values.whole(name);
            case FLAG -> values.flag(name);
            case INSTANT -> values.instant(name);
            case JSON -> null; // nobody asks by it
        };
    }
}
