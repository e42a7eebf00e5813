package org.symposium.spi.model;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How plain values of {@link Values} compare, whichever store they come from. */
final class PlainOrder {
    /** The rank of what no sort looks at: nothing, lists and objects. */
    static final int UNSORTED = 3;

    private PlainOrder() {}

    /** Both numbers of one worth, or the same text, or the same flag. Nothing, lists and objects are equal to nothing. */
    static boolean equal(@Nullable Object one, @Nullable Object other) {
        if (one == null || other == null) {
            return false;
        }
        return comparable(one, other) ? compare(one, other) == 0 : one instanceof Boolean flag && flag.equals(other);
    }

    /** Whether both are numbers, or both texts. */
    static boolean comparable(Object one, Object other) {
        return (one instanceof Number && other instanceof Number) || (one instanceof String && other instanceof String);
    }

    /** Of two numbers or two texts. */
    static int compare(Object one, Object other) {
        if (one instanceof Long whole && other instanceof Long otherWhole) {
            return Long.compare(whole, otherWhole);
        }
        return one instanceof Number
                ? decimal(one).compareTo(decimal(other))
                : compareTexts((String) one, (String) other);
    }

    /** By code points, as databases do that compare the bytes of UTF-8; {@link String#compareTo} puts emoji before U+E000 to U+FFFF. */
    static int compareTexts(String one, String other) {
        int shorter = Math.min(one.length(), other.length());
        for (int at = 0; at < shorter; at++) {
            char left = one.charAt(at);
            char right = other.charAt(at);
            if (left != right) {
                boolean isLeftHalf = Character.isSurrogate(left);
                return isLeftHalf == Character.isSurrogate(right)
                        ? Character.compare(left, right)
                        : isLeftHalf ? 1 : -1;
            }
        }
        return Integer.compare(one.length(), other.length());
    }

    /** In a sort: numbers, then texts, then flags. */
    static int rank(@Nullable Object value) {
        if (value instanceof Number) {
            return 0;
        }
        return value instanceof String ? 1 : value instanceof Boolean ? 2 : UNSORTED;
    }

    /** The same text whatever its case, also within lists: upper case, then lower case, of no language. */
    static @Nullable Object folded(@Nullable Object value) {
        if (value instanceof String text) {
            return text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        }
        return value instanceof List<?> list
                ? list.stream()
                        .filter(each -> each != null)
                        .map(PlainOrder::folded)
                        .toList()
                : value;
    }

    private static BigDecimal decimal(Object number) {
        if (number instanceof BigDecimal decimal) {
            return decimal;
        }
        return number instanceof BigInteger whole ? new BigDecimal(whole) : BigDecimal.valueOf((long) number);
    }
}
