package org.symposium.examples.quickstart;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.symposium.spi.model.Values;

/** A JSON object as a person wants to see it: indented, long texts and long lists cut. */
final class JsonShape {
    private static final int LONGEST_TEXT = 60;
    private static final int MOST_ITEMS = 1;

    private final StringBuilder text = new StringBuilder();

    private JsonShape() {}

    static String of(String json) {
        var shape = new JsonShape();
        shape.add(Values.fromJson(json).asMap(), "");
        return shape.text.toString();
    }

    private void add(@Nullable Object value, String indent) {
        if (value instanceof Map<?, ?> object && !object.isEmpty()) {
            addObject(object, indent);
        } else if (value instanceof List<?> list && !list.isEmpty()) {
            addList(list, indent);
        } else if (value instanceof String string) {
            text.append(quoted(string));
        } else {
            text.append(value instanceof Map ? "{}" : String.valueOf(value));
        }
    }

    private void addObject(Map<?, ?> object, String indent) {
        text.append('{');
        Iterator<? extends Map.Entry<?, ?>> entries = object.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<?, ?> entry = entries.next();
            text.append('\n')
                    .append(indent)
                    .append("  \"")
                    .append(entry.getKey())
                    .append("\": ");
            add(entry.getValue(), indent + "  ");
            text.append(entries.hasNext() ? "," : "");
        }
        text.append('\n').append(indent).append('}');
    }

    private void addList(List<?> list, String indent) {
        text.append('[');
        for (int at = 0; at < Math.min(list.size(), MOST_ITEMS); at++) {
            text.append(at == 0 ? "" : ", ");
            add(list.get(at), indent);
        }
        text.append(list.size() > MOST_ITEMS ? ", … " + (list.size() - MOST_ITEMS) + " more]" : "]");
    }

    private static String quoted(String string) {
        String line = string.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\r", "");
        return '"' + (line.length() > LONGEST_TEXT ? line.substring(0, LONGEST_TEXT) + "…" : line) + '"';
    }
}
