package org.symposium.core.internal.schema;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.symposium.spi.model.Field;

/** Checks one value against the field it is for. */
final class FieldCheck {
    private FieldCheck() {}

    /** Writes down all that is wrong with a value that is there. */
    static void check(Field field, Object value, Findings here) {
        Findings place = holdsSecret(field) ? here.secret() : here;
        Optional<FieldType> type = FieldType.of(field.type());
        if (type.isEmpty()) {
            here.add("type", "is of the unknown field type " + Findings.shown(field.type()));
            return;
        }
        switch (type.get()) {
            case NUMBER -> NumberCheck.check(FieldRules.of(field), value, place);
            case BOOLEAN -> place.requireType(value instanceof Boolean, value, "true or false");
            case SELECT -> checkChoice(FieldRules.of(field), value, place);
            case MULTISELECT -> checkChoices(field, value, place);
            case LIST -> checkList(field, value, place);
            case OBJECT -> checkObject(field, value, place);
            default -> TextCheck.check(field, type.get(), value, place);
        }
    }

    /** Whether a value of the field is a secret or has one in it, so that no message may show it. */
    static boolean holdsSecret(Field field) {
        return switch (field.type()) {
            case "object" -> field.isSecret() || field.fields().stream().anyMatch(FieldCheck::holdsSecret);
            case "list" -> field.isSecret() || holdsSecret(field.items());
            default -> field.isSecret();
        };
    }

    private static void checkChoice(FieldRules rules, Object value, Findings here) {
        List<Choice> choices = rules.choices();
        if (choices.stream().anyMatch(choice -> FieldRules.same(choice.value(), value))) {
            return;
        }
        if (!Choice.isValue(value)) {
            here.addOf(value, "type", "must be one of the options: " + offered(choices));
        } else {
            here.addOf(value, "option", "must be one of the options: " + offered(choices));
        }
    }

    private static void checkChoices(Field field, Object value, Findings here) {
        FieldRules rules = FieldRules.of(field);
        if (!(value instanceof List<?> items)) {
            here.requireType(false, value, "a list of options");
            return;
        }
        checkCount(rules, items, here);
        for (int i = 0; i < items.size(); i++) {
            Object item = items.get(i);
            if (item == null) {
                here.in(i).add("type", "must not be null");
            } else {
                checkChoice(rules, item, here.in(i));
            }
        }
        Set<Object> distinct = items.stream()
                .filter(item -> item != null)
                .map(item -> FieldRules.decimal(item)
                        .<Object>map(number -> number.stripTrailingZeros())
                        .orElse(item))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        here.addIf(distinct.size() < items.size() && !items.contains(null), "unique", "must not have an option twice");
    }

    private static void checkList(Field field, Object value, Findings here) {
        if (!(value instanceof List<?> items)) {
            here.requireType(false, value, "a list");
            return;
        }
        FieldRules rules = FieldRules.of(field);
        checkCount(rules, items, here);
        if (items.size() > rules.maxItems()) {
            return; // one violation for a list that is too long, not thousands for its items
        }
        Field each = field.items();
        for (int i = 0; i < items.size(); i++) {
            Object item = items.get(i);
            if (item == null) {
                here.in(i).add("type", "must not be null");
            } else {
                check(each, item, here.in(i));
            }
        }
    }

    private static void checkCount(FieldRules rules, List<?> items, Findings here) {
        long least = rules.minItems();
        long most = rules.maxItems();
        here.addIf(
                items.size() < least, "min_items", "must have at least " + least + " items, and has " + items.size());
        here.addIf(items.size() > most, "max_items", "must have at most " + most + " items, and has " + items.size());
    }

    private static void checkObject(Field field, Object value, Findings here) {
        if (!(value instanceof Map<?, ?> map)) {
            here.requireType(false, value, "an object");
            return;
        }
        List<Field> fields = field.fields();
        if (!fields.isEmpty()) {
            ObjectCheck.check(fields, Plain.object(map), here);
            return;
        }
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            Object text = entry.getValue();
            here.in(entry.getKey()).requireType(text instanceof String, text, "text");
        }
    }

    private static String offered(List<Choice> choices) {
        String all = choices.stream()
                .filter(choice -> !choice.isHidden())
                .limit(20)
                .map(choice -> Findings.shown(choice.value()))
                .collect(Collectors.joining(", "));
        return choices.size() > 20 ? all + " …" : all;
    }
}
