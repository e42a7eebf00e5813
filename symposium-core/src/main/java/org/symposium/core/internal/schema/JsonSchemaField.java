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
    private final Field field;
    private final FieldRules rules;
    private final Map<String, @Nullable Object> json = new LinkedHashMap<>();

    private JsonSchemaField(Field field) {
        this.field = field;
        this.rules = FieldRules.of(field);
    }

    static Map<String, @Nullable Object> of(Field field) {
        var one = new JsonSchemaField(field);
        one.writeRules();
        one.writeForm();
        return one.json;
    }

    private void writeRules() {
        FieldType type = FieldType.of(field.type()).orElse(FieldType.TEXT);
        switch (type) {
            case NUMBER -> writeNumber();
            case BOOLEAN -> json.put("type", "boolean");
            case SELECT -> json.put("oneOf", options());
            case MULTISELECT -> {
                writeList(Map.of("oneOf", options()));
                json.put("uniqueItems", true);
            }
            case LIST -> writeList(of(field.items()));
            case OBJECT -> writeObject();
            default -> writeText(type);
        }
    }

    private void writeNumber() {
        json.put("type", "number");
        rules.number("min").ifPresent(least -> json.put("minimum", least));
        rules.number("max").ifPresent(most -> json.put("maximum", most));
        BigDecimal origin = rules.number("min").orElse(BigDecimal.ZERO);
        rules.number("step")
                .filter(step -> step.signum() > 0 && origin.remainder(step).signum() == 0)
                .ifPresent(step -> json.put("multipleOf", step));
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
        rules.patternText().filter(text -> LinearPattern.ifValid(text).isPresent()).ifPresent(text -> patterns.add("^(?:" + text + ")$"));
        if (type == FieldType.URL) {
            patterns.add("^[Hh][Tt][Tt][Pp][Ss]?://[^/?#]");
        }
        if (field.required()) {
            patterns.add("\\S");
        }
        if (patterns.size() == 1) {
            json.put("pattern", patterns.get(0));
        } else if (!patterns.isEmpty()) {
            json.put("allOf", patterns.stream().map(text -> Map.of("pattern", text)).toList());
        }
    }

    private List<Map<String, @Nullable Object>> options() {
        var options = new ArrayList<Map<String, @Nullable Object>>();
        for (Choice choice : rules.choices()) {
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
