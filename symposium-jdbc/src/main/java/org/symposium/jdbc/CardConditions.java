package org.symposium.jdbc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.symposium.spi.model.CardCondition;
import org.symposium.spi.model.CardFilter;
import org.symposium.spi.model.Json;

/**
 * Conditions on fields, as far as a database can tell: those on the title everywhere, those on the rest, which lies in the body's JSON, in PostgreSQL. What
 * is said here lets through whatever the condition does, and may let through more.
 */
final class CardConditions {
    /** Names that mean the same to Values and to PostgreSQL's paths. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*|0|[1-9][0-9]{0,7}");

    private final Database database;
    private final Where where;

    CardConditions(Database database, Where where) {
        this.database = database;
        this.where = where;
    }

    /** What stands after the tables of {@code from}, so that a body is parsed once for all conditions on it. */
    String lateral(CardFilter filter) {
        return filter.parts().stream().flatMap(part -> part.where().stream()).anyMatch(this::readsBody)
                ? " cross join lateral (select c.body::json as document offset 0) j"
                : "";
    }

    void add(CardFilter part) {
        for (CardCondition condition : part.where()) {
            if (condition.ignoreCase()) {
                continue; // each database has its own idea of case
            }
            if (condition.field().equals("title")) {
                title(condition);
            } else if (readsBody(condition)) {
                body(condition);
            }
        }
    }

    private void title(CardCondition condition) {
        Object value = condition.value();
        switch (condition.comparison()) {
            case EQUALS -> text(value).forEach(text -> where.and("c.title = ?", text));
            case CONTAINS -> text(value).forEach(text -> where.and(found("c.title") + " > 0", text));
            case STARTS_WITH -> text(value).forEach(text -> where.and(found("c.title") + " = 1", text));
            default -> {}
        }
    }

    private Stream<String> text(@Nullable Object value) {
        return value instanceof String text ? Stream.of(text) : Stream.empty();
    }

    /** SQL: the place of a text (a parameter) in another; 0 if it isn't there. */
    private String found(String text) {
        return database == Database.POSTGRESQL ? "strpos(" + text + ", ?)" : "locate(?, " + text + ")";
    }

    private boolean readsBody(CardCondition condition) {
        if (database != Database.POSTGRESQL || condition.ignoreCase()) {
            return false;
        }
        boolean isPushed = switch (condition.comparison()) {
            case EQUALS, IN, CONTAINS, STARTS_WITH, GREATER, GREATER_OR_EQUAL, LESS, LESS_OR_EQUAL, EXISTS -> true;
            default -> false;
        };
        return isPushed
                && !condition.field().equals("title")
                && Stream.of(condition.field().split("\\.", -1))
                        .allMatch(step -> PLAIN.matcher(step).matches());
    }

    private void body(CardCondition condition) {
        String[] steps = condition.field().split("\\.", -1);
        String place = "(j.document #> '{" + String.join(",", steps)
                + "}')::jsonb"; // a part is found faster than all of it is built
        var parameters = new ArrayList<Object>();
        String test = test(condition, place, parameters);
        if (steps.length > 2) {
            // a name of the data with dots in it comes first
            String whole = String.join(".", Arrays.asList(steps).subList(1, steps.length));
            test = "((j.document -> 'data' -> '" + whole + "') is not null or " + test + ")";
        }
        where.and(test, parameters.toArray());
    }

    private static String test(CardCondition condition, String place, List<Object> parameters) {
        Object value = condition.value();
        String text = place + " #>> '{}'";
        return switch (condition.comparison()) {
            case EQUALS -> {
                parameters.add(Json.write(value));
                yield place + " = cast(? as jsonb)";
            }
            case IN -> {
                List<?> values = value instanceof List<?> list ? list : List.of();
                values.forEach(each -> parameters.add(Json.write(each)));
                yield place + " in (" + Where.places(values).replace("?", "cast(? as jsonb)") + ")";
            }
            case CONTAINS -> {
                parameters.add(Json.write(value));
                String listed = place + " @> cast(? as jsonb)";
                if (value instanceof String part) {
                    parameters.add(part);
                    yield "(" + listed + " or strpos(" + text + ", ?) > 0)";
                }
                yield listed;
            }
            case STARTS_WITH -> {
                parameters.add(String.valueOf(value));
                yield "strpos(" + text + ", ?) = 1";
            }
            case EXISTS -> "jsonb_typeof(" + place + ") <> 'null'";
            default -> ordered(condition, place, parameters);
        };
    }

    private static String ordered(CardCondition condition, String place, List<Object> parameters) {
        String sign = switch (condition.comparison().word().toLowerCase(Locale.ROOT)) {
            case "greater" -> " > ";
            case "greater_or_equal" -> " >= ";
            case "less" -> " < ";
            default -> " <= ";
        };
        if (condition.value() instanceof String text) {
            parameters.add(text);
            return "(" + place + " #>> '{}') collate \"C\"" + sign + "?";
        }
        parameters.add(Json.write(condition.value()));
        return place + sign + "cast(? as jsonb)"; // what is no number is sorted before or behind
    }
}
