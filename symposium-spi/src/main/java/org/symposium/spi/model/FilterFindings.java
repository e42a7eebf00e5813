package org.symposium.spi.model;

import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is wrong with one object of a filter's JSON, collected. */
final class FilterFindings {
    static final int LONGEST_VALUE = 1_000;
    private static final int MOST = 100;
    private static final int DEEPEST = 20;

    private final Values json;
    private final List<Violation> violations = new ArrayList<>();

    FilterFindings(Values json) {
        this.json = json;
    }

    List<Violation> all() {
        return violations;
    }

    void add(String field, String rule, String message) {
        violations.add(new Violation(field, rule, message));
    }

    /** No other names than these. */
    void known(List<String> names) {
        for (String name : json.names()) {
            if (!names.contains(name)) {
                add(name, "unknown_field", "is not known; there are " + String.join(", ", names));
            }
        }
    }

    /** The text of that name, if there is one and it is as it must be. */
    Optional<String> text(String name, boolean isRequired, int longest) {
        Object value = json.at(name);
        if (value == null) {
            if (isRequired) {
                add(name, "required", "is missing");
            }
            return Optional.empty();
        }
        if (!(value instanceof String text)) {
            add(name, "type", "must be text");
        } else if (text.isEmpty() || text.length() > longest) {
            add(name, "length", "must have 1 to " + longest + " characters");
        } else {
            return Optional.of(text);
        }
        return Optional.empty();
    }

    boolean flag(String name) {
        Object value = json.at(name);
        if (value == null || value instanceof Boolean) {
            return Boolean.TRUE.equals(value);
        }
        add(name, "type", "must be true or false");
        return false;
    }

    /** A list of texts; empty when it is not one. */
    List<String> texts(String name) {
        var texts = new ArrayList<String>();
        items(name, "a list of texts").forEach(item -> {
            if (item instanceof String text && !text.isEmpty() && text.length() <= 255) {
                texts.add(text);
            } else if (item instanceof String) {
                add(name, "length", "must hold texts of 1 to 255 characters");
            } else {
                add(name, "type", "must be a list of texts");
            }
        });
        return texts;
    }

    /** A list of at most so many objects, each checked for itself. */
    void objects(String name, int most, Function<Values, List<Violation>> check) {
        List<?> items = items(name, "a list of objects");
        if (items.size() > most) {
            add(name, "max_items", "must have at most " + most);
            return;
        }
        for (int at = 0; at < items.size(); at++) {
            if (items.get(at) instanceof Map<?, ?>) {
                within(name + "." + at, check.apply(json.object(name + "." + at)));
            } else {
                add(name + "." + at, "type", "must be an object");
            }
        }
    }

    void within(String name, List<Violation> inner) {
        inner.forEach(violation -> violations.add(violation.within(name)));
    }

    void size(String name, int items) {
        if (items == 0) {
            add(name, "min_items", "must name at least one, or be left out");
        } else if (items > MOST) {
            add(name, "max_items", "must have at most " + MOST);
        }
    }

    /** A field that a condition may look at. */
    void field(String name, String field) {
        if (field.equals("title") || field.equals("content")) {
            return;
        }
        String path = field.startsWith(CardCondition.DATA) ? field.substring(CardCondition.DATA.length()) : "";
        String[] steps = path.split("\\.", -1);
        if (steps.length > DEEPEST) {
            add(name, "path", "must have at most " + DEEPEST + " steps");
        } else if (List.of(steps).stream().anyMatch(String::isBlank)) {
            add(name, "path", "must be title, content, or data. and a path such as data.wind.speed");
        }
    }

    /** A moment, or how long ago one was. */
    Optional<FilterTime> time(String name) {
        Optional<String> text = text(name, false, 64);
        try {
            return text.map(FilterTime::parse);
        } catch (DateTimeException | ArithmeticException e) {
            add(
                    name,
                    "moment",
                    "must be a moment such as 2026-01-31T09:00:00Z, or how long ago it was, such as P7D or PT12H");
            return Optional.empty();
        }
    }

    private List<? extends @Nullable Object> items(String name, String wanted) {
        Object value = json.at(name);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> list)) {
            add(name, "type", "must be " + wanted);
            return List.of();
        }
        size(name, list.size());
        return list;
    }
}
