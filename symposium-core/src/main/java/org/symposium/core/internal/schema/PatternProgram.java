package org.symposium.core.internal.schema;

import java.util.ArrayList;
import java.util.List;

/** Writes a pattern's tree out as steps. */
final class PatternProgram {
    /** Steps that a pattern may have when its counted repetitions are written out: with the longest text, tens of millions of moves, a second at most. */
    static final int MAX_STEPS = 5_000;

    private final List<Step> steps = new ArrayList<>();

    private PatternProgram() {}

    /**
     * The tree as steps, the last of which is the end.
     *
     * @throws IllegalArgumentException when there are too many
     */
    static List<Step> of(PatternNode tree) {
        var program = new PatternProgram();
        program.write(tree);
        program.add(new Step.End());
        return List.copyOf(program.steps);
    }

    private void write(PatternNode node) {
        if (node instanceof PatternNode.One one) {
            add(new Step.One(one.accepts()));
        } else if (node instanceof PatternNode.At at) {
            add(new Step.At(at.edge()));
        } else if (node instanceof PatternNode.All all) {
            all.parts().forEach(this::write);
        } else if (node instanceof PatternNode.Any any) {
            writeChoices(any.choices());
        } else {
            writeRepeat((PatternNode.Repeat) node);
        }
    }

    private void writeChoices(List<PatternNode> choices) {
        var jumps = new ArrayList<Integer>();
        for (PatternNode choice : choices.subList(0, choices.size() - 1)) {
            int fork = add(new Step.End());
            write(choice);
            jumps.add(add(new Step.End()));
            steps.set(fork, new Step.Fork(fork + 1, steps.size()));
        }
        write(choices.get(choices.size() - 1));
        jumps.forEach(jump -> steps.set(jump, goTo(steps.size())));
    }

    private void writeRepeat(PatternNode.Repeat repeat) {
        for (int i = 0; i < repeat.least(); i++) {
            int before = steps.size();
            write(repeat.part());
            if (steps.size() == before) {
                return; // nothing repeated is nothing, however often
            }
        }
        if (repeat.most() < 0) {
            int fork = add(new Step.End());
            write(repeat.part());
            add(goTo(fork));
            steps.set(fork, new Step.Fork(fork + 1, steps.size()));
            return;
        }
        var forks = new ArrayList<Integer>();
        for (int i = repeat.least(); i < repeat.most(); i++) {
            forks.add(add(new Step.End()));
            write(repeat.part());
        }
        forks.forEach(fork -> steps.set(fork, new Step.Fork(fork + 1, steps.size())));
    }

    private static Step goTo(int step) {
        return new Step.Fork(step, step);
    }

    private int add(Step step) {
        if (steps.size() >= MAX_STEPS) {
            throw new IllegalArgumentException("it is too large when its repetitions are written out");
        }
        steps.add(step);
        return steps.size() - 1;
    }
}
