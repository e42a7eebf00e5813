package org.symposium.core.internal.flow;

import java.util.Optional;
import org.symposium.spi.Step;
import org.symposium.spi.model.Effect;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.InDoubt;
import org.symposium.spi.model.IntegrationType;
import org.symposium.spi.model.Output;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;

/**
 * What becomes of a step that was sent and never answered. The handler looks first; then the output's policy decides, else its type's, else what the step does. What its user has
 * decided counts before all of it.
 *
 * @param policy the output's, or its type's
 */
record DoubtRule(Aim.Decision decision, Optional<InDoubt> policy) {

    static DoubtRule of(Aim aim, Output output, IntegrationType type) {
        Aim.Decision decision = aim instanceof Aim.Replay replay ? replay.decision() : Aim.Decision.BY_POLICY;
        return new DoubtRule(decision, output.inDoubt().or(type::inDoubt));
    }

    /**
     * The receipt of a step that was done after all; empty for one that is to be done again.
     *
     * @param isSame whether it would be the same again
     * @throws HandlerException IN_DOUBT when nobody knows, and it may not be done again
     */
    Optional<Values> decide(Step step, boolean isSame) {
        if (decision == Aim.Decision.DONE) {
            return Optional.of(Values.of("marked_done", true));
        }
        if (step.effect() == Effect.READ) {
            return Optional.empty();
        }
        Optional<Values> found = step.ifInDoubt().get();
        if (found.isPresent() || decision == Aim.Decision.RESEND) {
            return found;
        }
        if (!isSame) {
            throw held(step, "What would be sent now is not what was sent then.");
        }
        if (policyFor(step) == InDoubt.HOLD) {
            throw held(step, "It is not sent again, since it might arrive twice.");
        }
        return Optional.empty();
    }

    /** Whether a step that is left in doubt waits for its user. */
    boolean holds(Step step) {
        return step.effect() != Effect.READ && policyFor(step) == InDoubt.HOLD;
    }

    private InDoubt policyFor(Step step) {
        return policy.orElse(step.effect() == Effect.REPEATABLE ? InDoubt.RESEND : InDoubt.HOLD);
    }

    private static HandlerException held(Step step, String why) {
        return new HandlerException(
                Verdict.failed(FailureKind.IN_DOUBT, HeldSteps.unknown(step.name()) + " " + why)
                        .suggest(HeldSteps.ADVICE));
    }
}
