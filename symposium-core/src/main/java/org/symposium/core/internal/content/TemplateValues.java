package org.symposium.core.internal.content;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.symposium.spi.http.Secret;

/** How templates see values: what is true, and what is shown. */
final class TemplateValues {
    private static final int MOST_PLACES = 1_000;

    private TemplateValues() {}

    /** The value if templates may see it: a map, a list, text, a number, true or false. A secret is dots, anything else counts as missing. */
    static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof Secret) {
            return Secret.MASK;
        }
        boolean seen = value instanceof Map
                || value instanceof List
                || value instanceof String
                || value instanceof Number
                || value instanceof Boolean;
        return seen ? value : null;
    }

    /** Missing, false, 0, the empty text and the empty list are false, as in Handlebars. */
    static boolean isTrue(@Nullable Object value) {
        if (value instanceof Boolean flag) {
            return flag;
        }
        if (value instanceof String text) {
            return !text.isEmpty();
        }
        if (value instanceof List<?> list) {
            return !list.isEmpty();
        }
        if (value instanceof Number number) {
            return !isZero(number);
        }
        return value != null;
    }

    /**
     * What a tag shows: text as it is, numbers without exponent or grouping, {@code true} and {@code false}, the items of a list joined by a comma and a
     * space, a card its content. Nothing for another map or what is missing.
     */
    static String text(@Nullable Object value, TemplateOutput run) {
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof Number number) {
            return number(number);
        }
        if (value instanceof List<?> list) {
            var joined = new StringBuilder();
            join(list, joined, run, 0);
            return joined.toString();
        }
        if (value instanceof Map<?, ?> map && map.get("content") instanceof String content) {
            return content;
        }
        return value instanceof Boolean flag ? flag.toString() : "";
    }

    private static void join(List<?> list, StringBuilder joined, TemplateOutput run, int depth) {
        for (Object item : list) {
            run.count();
            if (item instanceof List<?> inner && depth < TemplateLimits.DEPTH) {
                join(inner, joined, run, depth + 1);
                continue;
            }
            String text = item instanceof List ? "" : text(plain(item), run);
            if (!text.isEmpty()) {
                joined.append(joined.isEmpty() ? "" : ", ").append(text);
                run.requireRoom(joined.length());
            }
        }
    }

    private static boolean isZero(Number number) {
        if (number instanceof BigDecimal decimal) {
            return decimal.signum() == 0;
        }
        if (number instanceof BigInteger whole) {
            return whole.signum() == 0;
        }
        return number.doubleValue() == 0 || Double.isNaN(number.doubleValue());
    }

    private static String number(Number number) {
        if (number instanceof BigDecimal decimal) {
            return Math.abs((long) decimal.scale()) > MOST_PLACES ? decimal.toString() : decimal.toPlainString();
        }
        if (number instanceof Double || number instanceof Float) {
            double value = number.doubleValue();
            if (!Double.isFinite(value)) {
                return number.toString();
            }
            return value == 0
                    ? "0"
                    : new BigDecimal(number.toString()).stripTrailingZeros().toPlainString();
        }
        return number.toString();
    }
}
