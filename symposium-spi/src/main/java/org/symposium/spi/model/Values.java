package org.symposium.spi.model;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The one reader of JSON-like values: settings, card data, cursors, stored rows. Deeply immutable, keeps the order of its names, knows no
 * JSON library.
 *
 * <p>What goes in becomes plain: whole numbers {@link Long} (or {@link BigInteger}), other numbers {@link BigDecimal}, an
 * {@link Instant} its ISO-8601 text cut to microseconds, a {@link URI} its text, an enum constant its name in lower case; U+0000 is taken out of
 * text, since PostgreSQL stores none, and half of a surrogate pair becomes U+FFFD. Numbers with more than {@value #MAX_SCALE} places before or after the point are refused.
 *
 * <p>A <em>path</em> is a name ({@code "url"}), or names and list positions joined by dots ({@code "wind.speed"}, {@code "items.0.id"}). Every
 * getter without a fallback throws {@link InvalidInputException} naming path and rule when the value is missing or of another type.
 */
public final class Values {
    private static final int MAX_SCALE = 1_000;
    private static final Values EMPTY = new Values(Map.of());

    private final Map<String, @Nullable Object> map;

    private Values(Map<String, @Nullable Object> plain) {
        this.map = plain;
    }

    /** No values at all. */
    public static Values empty() {
        return EMPTY;
    }

    /**
     * A deep copy of the map.
     *
     * @throws InvalidInputException when it holds something that is not JSON-like, a number out of range, or more than
     *     {@value Json#MAX_DEPTH} levels
     */
    public static Values of(Map<String, ?> map) {
        return map.isEmpty() ? EMPTY : new Values(plainMap(map, "", 1));
    }

    /** One value; go on with {@link #with}. */
    public static Values of(String name, @Nullable Object value) {
        return EMPTY.with(name, value);
    }

    /** Reads a JSON object; see {@link Json}. */
    public static Values fromJson(String json) {
        return Json.readObject(json);
    }

    /** These values with one more, or with that one replaced. The name is taken as it is, not as a path. */
    public Values with(String name, @Nullable Object value) {
        var copy = new LinkedHashMap<>(map);
        copy.put(storable(name), plain(value, name, 2));
        return new Values(Collections.unmodifiableMap(copy));
    }

    /** As {@link #with(String, Object)} if the value is there, else these values unchanged. */
    public Values withOptional(String name, Optional<?> value) {
        return value.isPresent() ? with(name, value.get()) : this;
    }

    /** These values and the others; where both have a name, the other's value. */
    public Values with(Values others) {
        if (others.isEmpty()) {
            return this;
        }
        if (isEmpty()) {
            return others;
        }
        var copy = new LinkedHashMap<>(map);
        copy.putAll(others.map);
        return new Values(Collections.unmodifiableMap(copy));
    }

    /** These values without one name. */
    public Values without(String name) {
        if (!map.containsKey(name)) {
            return this;
        }
        var copy = new LinkedHashMap<>(map);
        copy.remove(name);
        return new Values(Collections.unmodifiableMap(copy));
    }

    /** Whether something other than {@code null} stands at the path. */
    public boolean has(String path) {
        return at(path) != null;
    }

    /** Text. A number or a boolean is not text. */
    public String text(String path) {
        if (required(path) instanceof String text) {
            return text;
        }
        throw wrongType(path, "text");
    }

    /** Text, or the other when nothing stands there. */
    public String text(String path, String otherwise) {
        return has(path) ? text(path) : otherwise;
    }

    /** Text, if something stands there. */
    public Optional<String> optionalText(String path) {
        return has(path) ? Optional.of(text(path)) : Optional.empty();
    }

    /** A whole number that fits 64 bits; {@code 3.0} counts as whole. */
    public long whole(String path) {
        Object value = required(path);
        if (value instanceof Long whole) {
            return whole;
        }
        try {
            if (value instanceof BigDecimal decimal) {
                return decimal.longValueExact();
            }
        } catch (ArithmeticException e) {
            throw wrongType(path, "a whole number");
        }
        throw wrongType(path, "a whole number");
    }

    /** A whole number, or the other when nothing stands there. */
    public long whole(String path, long otherwise) {
        return has(path) ? whole(path) : otherwise;
    }

    /** Any number. */
    public BigDecimal number(String path) {
        Object value = required(path);
        if (value instanceof BigDecimal decimal) {
            return decimal;
        }
        if (value instanceof Long whole) {
            return BigDecimal.valueOf(whole);
        }
        if (value instanceof BigInteger whole) {
            return new BigDecimal(whole);
        }
        throw wrongType(path, "a number");
    }

    /** True or false. The texts {@code "true"} and {@code "false"} are not flags. */
    public boolean flag(String path) {
        if (required(path) instanceof Boolean flag) {
            return flag;
        }
        throw wrongType(path, "true or false");
    }

    /** True or false, or the other when nothing stands there. */
    public boolean flag(String path, boolean otherwise) {
        return has(path) ? flag(path) : otherwise;
    }

    /** A URI (RFC 3986), from text. */
    public URI uri(String path) {
        try {
            return new URI(text(path).strip());
        } catch (URISyntaxException e) {
            throw new InvalidInputException(path, "url", "must be a URL");
        }
    }

    /** A moment, from text in ISO-8601 with an offset or {@code Z}. */
    public Instant instant(String path) {
        try {
            return Moments.parse(text(path));
        } catch (DateTimeException e) {
            throw wrongType(path, "a moment such as 2024-10-30T09:00:00Z");
        }
    }

    /** A moment, if something stands there. */
    public Optional<Instant> optionalInstant(String path) {
        return has(path) ? Optional.of(instant(path)) : Optional.empty();
    }

    /** A list of texts; empty when nothing stands there. */
    public List<String> texts(String path) {
        var texts = new ArrayList<String>();
        for (Object item : items(path)) {
            if (!(item instanceof String text)) {
                throw wrongType(path, "a list of texts");
            }
            texts.add(text);
        }
        return Collections.unmodifiableList(texts);
    }

    /** A list of objects; empty when nothing stands there. */
    public List<Values> list(String path) {
        var objects = new ArrayList<Values>();
        for (Object item : items(path)) {
            if (!(item instanceof Map<?, ?> object)) {
                throw wrongType(path, "a list of objects");
            }
            objects.add(new Values(cast(object)));
        }
        return Collections.unmodifiableList(objects);
    }

    /** An object. */
    public Values object(String path) {
        if (required(path) instanceof Map<?, ?> object) {
            return new Values(cast(object));
        }
        throw wrongType(path, "an object");
    }

    /** An object, or no values when nothing stands there. */
    public Values objectOrEmpty(String path) {
        return has(path) ? object(path) : EMPTY;
    }

    /** Whatever stands at the path, plain; {@code null} when nothing does. */
    public @Nullable Object at(String path) {
        if (map.containsKey(path) || path.indexOf('.') < 0) {
            return map.get(path);
        }
        Object here = map;
        for (String name : path.split("\\.", -1)) {
            here = step(here, name);
            if (here == null) {
                return null;
            }
        }
        return here;
    }

    /** The names at the top, in order. */
    public Set<String> names() {
        return map.keySet();
    }

    /** Whether there is no name at all. */
    public boolean isEmpty() {
        return map.isEmpty();
    }

    /** The values as an unmodifiable map of plain values, nested maps and lists unmodifiable too. */
    public Map<String, @Nullable Object> asMap() {
        return map;
    }

    /** Compact JSON. */
    public String toJson() {
        return Json.write(map);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Values values && values.map.equals(map);
    }

    @Override
    public int hashCode() {
        return map.hashCode();
    }

    @Override
    public String toString() {
        return toJson();
    }

    static @Nullable Object plain(@Nullable Object value) {
        return plain(value, "", 1);
    }

    private static @Nullable Object step(@Nullable Object here, String name) {
        if (here instanceof Map<?, ?> object) {
            return object.get(name);
        }
        if (here instanceof List<?> list
                && !name.isEmpty()
                && name.length() < 9
                && name.chars().allMatch(c -> c >= '0' && c <= '9')) {
            int position = Integer.parseInt(name);
            return position < list.size() ? list.get(position) : null;
        }
        return null;
    }

    private Object required(String path) {
        Object value = at(path);
        if (value == null) {
            throw new InvalidInputException(path, "required", "is missing");
        }
        return value;
    }

    private List<?> items(String path) {
        Object value = at(path);
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> list) {
            return list;
        }
        throw wrongType(path, "a list");
    }

    private static InvalidInputException wrongType(String path, String wanted) {
        return new InvalidInputException(path, "type", "must be " + wanted);
    }

    @SuppressWarnings("unchecked") // only plain maps are nested in a plain map
    private static Map<String, @Nullable Object> cast(Map<?, ?> plain) {
        return (Map<String, @Nullable Object>) plain;
    }

    private static Map<String, @Nullable Object> plainMap(Map<?, ?> map, String path, int depth) {
        if (depth > Json.MAX_DEPTH) {
            throw new InvalidInputException(path, "depth", "is nested deeper than " + Json.MAX_DEPTH + " levels");
        }
        var copy = new LinkedHashMap<String, @Nullable Object>();
        map.forEach((name, value) -> {
            if (!(name instanceof String text)) {
                throw new InvalidInputException(path, "type", "must have texts as names");
            }
            copy.put(storable(text), plain(value, path.isEmpty() ? text : path + "." + text, depth + 1));
        });
        return Collections.unmodifiableMap(copy);
    }

    private static @Nullable Object plain(@Nullable Object value, String path, int depth) {
        if (value == null || value instanceof Boolean || value instanceof Long) {
            return value;
        }
        if (value instanceof String text) {
            return storable(text);
        }
        if (value instanceof Number number) {
            return plainNumber(number, path);
        }
        if (value instanceof Values values) {
            return plain(values.map, path, depth);
        }
        if (value instanceof Map<?, ?> map) {
            return plainMap(map, path, depth);
        }
        if (value instanceof Iterable<?> list && !(value instanceof java.nio.file.Path)) {
            return plainList(list, path, depth);
        }
        if (value instanceof Instant instant) {
            return instant.truncatedTo(ChronoUnit.MICROS).toString();
        }
        if (value instanceof Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT);
        }
        if (value instanceof URI || value instanceof CharSequence) {
            return storable(value.toString());
        }
        throw new InvalidInputException(
                path, "type", "can't hold a " + value.getClass().getName());
    }

    private static List<@Nullable Object> plainList(Iterable<?> list, String path, int depth) {
        if (depth > Json.MAX_DEPTH) {
            throw new InvalidInputException(path, "depth", "is nested deeper than " + Json.MAX_DEPTH + " levels");
        }
        var copy = new ArrayList<@Nullable Object>();
        for (Object item : list) {
            copy.add(plain(item, path + "." + copy.size(), depth + 1));
        }
        return Collections.unmodifiableList(copy);
    }

    private static Object plainNumber(Number number, String path) {
        if (number instanceof Integer || number instanceof Short || number instanceof Byte) {
            return number.longValue();
        }
        if (number instanceof BigInteger whole) {
            return whole.bitLength() < Long.SIZE ? (Object) whole.longValue() : whole;
        }
        if (number instanceof Double || number instanceof Float) {
            if (!Double.isFinite(number.doubleValue())) {
                throw new InvalidInputException(path, "type", "must be a finite number");
            }
            return new BigDecimal(number.toString());
        }
        if (number instanceof BigDecimal decimal) {
            if (Math.abs((long) decimal.scale()) > MAX_SCALE) {
                throw new InvalidInputException(path, "range", "is too large or too small a number");
            }
            return decimal;
        }
        return plainNumber(new BigDecimal(number.toString()), path);
    }

    /**
     * Text as every store keeps it: PostgreSQL stores no U+0000, and half of a surrogate pair, which is no character and which some databases refuse and others
     * replace, is U+FFFD.
     */
    private static String storable(String text) {
        @Nullable StringBuilder out = null;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            boolean pair = Character.isHighSurrogate(c)
                    && at + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(at + 1));
            boolean kept = pair || (c != '\0' && !Character.isSurrogate(c));
            if (!kept && out == null) {
                out = new StringBuilder(text.length()).append(text, 0, at);
            }
            if (out != null) {
                out.append(kept ? text.substring(at, pair ? at + 2 : at + 1) : c == '\0' ? "" : "\uFFFD");
            }
            at += pair ? 1 : 0;
        }
        return out == null ? text : out.toString();
    }
}
