package org.symposium.core.internal.schema;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks fields that stand side by side: of a schema, or of an object. */
final class FieldDefinitions {
    private static final BoundedPattern NAME = BoundedPattern.of("[A-Za-z][A-Za-z0-9_]{0,63}");
    private static final int MAX_DEPTH = 8;

    private FieldDefinitions() {}

    static void check(Part outer, String name, boolean secretsAllowed, int depth) {
        if (depth > MAX_DEPTH) {
            outer.at(name).add("depth", "is nested deeper than " + MAX_DEPTH + " levels");
            return;
        }
        List<Part> fields = outer.objects(name);
        var byName = new HashMap<String, Part>();
        for (Part field : fields) {
            Optional<String> fieldName = field.requiredText("name");
            fieldName
                    .filter(text -> !NAME.matches(text))
                    .ifPresent(text -> field.at("name")
                            .addOf(text, "pattern", "must be letters, digits and underscores, such as api_key"));
            if (fieldName.isPresent() && byName.putIfAbsent(fieldName.get(), field) != null) {
                field.at("name").addOf(fieldName.get(), "duplicate", "must be a name that no other field has");
            }
            FieldDefinition.check(field, secretsAllowed, depth);
        }
        fields.forEach(field -> checkCondition(field, byName));
    }

    private static void checkCondition(Part field, Map<String, Part> byName) {
        Optional<Part> condition = field.object("visible_when");
        if (condition.isEmpty()) {
            return;
        }
        Part when = condition.get();
        Optional<String> other = when.requiredText("field");
        Part named = byName.get(other.orElse(""));
        if (other.isPresent() && named == null) {
            when.at("field").addOf(other.get(), "unknown_field", "must name a field beside this one");
        } else if (named != null) {
            when.here().addIf(isCircle(field, byName), "circle", "depends on this field itself");
            checkTests(when, named);
        }
        when.here()
                .addIf(
                        !when.has("equals") && !when.has("in") && !when.has("not") && !when.has("is_set"),
                        "required",
                        "must have equals, in, not or is_set");
    }

    private static void checkTests(Part when, Part named) {
        when.flag("is_set");
        when.list("in");
        boolean comparable = !Set.of("list", "object", "multiselect").contains(String.valueOf(named.raw("type")));
        boolean compares = when.has("equals") || when.has("in") || when.has("not");
        when.here().addIf(compares && !comparable, "type", "can only use is_set with a field that holds many values");
        checkComparable(when, "equals", when.raw("equals"));
        when.list("in").forEach(value -> checkComparable(when, "in", value));
        Visibility.listOf(when.raw("not")).forEach(value -> checkComparable(when, "not", value));
    }

    private static void checkComparable(Part when, String name, @Nullable Object value) {
        boolean isRight = value == null || value instanceof Boolean || Choice.isValue(value);
        when.at(name).requireType(isRight, value, "text, a number, true or false");
    }

    private static boolean isCircle(Part field, Map<String, Part> byName) {
        var seen = new HashSet<Part>();
        Part here = field;
        while (here != null && seen.add(here)) {
            here = here.raw("visible_when") instanceof Map<?, ?> when
                    ? byName.get(String.valueOf(when.get("field")))
                    : null;
        }
        return here == field;
    }
}
