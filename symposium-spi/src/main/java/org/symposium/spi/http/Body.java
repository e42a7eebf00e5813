package org.symposium.spi.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.symposium.spi.model.Json;
import org.symposium.spi.model.Values;

/** The body of a call. May name {@link Secret}s, which are resolved when it is sent. Immutable. */
public final class Body {
    private final String mediaType;
    private final @Nullable Object content;

    private Body(String mediaType, @Nullable Object content) {
        this.mediaType = mediaType;
        this.content = content;
    }

    /** JSON of plain values, with {@link Secret}s allowed as leaves. */
    static Body json(Object mapsAndLists) {
        return new Body("application/json", frozen(mapsAndLists));
    }

    /** A form; values are text, numbers or {@link Secret}s. */
    static Body form(Map<String, ?> fields) {
        return new Body("application/x-www-form-urlencoded", new Form(new LinkedHashMap<>(fields)));
    }

    /** Bytes as they are. */
    static Body bytes(String mediaType, byte[] bytes) {
        return new Body(mediaType, bytes.clone());
    }

    private record Form(Map<String, ?> fields) {}

    /** The value of {@code Content-Type}. */
    public String mediaType() {
        return mediaType;
    }

    /** The exact bytes to send, secrets resolved. A new array. */
    public byte[] bytes(UnaryOperator<String> reveal) {
        return content instanceof byte[] raw
                ? raw.clone()
                : text(secret -> secret.resolve(reveal)).getBytes(StandardCharsets.UTF_8);
    }

    /** The body as it may be shown: secrets masked, bytes as their number. */
    public String shown() {
        return content instanceof byte[] raw ? raw.length + " bytes" : text(Secret::toString);
    }

    /**
     * What tells it from other bodies: the same on every JVM, in whatever order its maps give their entries ({@link Map#of} has another in each process), and without the
     * values of secrets.
     */
    public byte[] comparable() {
        if (content instanceof byte[] raw) {
            return raw.clone();
        }
        Object ordered = ordered(content instanceof Form form ? form.fields() : content);
        return Json.write(resolved(ordered, Secret::toString)).getBytes(StandardCharsets.UTF_8);
    }

    /** The secrets in it. */
    public List<Secret> secrets() {
        var found = new ArrayList<Secret>();
        collect(content instanceof Form form ? form.fields() : content, found);
        return found;
    }

    private String text(Function<Secret, String> resolve) {
        if (content instanceof Form form) {
            return form.fields().entrySet().stream()
                    .map(field ->
                            encode(field.getKey()) + "=" + encode(String.valueOf(resolved(field.getValue(), resolve))))
                    .collect(Collectors.joining("&"));
        }
        return Json.write(resolved(content, resolve));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static @Nullable Object resolved(@Nullable Object value, Function<Secret, String> resolve) {
        if (value instanceof Secret secret) {
            return resolve.apply(secret);
        }
        if (value instanceof Map<?, ?> map) {
            var copy = new LinkedHashMap<Object, @Nullable Object>();
            map.forEach((name, item) -> copy.put(name, resolved(item, resolve)));
            return copy;
        }
        if (value instanceof List<?> list) {
            var copy = new ArrayList<@Nullable Object>();
            list.forEach(item -> copy.add(resolved(item, resolve)));
            return copy;
        }
        return value;
    }

    private static @Nullable Object ordered(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            var copy = new TreeMap<String, @Nullable Object>();
            map.forEach((name, item) -> copy.put(String.valueOf(name), ordered(item)));
            return copy;
        }
        if (value instanceof List<?> list) {
            var copy = new ArrayList<@Nullable Object>();
            list.forEach(item -> copy.add(ordered(item)));
            return copy;
        }
        return value;
    }

    /** A copy of the containers, so that what the caller changes later does not change the call. */
    private static @Nullable Object frozen(@Nullable Object value) {
        if (value instanceof Values values) {
            return values.asMap();
        }
        if (value instanceof Map<?, ?> map) {
            var copy = new LinkedHashMap<Object, @Nullable Object>();
            map.forEach((name, item) -> copy.put(name, frozen(item)));
            return copy;
        }
        if (value instanceof Iterable<?> list) {
            var copy = new ArrayList<@Nullable Object>();
            list.forEach(item -> copy.add(frozen(item)));
            return copy;
        }
        return value;
    }

    private static void collect(@Nullable Object value, List<Secret> found) {
        if (value instanceof Secret secret) {
            found.add(secret);
        } else if (value instanceof Map<?, ?> map) {
            map.values().forEach(item -> collect(item, found));
        } else if (value instanceof List<?> list) {
            list.forEach(item -> collect(item, found));
        }
    }
}
