package org.symposium.core.internal.flow;

import java.util.Optional;
import java.util.Set;
import org.symposium.core.internal.types.KnownType;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.InDoubt;
import org.symposium.spi.model.Integration;
import org.symposium.spi.model.IntegrationType;
import org.symposium.spi.model.Output;
import org.symposium.spi.model.Status;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;

/**
 * Steps that a delivery which is over leaves in doubt, and that are not sent again by themselves: it is held, however its last attempt failed. By the ledger, since an attempt may
 * fail before it comes to the step that an earlier one has left.
 */
final class HeldSteps {
    /** What its user may do about a step in doubt. */
    static final String ADVICE =
            "Look at the target. If it is there, mark the delivery as done; if it is not, resend it, or give its cards back.";

    private final Parts parts;

    HeldSteps(Parts parts) {
        this.parts = parts;
    }

    /** What a run came to; in doubt, if it is over and has left a step so. */
    Made told(Made made, Workplace workplace) {
        Target target = workplace.target();
        if (!made.isOver() || made.status() != Status.FAILURE || !target.kind().equals(Output.KIND.name())) {
            return made;
        }
        return made.failure()
                .filter(verdict -> verdict.kind() != FailureKind.IN_DOUBT)
                .flatMap(verdict -> first(target.owner(), workplace.order().executionId(), workplace.resent())
                        .map(step -> made.held(told(verdict.message(), step), "step '" + step + "' is in doubt")))
                .orElse(made);
    }

    /** Of a delivery, by its id; empty for any other run. */
    Optional<String> first(String owner, String executionId) {
        return first(owner, executionId, Set.of());
    }

    /** What is told of a delivery that failed so, and has left a step in doubt. */
    static Verdict told(String message, String step) {
        return Verdict.failed(FailureKind.IN_DOUBT, message + " " + unknown(step))
                .suggest(ADVICE);
    }

    static String unknown(String step) {
        return "It is not known whether step '" + step + "' was done.";
    }

    /** Of a step that this attempt did not come to only the policy is known. */
    private Optional<String> first(String owner, String deliveryId, Set<String> resent) {
        Optional<Values> delivery = parts.stores().ledger().find(owner, deliveryId);
        if (delivery.isEmpty()) {
            return Optional.empty();
        }
        return MarkedSteps.open(delivery.get().objectOrEmpty("steps")).stream()
                .filter(name -> !resent.contains(name))
                .filter(name -> MarkedSteps.receipt(delivery.get().object("frozen"), name)
                        .isEmpty())
                .findFirst()
                .filter(name -> policy(owner, delivery.get().text("frozen.output_id", "")) == InDoubt.HOLD);
    }

    private InDoubt policy(String owner, String outputId) {
        Optional<Output> output = parts.stores().table(Output.KIND).find(owner, outputId);
        return output.flatMap(Output::inDoubt)
                .or(() -> output.flatMap(this::type).flatMap(IntegrationType::inDoubt))
                .orElse(InDoubt.HOLD);
    }

    private Optional<IntegrationType> type(Output output) {
        return parts.stores()
                .table(Integration.KIND)
                .find(output.owner(), output.integrationId())
                .flatMap(integration -> parts.types().byId(integration.typeId()))
                .map(KnownType::type);
    }
}
