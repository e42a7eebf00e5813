package org.symposium.jdbc;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.symposium.spi.model.Column;
import org.symposium.spi.model.Values;

/** Conditions that must all be met, and the values of their parameters. */
final class Where {
    private final List<String> conditions = new ArrayList<>();
    private final List<@Nullable Object> values = new ArrayList<>();

    /** One more condition. Its text is ours; what comes from outside is a parameter. */
    Where and(String condition, Object... parameters) {
        conditions.add(condition);
        values.addAll(List.of(parameters));
        return this;
    }

    /** The same conditions, for more to be added. */
    Where copy() {
        var copy = new Where();
        copy.conditions.addAll(conditions);
        copy.values.addAll(values);
        return copy;
    }

    /** A column (of the kind, and no other) has this value; {@code null}: has none. */
    void equal(RowShape<?> shape, String name, @Nullable Object value) {
        Column column = shape.column(name);
        if (column.type() == Column.Type.JSON) {
            throw new IllegalArgumentException("'" + name + "' holds JSON, which can't be asked for");
        }
        if (value == null) {
            and(shape.quoted(column) + " is null");
        } else {
            and(shape.quoted(column) + " = ?", RowShape.stored(column, Values.of(name, value)));
        }
    }

    /** {@code ?, ?, ?}. */
    static String places(Collection<?> parameters) {
        return String.join(", ", Collections.nCopies(parameters.size(), "?"));
    }

    String sql() {
        return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    }

    @Nullable
    Object[] valuesAnd(Object last) {
        var all = new ArrayList<>(values);
        all.add(last);
        return all.toArray();
    }
}
