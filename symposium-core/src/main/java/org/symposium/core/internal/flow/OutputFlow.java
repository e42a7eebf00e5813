package org.symposium.core.internal.flow;

import java.util.Optional;
import org.symposium.core.internal.types.KnownType;
import org.symposium.spi.Ledger;
import org.symposium.spi.OutputHandler;
import org.symposium.spi.model.Card;
import org.symposium.spi.model.DeliveryResult;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.Integration;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.NotFoundException;
import org.symposium.spi.model.Output;
import org.symposium.spi.model.RunResult;
import org.symposium.spi.model.Values;

/** Output → integration → lease → cards → content → frozen → steps → receipts → saved. Spec: <em>Output Flow</em>. */
public final class OutputFlow implements Flow {
    private static final int LONGEST_RECIPIENT =
            320; // an address of mail: RFC 5321 with a name of 64 and a domain of 255

    private final Parts parts;
    private final Conduct conduct;
    private final Freezing freezing;
    private final Replays replays;

    /** With these parts. */
    public OutputFlow(Parts parts) {
        this.parts = parts;
        this.conduct = new Conduct(parts);
        this.freezing = new Freezing(parts);
        this.replays = new Replays(parts);
    }

    @Override
    public RunResult run(String owner, String id, Order order) {
        return conduct.run(order, () -> load(owner, id));
    }

    @Override
    public Target target(String owner, String id) {
        return load(owner, id).target();
    }

    private Conduct.Ready load(String owner, String id) {
        Output output = parts.stores()
                .table(Output.KIND)
                .find(owner, id)
                .orElseThrow(() -> new NotFoundException("output", id));
        Integration integration = parts.stores()
                .table(Integration.KIND)
                .find(owner, output.integrationId())
                .orElseThrow(() -> new NotFoundException("integration", output.integrationId()));
        return new Conduct.Ready(Target.of(output, integration), workplace -> deliver(output, workplace));
    }

    /**
     * Lets a delivery go on that has ended.
     *
     * @throws NotFoundException when the owner has no such delivery, or its output is gone
     * @throws org.symposium.spi.model.InactiveException when its output, or the integration, is switched off
     * @throws org.symposium.spi.model.ConflictException when it has arrived, its cards went by another one, or its output is running now
     */
    public RunResult replay(String owner, String deliveryId, Aim.Replay aim) {
        String outputId = replays.outputOf(owner, deliveryId);
        return conduct.run(Order.replay(deliveryId, aim), () -> {
            Conduct.Ready ready = load(owner, outputId);
            replays.check(owner, deliveryId, aim);
            return ready;
        });
    }

    /**
     * Delivers to one recipient, on trial.
     *
     * @throws InvalidInputException when the output's type has no trial, or it is nobody
     */
    public RunResult tryOn(String owner, String outputId, String recipient) {
        if (recipient.isBlank() || recipient.length() > LONGEST_RECIPIENT) {
            throw new InvalidInputException(
                    "recipient", "length", "must have 1 to " + LONGEST_RECIPIENT + " characters");
        }
        Target target = target(owner, outputId);
        KnownType type = parts.types().requireById(target.integration().typeId());
        if (!type.type().supportsTestDelivery()) {
            throw new InvalidInputException(
                    "recipient",
                    "unsupported",
                    "is not possible: the type '" + type.type().name()
                            + "' has no test delivery; look at a preview instead");
        }
        return conduct.run(Order.trial(parts.ids().next(), recipient.strip()), () -> load(owner, outputId));
    }

    private Made deliver(Output output, Workplace workplace) {
        KnownType type = RunSettings.type(parts.types(), workplace.target().integration());
        Optional<Values> opened = opened(output, type, workplace);
        if (opened.isEmpty()) {
            return Made.skipped();
        }
        Values ledger = opened.get();
        Values frozen = ledger.object("frozen");
        RunContext context = workplace.open(type, frozen.objectOrEmpty("settings"));
        DoubtRule rule = DoubtRule.of(workplace.order().aim(), frozen, output, type.type());
        var steps = new Steps(context, ledger.objectOrEmpty("steps"), rule);
        var delivery = new FrozenDelivery(context, frozen, steps::take);
        DeliveryResult result = ((OutputHandler) type.handler()).send(delivery);
        if (result == null) {
            throw new HandlerException(FailureKind.INTERNAL, "The integration's handler gave nothing back.");
        }
        context.stopIfCancelled(); // a handler that swallowed the stop is not believed
        steps.arrived();
        for (String notice : delivery.notices()) {
            result = result.notice(notice);
        }
        return delivery.testRecipient().isPresent()
                ? Made.tried(result)
                : Made.delivered(result, delivery.cards().stream().map(Card::id).toList());
    }

    /** The delivery as the ledger has it: as it was left, or a new one; empty when there is nothing to deliver. */
    private Optional<Values> opened(Output output, KnownType type, Workplace workplace) {
        Aim aim = workplace.order().aim();
        String deliveryId = workplace.order().executionId();
        Ledger ledger = parts.stores().ledger();
        Optional<Values> left = ledger.find(output.owner(), deliveryId);
        if (left.isPresent()) {
            return goingOn(output, type, workplace, left.get());
        }
        return freezing.frozen(output, settings(output, type, workplace), workplace.startedAt())
                .map(frozen ->
                        aim instanceof Aim.Trial trial ? frozen.with("test_recipient", trial.recipient()) : frozen)
                .map(frozen -> ledger.open(output.owner(), deliveryId, frozen, workplace.lease()));
    }

    /** A delivery that was left, as its user wants it to go on. */
    private Optional<Values> goingOn(Output output, KnownType type, Workplace workplace, Values left) {
        String deliveryId = workplace.order().executionId();
        Optional<Aim.Replay> replay =
                workplace.order().aim() instanceof Aim.Replay wanted ? Optional.of(wanted) : Optional.empty();
        boolean isAnew = replay.filter(Aim.Replay::isAnew).isPresent();
        if (replays.isGivenBack(left) || (!isAnew && replays.isTaken(output.owner(), deliveryId, left))) {
            return Optional.empty();
        }
        Values before = left.object("frozen");
        Values frozen = isAnew
                ? MarkedSteps.kept(freezing.anew(output, settings(output, type, workplace), before), before)
                : before;
        Values decided = replay.map(wanted -> MarkedSteps.decided(frozen, left.objectOrEmpty("steps"), wanted))
                .orElse(frozen);
        if (decided.equals(before)) {
            return Optional.of(left);
        }
        if (!parts.stores().ledger().refreeze(output.owner(), deliveryId, decided, workplace.lease())) {
            throw new HandlerException(FailureKind.CANCELLED, "Another node has taken over this run.");
        }
        return Optional.of(left.with("frozen", decided));
    }

    private static Values settings(Output output, KnownType type, Workplace workplace) {
        return RunSettings.of(
                type.type().outputSchema(),
                output.config(),
                workplace.target().integration().config());
    }
}
