package org.symposium.core.internal.schema;

import java.util.function.IntPredicate;

/** One step of a pattern's program. */
sealed interface Step {
    /** Reads one character. */
    record One(IntPredicate accepts) implements Step {}

    /** Goes on at both places. */
    record Fork(int first, int second) implements Step {}

    /** Goes on only where the edge holds. */
    record At(Edge edge) implements Step {}

    /** The pattern has matched. */
    record End() implements Step {}

    /** A place between two characters. */
    enum Edge {
        START,
        FINISH,
        WORD,
        NO_WORD;

        boolean holds(int[] points, int at) {
            boolean word = isWord(points, at - 1) != isWord(points, at);
            return switch (this) {
                case START -> at == 0;
                case FINISH -> at == points.length;
                case WORD -> word;
                case NO_WORD -> !word;
            };
        }

        private static boolean isWord(int[] points, int at) {
            if (at < 0 || at >= points.length) {
                return false;
            }
            int c = points[at];
            return c == '_' || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        }
    }
}
