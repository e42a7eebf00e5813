package org.symposium.core.internal.schema;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * A regular expression that is matched against a whole text in time linear in text and pattern, whatever its author wrote: all paths are walked at
 * once (Thompson 1968), none is tried again. {@link java.util.regex} backtracks, and a text that counts how often it is read does not bound it:
 * choices between empty paths at the end of the text are tried without reading.
 *
 * <p>The dialect is what Java and ECMAScript (so JSON Schema) read alike: literals, {@code .}, classes, {@code \d \w \s \b} and their opposites,
 * {@code \p{…}}, groups, alternatives, {@code ? * + {n,m}}, {@code ^} and {@code $}. Look-around, back references and inline flags are refused.
 */
final class LinearPattern {
    private final List<Step> program;

    private LinearPattern(List<Step> program) {
        this.program = program;
    }

    /**
     * Reads a pattern.
     *
     * @throws IllegalArgumentException when it is not one of the dialect; the message says why
     */
    static LinearPattern of(String pattern) {
        return new LinearPattern(PatternProgram.of(new PatternReader(pattern).read()));
    }

    /** The pattern, if it is one of the dialect. */
    static Optional<LinearPattern> ifValid(String pattern) {
        try {
            return Optional.of(of(pattern));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // told when the type is registered
        }
    }

    /** Whether the whole text matches. */
    boolean matches(String text) {
        int[] points = text.codePoints().toArray();
        var here = new Front(program.size());
        var next = new Front(program.size());
        follow(here, 0, points, 0);
        for (int at = 0; at < points.length && here.size > 0; at++) {
            read(points, at, here, next);
            Front done = here;
            here = next;
            next = done;
            next.clear();
        }
        return here.seen.get(program.size() - 1);
    }

    private void read(int[] points, int at, Front here, Front next) {
        for (int i = 0; i < here.size; i++) {
            int step = here.steps[i];
            if (program.get(step) instanceof Step.One one && one.accepts().test(points[at])) {
                follow(next, step + 1, points, at + 1);
            }
        }
    }

    /** Puts a step into the front, and all that is reached from it without reading. */
    private void follow(Front front, int first, int[] points, int at) {
        front.push(first);
        while (front.waiting > 0) {
            int number = front.pop();
            if (!front.add(number)) {
                continue;
            }
            Step step = program.get(number);
            if (step instanceof Step.Fork fork) {
                front.push(fork.second());
                front.push(fork.first());
            } else if (step instanceof Step.At edge && edge.edge().holds(points, at)) {
                front.push(number + 1);
            }
        }
    }

    /** The steps that all paths stand at, each once. */
    private static final class Front {
        private final int[] steps;
        private final int[] stack;
        private final BitSet seen;
        private int size;
        private int waiting;

        Front(int steps) {
            this.steps = new int[steps];
            this.stack = new int[2 * steps + 1];
            this.seen = new BitSet(steps);
        }

        boolean add(int step) {
            if (seen.get(step)) {
                return false;
            }
            seen.set(step);
            steps[size++] = step;
            return true;
        }

        void push(int step) {
            stack[waiting++] = step;
        }

        int pop() {
            return stack[--waiting];
        }

        void clear() {
            seen.clear();
            size = 0;
        }
    }
}
