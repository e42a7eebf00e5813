package org.symposium.core.internal.flow;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.symposium.spi.Step;
import org.symposium.spi.model.Values;

/** The steps of one delivery as earlier attempts have left them, and which of them this attempt has come to. */
final class EarlierSteps {
    private final Map<String, @Nullable Object> earlier;
    private final DoubtRule rule;
    private final Set<String> taken = new HashSet<>();

    /**
     * Left so.
     *
     * @param earlier by name: {@code digest}, {@code shown}, and {@code receipt} if there is one
     * @param rule for those that have none
     */
    EarlierSteps(Values earlier, DoubtRule rule) {
        this.earlier = earlier.asMap();
        this.rule = rule;
    }

    /**
     * The receipt of the next step, if an earlier attempt has finished it, or the handler finds that it had.
     *
     * @param digest of what would be sent now
     * @throws IllegalStateException when this attempt has had a step of that name
     * @throws org.symposium.spi.model.HandlerException when nobody knows whether it was done, and it may not be done again
     */
    Optional<Found> next(Step step, Supplier<String> digest) {
        if (!taken.add(step.name())) {
            throw new IllegalStateException(
                    "The delivery has two steps named '" + step.name() + "'; a step's name must be unique.");
        }
        Optional<Values> before = of(step.name());
        if (before.isPresent() && before.get().has("receipt")) {
            return Optional.of(new Found(before.get().object("receipt"), true));
        }
        return before.flatMap(intended ->
                rule.decide(step, intended.text("digest").equals(digest.get())).map(done -> new Found(done, false)));
    }

    /**
     * What became of a step.
     *
     * @param isWritten whether the ledger has it already
     */
    record Found(Values receipt, boolean isWritten) {}

    /** Whether an earlier attempt has come to a step. */
    boolean knows(String name) {
        return earlier.containsKey(name);
    }

    private Optional<Values> of(String name) {
        return knows(name) ? Optional.of(Values.of("step", earlier.get(name)).object("step")) : Optional.empty();
    }
}
