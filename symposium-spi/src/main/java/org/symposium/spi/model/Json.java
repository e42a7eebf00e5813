package org.symposium.spi.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * JSON text ↔ plain Java values ({@link Map}, {@link List}, {@link String}, {@link Boolean}, {@link Long}, {@link BigInteger},
 * {@link BigDecimal}, {@code null}). Strict: RFC 8259, no duplicate keys, no trailing text, at most {@value #MAX_DEPTH} levels. Key
 * order and the written form of numbers survive a round trip.
 */
public final class Json {
    /** Levels of nesting allowed, in text and in values. */
    public static final int MAX_DEPTH = 100;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(100_000)
                    .maxStringLength(64_000_000)
                    .build())
            .build();

    private Json() {}

    /**
     * Reads one JSON value.
     *
     * @throws InvalidInputException with rule {@code json} when the text is not one valid JSON value; the message gives line and
     *     column, and repeats nothing of the text
     */
    public static @Nullable Object read(String text) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            return readWhole(parser);
        } catch (JacksonException e) {
            throw invalid(e);
        }
    }

    /** Reads one JSON object as {@link Values}; see {@link #read}. */
    public static Values readObject(String text) {
        return asObject(read(text));
    }

    /**
     * Reads one JSON object from UTF-8 and closes the stream.
     *
     * @throws UncheckedIOException when the stream fails
     * @throws InvalidInputException as {@link #read}
     */
    public static Values readObject(InputStream utf8) {
        try (utf8) {
            return readObject(new String(utf8.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Compact JSON of any value that {@link Values} accepts. */
    public static String write(@Nullable Object value) {
        var text = new java.io.StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            write(json, Values.plain(value));
        }
        return text.toString();
    }

    private static Values asObject(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            var fields = new LinkedHashMap<String, @Nullable Object>();
            map.forEach((name, item) -> fields.put((String) name, item));
            return Values.of(fields);
        }
        throw new InvalidInputException("", "json", "must be a JSON object");
    }

    private static @Nullable Object readWhole(JsonParser parser) {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw new InvalidInputException("", "json", "is empty where JSON was expected");
        }
        Object value = readValue(parser, first);
        if (parser.nextToken() != null) {
            throw new InvalidInputException("", "json", "has text after the end of the JSON value");
        }
        return value;
    }

    private static @Nullable Object readValue(JsonParser parser, JsonToken token) {
        return switch (token) {
            case START_OBJECT -> {
                var map = new LinkedHashMap<String, @Nullable Object>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    map.put(name, readValue(parser, parser.nextToken()));
                }
                yield map;
            }
            case START_ARRAY -> {
                var list = new ArrayList<@Nullable Object>();
                for (JsonToken item = parser.nextToken(); item != JsonToken.END_ARRAY; item = parser.nextToken()) {
                    list.add(readValue(parser, item));
                }
                yield list;
            }
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT -> Values.plain(parser.getBigIntegerValue());
            case VALUE_NUMBER_FLOAT -> Values.plain(parser.getDecimalValue());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw new InvalidInputException("", "json", "is not valid JSON");
        };
    }

    private static void write(JsonGenerator json, @Nullable Object value) {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            map.forEach((name, item) -> {
                json.writeName((String) name);
                write(json, item);
            });
            json.writeEndObject();
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            list.forEach(item -> write(json, item));
            json.writeEndArray();
        } else if (value instanceof String text) {
            json.writeString(text);
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof Long whole) {
            json.writeNumber(whole);
        } else if (value instanceof BigInteger whole) {
            json.writeNumber(whole);
        } else {
            json.writeNumber((BigDecimal) value);
        }
    }

    /** Jackson's own message may repeat the text, so only the place is taken from it. */
    private static InvalidInputException invalid(JacksonException e) {
        var place = e.getLocation();
        String where = place == null ? "" : " at line " + place.getLineNr() + ", column " + place.getColumnNr();
        return new InvalidInputException("", "json", "is not valid JSON" + where);
    }
}
