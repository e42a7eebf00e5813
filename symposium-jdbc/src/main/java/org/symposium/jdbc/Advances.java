package org.symposium.jdbc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.symposium.spi.Advance;
import org.symposium.spi.model.Card;
import org.symposium.spi.model.Column;
import org.symposium.spi.model.Execution;
import org.symposium.spi.model.Integration;
import org.symposium.spi.model.Kind;
import org.symposium.spi.model.Output;
import org.symposium.spi.model.Query;
import org.symposium.spi.model.RegisteredType;
import org.symposium.spi.model.Source;
import org.symposium.spi.model.View;

/** Moves rows forward by deltas, each in one statement, so that nothing has to be read and nobody's edit is overwritten. */
final class Advances {
    private static final String NEXT_RUN_AT = "next_run_at";
    private static final String CURSOR = "cursor";

    private final Map<String, RowShape<?>> shapes;

    Advances(Database database) {
        Stream<Kind<?>> kinds = Stream.of(
                RegisteredType.KIND,
                Integration.KIND,
                Source.KIND,
                Output.KIND,
                Query.KIND,
                View.KIND,
                Card.KIND,
                Execution.KIND);
        this.shapes = kinds.collect(Collectors.toMap(Kind::name, kind -> new RowShape<>(kind, database)));
    }

    /** Does nothing when the row is gone. */
    void write(Transaction transaction, String owner, Advance advance) {
        RowShape<?> shape = shapes.get(advance.kind());
        if (shape == null) {
            throw new IllegalArgumentException("There is no kind '" + advance.kind() + "'");
        }
        var assignments = new LinkedHashMap<String, Assignment>();
        // first, since MariaDB assigns from left to right and the condition is on the revision as it was
        if (advance.movesSchedule() && shape.has(NEXT_RUN_AT)) {
            assignments.put(NEXT_RUN_AT, slot(advance));
        }
        advance.cursor()
                .filter(cursor -> shape.has(CURSOR))
                .ifPresent(cursor -> assignments.put(CURSOR, Assignment.to(cursor.toJson())));
        for (String name : advance.set().names()) {
            Column column = shape.column(name);
            assignments.put(
                    name, Assignment.to(advance.set().has(name) ? RowShape.stored(column, advance.set()) : null));
        }
        advance.add().forEach((name, amount) -> assignments.put(name, sum(shape, name, amount)));
        update(transaction, shape, assignments, owner, advance.id());
    }

    private static Assignment slot(Advance advance) {
        return new Assignment(
                column -> "case when revision = ? then ? else " + column + " end",
                Arrays.asList(advance.revision(), advance.nextRunAt().orElse(null)));
    }

    private static Assignment sum(RowShape<?> shape, String name, long amount) {
        if (shape.column(name).type() != Column.Type.WHOLE) {
            throw new IllegalArgumentException("'" + name + "' holds no whole number");
        }
        return new Assignment(column -> "coalesce(" + column + ", 0) + ?", List.of(amount));
    }

    private static void update(
            Transaction transaction, RowShape<?> shape, Map<String, Assignment> assignments, String owner, String id) {
        var sql = new StringBuilder("update ").append(shape.table()).append(" set ");
        var values = new ArrayList<@Nullable Object>();
        assignments.forEach((name, assignment) -> {
            String column = shape.quoted(shape.column(name));
            sql.append(column)
                    .append(" = ")
                    .append(assignment.value().apply(column))
                    .append(", ");
            values.addAll(assignment.parameters());
        });
        sql.append("revision = revision + 1 where owner = ? and id = ?");
        values.addAll(List.of(owner, id));
        transaction.update(sql.toString(), values.toArray());
    }

    /**
     * What a column is set to.
     *
     * @param value SQL, given the column
     * @param parameters its parameters
     */
    private record Assignment(Function<String, String> value, List<@Nullable Object> parameters) {
        static Assignment to(@Nullable Object value) {
            return new Assignment(column -> "?", Arrays.asList(value));
        }
    }
}
