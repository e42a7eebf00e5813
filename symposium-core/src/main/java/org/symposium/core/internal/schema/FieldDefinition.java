package org.symposium.core.internal.schema;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks the definition of one field, of a list's items, and of what is nested in it. Its name is for {@link FieldDefinitions}. */
final class FieldDefinition {
    private static final int MAX_OPTIONS = 1_000;
    private static final int MOST_SHOWN = 4;

    private FieldDefinition() {}

    static void check(Part field, boolean secretsAllowed, int depth) {
        checkWords(field);
        checkSecret(field, secretsAllowed);
        checkBounds(field);
        checkPattern(field);
        Optional<FieldType> type = type(field);
        if (type.isPresent()) {
            checkOptions(field, type.get());
            checkNested(field, type.get(), secretsAllowed, depth);
            checkDefault(field);
        }
    }

    private static Optional<FieldType> type(Part field) {
        Optional<String> word = field.text("type");
        if (!field.has("type")) {
            return Optional.of(FieldType.TEXT);
        }
        Optional<FieldType> type = word.flatMap(FieldType::of);
        if (word.isPresent() && type.isEmpty()) {
            field.at("type").addOf(word.get(), "option", "must be one of " + FieldType.words());
        }
        return type;
    }

    private static void checkWords(Part field) {
        field.text("label");
        field.text("help");
        field.text("placeholder");
        field.text("pattern_help");
        field.flag("required");
        field.flag("secret");
        field.flag("allow_userinfo");
    }

    private static void checkSecret(Part field, boolean secretsAllowed) {
        boolean isSecret = Boolean.TRUE.equals(field.raw("secret")) || "password".equals(field.raw("type"));
        field.here()
                .addIf(
                        isSecret && !secretsAllowed,
                        "secret",
                        "is a secret; secrets belong in the auth_schema, where they are sealed");
        field.at("default")
                .addIf(isSecret && field.has("default"), "secret", "must not be there: a secret has no default");
        Optional<Long> shown = field.whole("show_last", 0);
        field.at("show_last")
                .addIf(
                        shown.filter(most -> most > MOST_SHOWN).isPresent(),
                        "max",
                        "must be at most " + MOST_SHOWN + ": more of a secret is never shown");
        field.at("show_last").addIf(shown.isPresent() && !isSecret, "secret", "must not be there: this is no secret");
    }

    private static void checkBounds(Part field) {
        Optional<BigDecimal> least = reckonable(field, "min");
        Optional<BigDecimal> most = reckonable(field, "max");
        field.at("min")
                .addIf(
                        least.isPresent() && most.isPresent() && least.get().compareTo(most.get()) > 0,
                        "max",
                        "must not be greater than max");
        reckonable(field, "step")
                .filter(step -> step.signum() <= 0)
                .ifPresent(step -> field.at("step").addOf(step, "min", "must be greater than 0"));
        checkPair(field, "min_length", "max_length");
        checkPair(field, "min_items", "max_items");
    }

    private static Optional<BigDecimal> reckonable(Part field, String name) {
        Optional<BigDecimal> number = field.number(name);
        boolean isRight = number.isEmpty() || NumberCheck.isReckonable(number.get());
        field.at(name).addIf(!isRight, "range", "has too many digits");
        return isRight ? number : Optional.empty();
    }

    private static void checkPair(Part field, String lower, String upper) {
        Optional<Long> least = field.whole(lower, 0);
        Optional<Long> most = field.whole(upper, 0);
        field.at(lower)
                .addIf(
                        least.isPresent() && most.isPresent() && least.get() > most.get(),
                        "max",
                        "must not be greater than " + upper);
    }

    private static void checkPattern(Part field) {
        field.text("pattern").ifPresent(pattern -> {
            try {
                BoundedPattern.of(pattern);
            } catch (IllegalArgumentException e) {
                field.at("pattern").add("pattern", "can't be read as a pattern: " + e.getMessage());
            }
        });
    }

    private static void checkOptions(Part field, FieldType type) {
        List<Part> options = field.objects("options");
        boolean isSelect = type == FieldType.SELECT || type == FieldType.MULTISELECT;
        if (isSelect && field.list("options").isEmpty()) {
            field.at("options").add("required", "must have at least one option");
        }
        field.at("options")
                .addIf(options.size() > MAX_OPTIONS, "max_items", "must have at most " + MAX_OPTIONS + " options");
        var seen = new ArrayList<Object>();
        for (Part option : options) {
            option.text("label");
            option.flag("hidden");
            Object value = option.raw("value");
            if (value == null || !Choice.isValue(value)) {
                option.at("value").addOf(value, value == null ? "required" : "type", "must be text or a number");
            } else if (seen.stream().anyMatch(other -> FieldRules.same(other, value))) {
                option.at("value").addOf(value, "duplicate", "must be a value that no other option has");
            } else {
                seen.add(value);
            }
        }
    }

    private static void checkNested(Part field, FieldType type, boolean secretsAllowed, int depth) {
        if (type == FieldType.OBJECT && field.has("fields")) {
            FieldDefinitions.check(field, "fields", secretsAllowed, depth + 1);
        }
        if (type == FieldType.LIST) {
            field.object("items").ifPresent(items -> check(items, secretsAllowed, depth + 1));
        }
    }

    private static void checkDefault(Part part) {
        Object value = part.raw("default");
        if (value != null) {
            FieldCheck.check(part.asField(), value, part.at("default"));
        }
    }
}
