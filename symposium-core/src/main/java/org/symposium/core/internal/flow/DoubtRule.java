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
 * decided counts before the policy.
 *
 * @param isResent whether the user has said that it is sent again
 * @param frozen says which steps the user has marked as done
 * @param policy the output's, or its type's
 */
record DoubtRule(boolean isResent, Values frozen, Optional<InDoubt> policy) {

    static DoubtRule of(Aim aim, Values frozen, Output output, IntegrationType type) {
        boolean isResent = aim instanceof Aim.Replay replay && replay.decision() == Aim.Decision.RESEND;
        return new DoubtRule(isResent, frozen, output.inDoubt().or(type::inDoubt));
    }

    /**
     * The receipt of a step that was done after all; empty for one that is to be done again.
     *
     * @param isSame whether it would be the same again
     * @throws HandlerException IN_DOUBT when nobody knows, and it may not be done again
     */
    Optional<Values> decide(Step step, boolean isSame) {
        if (step.effect() == Effect.READ) {
            return Optional.empty();
        }
        Optional<Values> marked = MarkedSteps.receipt(frozen, step.name());
        if (marked.isPresent()) {
            return marked;
        }
        Optional<Values> found = step.ifInDoubt().get();
        if (found.isPresent() || isResent) {
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
        return new HandlerException(Verdict.failed(FailureKind.IN_DOUBT, HeldSteps.unknown(step.name()) + " " + why)
                .suggest(HeldSteps.ADVICE));
    }
}
