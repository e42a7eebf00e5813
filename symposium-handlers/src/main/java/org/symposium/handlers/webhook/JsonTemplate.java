package org.symposium.handlers.webhook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.Json;
import org.symposium.spi.model.Values;

/**
 * A body of the user's own: JSON, read as a tree before anything is filled in, so that no value can break out of its place. A text that is nothing but a variable becomes
 * its value with its type, {@code null} where there is none; any other text with tags is rendered as a template. Names of members stay as they are.
 */
final class JsonTemplate {
    private static final Pattern VARIABLE = Pattern.compile("\\s*\\{\\{\\{?\\s*([\\p{L}\\p{N}_.@-]+)\\s*}}}?\\s*");

    private final Object tree;

    private JsonTemplate(Object tree) {
        this.tree = tree;
    }

    /**
     * Reads a template.
     *
     * @throws InvalidInputException rule {@code json}, with line and column, when it is no JSON object or list
     */
    static JsonTemplate of(String json) {
        Object tree = Json.read(json);
        if (tree instanceof Map<?, ?> || tree instanceof List<?>) {
            return new JsonTemplate(tree);
        }
        throw new InvalidInputException("", "json", "must be a JSON object or list");
    }

    /**
     * The body: maps, lists and plain values.
     *
     * @param variables what a text may name
     * @param render gives the plain text of a template
     */
    Object filled(Values variables, UnaryOperator<String> render) {
        return tree instanceof Map<?, ?> map ? object(map, variables, render) : list((List<?>) tree, variables, render);
    }

    private static @Nullable Object value(@Nullable Object node, Values variables, UnaryOperator<String> render) {
        if (node instanceof Map<?, ?> map) {
            return object(map, variables, render);
        }
        if (node instanceof List<?> list) {
            return list(list, variables, render);
        }
        return node instanceof String text && text.contains("{{") ? text(text, variables, render) : node;
    }

    private static Map<String, @Nullable Object> object(Map<?, ?> map, Values variables, UnaryOperator<String> render) {
        var filled = new LinkedHashMap<String, @Nullable Object>();
        map.forEach((name, node) -> filled.put(String.valueOf(name), value(node, variables, render)));
        return filled;
    }

    private static List<@Nullable Object> list(List<?> list, Values variables, UnaryOperator<String> render) {
        var filled = new ArrayList<@Nullable Object>();
        list.forEach(node -> filled.add(value(node, variables, render)));
        return filled;
    }

    private static @Nullable Object text(String text, Values variables, UnaryOperator<String> render) {
        Matcher variable = VARIABLE.matcher(text);
        return variable.matches() ? variables.at(variable.group(1)) : render.apply(text);
    }
}
