package org.symposium.core.internal.http;

import java.math.BigDecimal;
import java.util.Locale;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.Json;
import org.symposium.spi.model.Verdict;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Answers as JSON trees: RFC 8259 to the letter, no duplicate keys, nothing after the value, at most {@value Json#MAX_DEPTH} levels. What is wrong is
 * said without repeating any of it.
 */
final class StrictJson {
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(Json.MAX_DEPTH)
                            .maxNumberLength(1_000)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .nodeFactory(new SmallNumbers())
            .build();

    private StrictJson() {}

    /** A number such as {@code 1e1000000000} is short to write and endless to compute with. */
    private static final class SmallNumbers extends JsonNodeFactory {
        private static final long serialVersionUID = 1;
        private static final int MOST_PLACES = 1_000;

        @Override
        public tools.jackson.databind.node.ValueNode numberNode(BigDecimal value) {
            if (value != null && Math.abs((long) value.scale()) > MOST_PLACES) {
                throw new TooLong();
            }
            return super.numberNode(value);
        }
    }

    private static final class TooLong extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /**
     * Reads a body.
     *
     * @param host what the message calls the service
     * @throws HandlerException INVALID_RESPONSE
     */
    static JsonNode read(byte[] body, String contentType, String host) {
        try {
            JsonNode node = MAPPER.readTree(body);
            if (node.isMissingNode()) {
                throw invalid(host, contentType, "nothing at all");
            }
            return node;
        } catch (JacksonException | TooLong e) {
            throw invalid(host, contentType, found(body, contentType, e));
        }
    }

    private static String found(byte[] body, String contentType, RuntimeException e) {
        String start = BodyText.of(body, contentType).strip();
        if (start.isEmpty()) {
            return "nothing at all";
        }
        String lower = start.substring(0, Math.min(200, start.length())).toLowerCase(Locale.ROOT);
        if (lower.startsWith("<!doctype html") || lower.startsWith("<html")) {
            return "a web page";
        }
        if (lower.startsWith("<")) {
            return "XML or a web page";
        }
        return e instanceof UnexpectedEndOfInputException
                ? "JSON that breaks off"
                : "something that is not valid JSON" + where(e);
    }

    private static String where(RuntimeException e) {
        if (e instanceof JacksonException json
                && json.getLocation() != null
                && json.getLocation().getLineNr() > 0) {
            return " (line " + json.getLocation().getLineNr() + ", column "
                    + json.getLocation().getColumnNr() + ")";
        }
        return "";
    }

    private static HandlerException invalid(String host, String contentType, String found) {
        boolean plain = contentType.matches("[A-Za-z0-9!#$&^_.+/; =\"-]{1,100}");
        String declared = plain ? ", declared as " + contentType : "";
        return new HandlerException(Verdict.failed(
                        FailureKind.INVALID_RESPONSE,
                        host + " sent " + found + " where JSON was expected" + declared + ".")
                .suggest("Check the address; if it is right, the service has changed or is out of order."));
    }
}
