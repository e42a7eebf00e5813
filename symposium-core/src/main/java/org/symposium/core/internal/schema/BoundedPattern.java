package org.symposium.core.internal.schema;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A type author's regular expression, matched against a whole text that a user typed. {@link java.util.regex} backtracks, so some expressions would try for ever on
 * some texts: after {@value #MOST_READS} characters read, the text counts as one that does not match.
 */
final class BoundedPattern {
    private static final int MOST_READS = 2_000_000;

    private final Pattern pattern;

    private BoundedPattern(Pattern pattern) {
        this.pattern = pattern;
    }

    /**
     * Reads a pattern.
     *
     * @throws IllegalArgumentException when it can't be read; the message says why
     */
    static BoundedPattern of(String pattern) {
        try {
            return new BoundedPattern(Pattern.compile(pattern));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(e.getDescription(), e);
        } catch (StackOverflowError e) {
            throw new IllegalArgumentException("it is nested too deeply", e);
        }
    }

    /** The pattern, if it can be read. */
    static Optional<BoundedPattern> ifValid(String pattern) {
        try {
            return Optional.of(of(pattern));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // told when the type is registered
        }
    }

    /** Whether the whole text matches, as far as can be told in bounded work. */
    boolean matches(String text) {
        try {
            return pattern.matcher(new CountedReads(text)).matches();
        } catch (TooManyReads | StackOverflowError e) {
            return false;
        }
    }

    /** A text that counts how often it is read. Parts of it begin to count anew. */
    private static final class CountedReads implements CharSequence {
        private final String text;
        private int reads;

        private CountedReads(String text) {
            this.text = text;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (++reads > MOST_READS) {
                throw new TooManyReads();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new CountedReads(text.substring(start, end));
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private static final class TooManyReads extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
