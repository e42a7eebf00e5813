package org.symposium.core.internal.schema;

import java.util.List;
import java.util.function.IntPredicate;

/** A pattern as a tree. */
sealed interface PatternNode {
    /** One character. */
    record One(IntPredicate accepts) implements PatternNode {}

    /** A place between two characters. */
    record At(Step.Edge edge) implements PatternNode {}

    /** One after the other. */
    record All(List<PatternNode> parts) implements PatternNode {}

    /** One of them. */
    record Any(List<PatternNode> choices) implements PatternNode {}

    /** The same again and again; {@code most} below zero has no end. */
    record Repeat(PatternNode part, int least, int most) implements PatternNode {}
}
