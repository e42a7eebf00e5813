package org.symposium.core.internal.flow;

import java.util.List;
import java.util.Optional;
import org.symposium.core.internal.types.KnownType;
import org.symposium.spi.OutputHandler;
import org.symposium.spi.model.Card;
import org.symposium.spi.model.DeliveryResult;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.Integration;
import org.symposium.spi.model.NotFoundException;
import org.symposium.spi.model.Output;
import org.symposium.spi.model.RunResult;
import org.symposium.spi.model.Values;

/** Output → integration → lease → cards → content → frozen → steps → receipts → saved. Spec: <em>Output Flow</em>. */
public final class OutputFlow {
    private final Parts parts;
    private final Conduct conduct;
    private final Freezing freezing;

    /** With these parts. */
    public OutputFlow(Parts parts) {
        this.parts = parts;
        this.conduct = new Conduct(parts);
        this.freezing = new Freezing(parts);
    }

    /**
     * Runs an output on the calling thread.
     *
     * @throws NotFoundException when the owner has no such output
     * @throws org.symposium.spi.model.InactiveException when it, or its integration, is switched off
     * @throws org.symposium.spi.model.ConflictException when it is running now
     */
    public RunResult run(String owner, String outputId, Order order) {
        return conduct.run(order, () -> load(owner, outputId));
    }

    private Conduct.Ready load(String owner, String outputId) {
        Output output = parts.stores()
                .table(Output.KIND)
                .find(owner, outputId)
                .orElseThrow(() -> new NotFoundException("output", outputId));
        Integration integration = parts.stores()
                .table(Integration.KIND)
                .find(owner, output.integrationId())
                .orElseThrow(() -> new NotFoundException("integration", output.integrationId()));
        return new Conduct.Ready(Target.of(output, integration), workplace -> deliver(output, workplace));
    }

    private Made deliver(Output output, Workplace workplace) {
        Integration integration = workplace.target().integration();
        KnownType type = RunSettings.type(parts.types(), integration);
        Values settings = RunSettings.of(type.type().outputSchema(), output.config(), integration.config());
        String deliveryId = workplace.order().executionId();
        Optional<Values> opened = parts.stores().ledger().find(output.owner(), deliveryId);
        if (opened.isEmpty()) {
            List<Card> cards = freezing.choose(output);
            if (cards.isEmpty()) {
                return Made.skipped();
            }
            Values frozen = freezing.freeze(output, settings, cards, workplace.startedAt());
            opened = Optional.of(parts.stores().ledger().open(output.owner(), deliveryId, frozen, workplace.lease()));
        }
        Values ledger = opened.get();
        RunContext context = workplace.open(type, ledger.objectOrEmpty("frozen.settings"));
        var delivery = new FrozenDelivery(context, ledger);
        DeliveryResult result = ((OutputHandler) type.handler()).send(delivery);
        if (result == null) {
            throw new HandlerException(FailureKind.INTERNAL, "The integration's handler gave nothing back.");
        }
        context.stopIfCancelled(); // a handler that swallowed the stop is not believed
        return Made.delivered(result, delivery.cards().stream().map(Card::id).toList());
    }
}
