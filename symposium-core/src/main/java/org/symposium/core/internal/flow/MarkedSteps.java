package org.symposium.core.internal.flow;

import java.util.List;
import java.util.Optional;
import org.symposium.spi.model.Values;

/**
 * Steps in doubt of which a delivery's user has said that they were done, each with what the target gave, as far as the user knows. They stand with what is frozen until the
 * delivery has arrived: a receipt in the ledger is for good, and a user may have to add to this one.
 */
final class MarkedSteps {
    private static final String MARKED = "marked_done";

    private MarkedSteps() {}

    /** What is frozen, as the user's decision leaves it. */
    static Values decided(Values frozen, Values steps, Aim.Replay replay) {
        return switch (replay.decision()) {
            case BY_POLICY -> frozen;
            case RESEND -> frozen.without(MARKED);
            case DONE -> marked(frozen, steps, replay.receipts());
        };
    }

    /** The same of what is frozen anew. */
    static Values kept(Values anew, Values frozen) {
        return frozen.has(MARKED) ? anew.with(MARKED, frozen.object(MARKED)) : anew;
    }

    /** Names of steps that were intended and never answered, in order. */
    static List<String> open(Values steps) {
        return steps.names().stream()
                .filter(name -> !Values.of("step", steps.asMap().get(name)).has("step.receipt"))
                .toList();
    }

    /** The receipt of a step that was marked. */
    static Optional<Values> receipt(Values frozen, String step) {
        Values marked = frozen.objectOrEmpty(MARKED);
        return marked.names().contains(step)
                ? Optional.of(Values.of("step", marked.asMap().get(step))
                        .object("step")
                        .with(MARKED, true))
                : Optional.empty();
    }

    /** Whether a receipt is what a user has said. */
    static boolean isMark(Values receipt) {
        return receipt.has(MARKED);
    }

    private static Values marked(Values frozen, Values steps, Values receipts) {
        Values marked = frozen.objectOrEmpty(MARKED);
        if (!receipts.isEmpty()) {
            return frozen.with(MARKED, marked.with(receipts));
        }
        for (String step : open(steps)) {
            marked = marked.names().contains(step) ? marked : marked.with(step, Values.empty());
        }
        return marked.isEmpty() ? frozen : frozen.with(MARKED, marked);
    }
}
