package org.symposium.core.internal.types;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** A version of a definition: numbers with dots between them, compared part by part, a missing part as 0. */
record Version(List<BigInteger> parts) implements Comparable<Version> {
    private static final int MAX_LENGTH = 200;

    /** What is no number in it counts as 0: its type is refused for it elsewhere. */
    static Version of(String text) {
        String bounded = text.length() > MAX_LENGTH ? "0" : text;
        return new Version(
                Arrays.stream(bounded.split("\\.")).map(Version::number).toList());
    }

    @Override
    public int compareTo(Version other) {
        int length = Math.max(parts.size(), other.parts.size());
        return IntStream.range(0, length)
                .map(i -> part(i).compareTo(other.part(i)))
                .filter(order -> order != 0)
                .findFirst()
                .orElse(0);
    }

    private BigInteger part(int position) {
        return position < parts.size() ? parts.get(position) : BigInteger.ZERO;
    }

    private static BigInteger number(String part) {
        boolean digits = !part.isEmpty() && part.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? new BigInteger(part) : BigInteger.ZERO;
    }
}
