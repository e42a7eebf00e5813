package org.symposium.handlers.weather;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;
import org.symposium.spi.model.TextPieces;
import tools.jackson.databind.JsonNode;

/** Reads values as providers write them: numbers perhaps as text, moments in seconds; what is not there, or makes no sense, is empty. */
final class Reading {
    private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,12}(\\.\\d{1,12})?");
    private static final int MOST_DIGITS = 12;
    private static final int PLACES = 6;
    private static final int TEXT_AT_MOST = 200;
    private static final long YEAR_2200 = 7_258_118_400L;

    private Reading() {}

    /** A number of up to 12 digits before the point, cut to 6 places behind it. */
    static Optional<BigDecimal> number(JsonNode node) {
        if (node.isString() && DECIMAL.matcher(node.asString("").strip()).matches()) {
            return Optional.of(rounded(new BigDecimal(node.asString("").strip())));
        }
        return node.decimalValueOpt().flatMap(Reading::sensible);
    }

    /** One line of text, without white space around it, of bounded length. */
    static String text(JsonNode node) {
        return TextPieces.shortened(node.asString("").strip().replaceAll("\\s+", " "), TEXT_AT_MOST);
    }

    /** A moment in seconds since 1970, in UTC. */
    static Optional<Instant> moment(JsonNode seconds) {
        return number(seconds)
                .filter(number -> number.signum() > 0 && number.longValue() < YEAR_2200)
                .map(number -> Instant.ofEpochSecond(number.longValue()));
    }

    /** The same as a clock on the spot shows it: ISO-8601 with the zone's offset. */
    static Optional<String> local(JsonNode seconds, ZoneId zone) {
        return moment(seconds)
                .map(moment -> DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(OffsetDateTime.ofInstant(moment, zone)));
    }

    /** A zone of its name, else of an offset in seconds, else UTC. */
    static ZoneId zone(JsonNode name, JsonNode offset) {
        String id = text(name);
        return ZoneId.getAvailableZoneIds().contains(id) ? ZoneId.of(id) : offset(offset);
    }

    /** An offset in seconds; UTC if it is none. */
    static ZoneOffset offset(JsonNode seconds) {
        return number(seconds)
                .filter(number -> Math.abs(number.longValue()) <= ZoneOffset.MAX.getTotalSeconds())
                .map(number -> ZoneOffset.ofTotalSeconds(number.intValue()))
                .orElse(ZoneOffset.UTC);
    }

    /** A stored moment read again; empty if somebody changed it to what is none. */
    static Optional<OffsetDateTime> stored(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Looks at the size first: to write out a number of a million digits takes long. */
    private static Optional<BigDecimal> sensible(BigDecimal number) {
        long digits = (long) number.precision() - number.scale();
        if (digits > MOST_DIGITS) {
            return Optional.empty();
        }
        return Optional.of(digits < -PLACES ? BigDecimal.ZERO : rounded(number));
    }

    /** The same number with no more places than it needs. */
    static BigDecimal rounded(BigDecimal number) {
        BigDecimal least = number.setScale(Math.min(PLACES, Math.max(0, number.scale())), RoundingMode.HALF_UP)
                .stripTrailingZeros();
        return least.scale() < 0 ? least.setScale(0) : least;
    }
}
