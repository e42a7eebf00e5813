package org.symposium.core.internal.schema;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.symposium.spi.model.Field;

/** One field as JSON Schema: what its values may be, and what a form shows with it. */
final class JsonSchemaField {
    static final String NOT_BLANK = "\\S";

    private final Field field;
    private final boolean isRequired;
    private final FieldRules rules;
    private final Map<String, @Nullable Object> json = new LinkedHashMap<>();

    private JsonSchemaField(Field field, boolean isRequired) {
        this.field = field;
        this.isRequired = isRequired;
        this.rules = FieldRules.of(field);
    }

    /** @param isRequired whenever the object is there: then its text is not blank */
    static Map<String, @Nullable Object> of(Field field, boolean isRequired) {
        var one = new JsonSchemaField(field, isRequired);
        one.writeRules();
        one.writeForm();
        return one.json;
    }

    private void writeRules() {
        FieldType type = FieldType.of(field.type()).orElse(FieldType.TEXT);
        switch (type) {
            case NUMBER -> writeNumber();
            case BOOLEAN -> json.put("type", "boolean");
            case SELECT -> json.putAll(choice());
            case MULTISELECT -> {
                writeList(choice());
                json.put("uniqueItems", true);
            }
            case LIST -> writeList(of(field.items(), false));
            case OBJECT -> writeObject();
            default -> writeText(type);
        }
    }

    private void writeNumber() {
        json.put("type", "number");
        writeBound("min", "minimum");
        writeBound("max", "maximum");
        BigDecimal origin = rules.number("min").orElse(BigDecimal.ZERO);
        if (rules.number("step")
                .filter(step -> NumberCheck.isOnStep(origin, BigDecimal.ZERO, step))
                .isPresent()) {
            writeBound("step", "multipleOf");
        }
    }

    /** As it is written in the definition: 0 stays 0. */
    private void writeBound(String name, String keyword) {
        if (rules.number(name).isPresent()) {
            json.put(keyword, field.definition().asMap().get(name));
        }
    }

    private void writeList(Object items) {
        json.put("type", "array");
        json.put("items", items);
        if (rules.minItems() > 0) {
            json.put("minItems", rules.minItems());
        }
        json.put("maxItems", rules.maxItems());
    }

    private void writeObject() {
        if (field.fields().isEmpty()) {
            json.put("type", "object");
            json.put("additionalProperties", Map.of("type", "string"));
        } else {
            json.putAll(JsonSchema.object(field.fields()));
        }
    }

    private void writeText(FieldType type) {
        json.put("type", "string");
        if (rules.minLength() > 0) {
            json.put("minLength", rules.minLength());
        }
        json.put("maxLength", rules.maxLength());
        writePatterns(type);
        switch (type) {
            case URL -> json.put("format", "uri");
            case EMAIL -> json.put("format", "email");
            case DATE -> json.put("format", "date");
            default -> {}
        }
    }

    private void writePatterns(FieldType type) {
        var patterns = new ArrayList<String>();
        rules.patternText()
                .filter(text -> BoundedPattern.ifValid(text).isPresent())
                .ifPresent(text -> patterns.add("^(?:" + text + ")$"));
        if (type == FieldType.URL) {
            patterns.add("^[Hh][Tt][Tt][Pp][Ss]?://[^/?#]");
        }
        if (isRequired) {
            patterns.add(NOT_BLANK);
        }
        if (patterns.size() == 1) {
            json.put("pattern", patterns.get(0));
        } else if (!patterns.isEmpty()) {
            json.put(
                    "allOf",
                    patterns.stream().map(text -> Map.of("pattern", text)).toList());
        }
    }

    /** Forms that draw themselves want to know the type of a choice as well. */
    private Map<String, @Nullable Object> choice() {
        var choice = new LinkedHashMap<String, @Nullable Object>();
        if (rules.choices().stream().allMatch(one -> one.value() instanceof String)) {
            choice.put("type", "string");
        }
        choice.put("oneOf", options());
        return choice;
    }

    private List<Map<String, @Nullable Object>> options() {
        var options = new ArrayList<Map<String, @Nullable Object>>();
        for (Choice choice : rules.choices()) {
            if (isRequired && !ObjectCheck.isSet(choice.value())) {
                continue;
            }
            var option = new LinkedHashMap<String, @Nullable Object>();
            option.put("const", choice.value());
            option.put("title", choice.label());
            if (choice.isHidden()) {
                option.put("deprecated", true);
            }
            options.add(option);
        }
        return options;
    }

    private void writeForm() {
        Map<String, @Nullable Object> definition = field.definition().asMap();
        if (!field.label().isEmpty()) {
            json.put("title", field.label());
        }
        text(definition.get("help")).ifPresent(help -> json.put("description", help));
        if (field.isSecret()) {
            json.put("writeOnly", true);
        } else if (rules.defaultValue() != null) {
            json.put("default", rules.defaultValue());
        }
        text(definition.get("placeholder")).ifPresent(placeholder -> json.put("examples", List.of(placeholder)));
        Visibility.condition(field).ifPresent(condition -> json.put("visible_when", condition));
    }

    private static Optional<String> text(@Nullable Object value) {
        return value instanceof String text ? Optional.of(text) : Optional.empty();
    }
}
