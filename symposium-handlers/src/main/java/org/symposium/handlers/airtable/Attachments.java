package org.symposium.handlers.airtable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Files in a cell: a list of objects with {@code id}, {@code filename} and a {@code url} that is good for some hours. */
final class Attachments {
    private Attachments() {}

    static boolean isOne(@Nullable Object value) {
        return value instanceof Map<?, ?> object
                && object.get("filename") instanceof String
                && object.containsKey("url");
    }

    static @Nullable Object withoutAddresses(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(Attachments::withoutAddress).toList();
        }
        return withoutAddress(value);
    }

    private static @Nullable Object withoutAddress(@Nullable Object value) {
        if (!isOne(value) || !(value instanceof Map<?, ?> object)) {
            return value;
        }
        var copy = new LinkedHashMap<Object, @Nullable Object>(object);
        copy.remove("url");
        return copy;
    }
}
