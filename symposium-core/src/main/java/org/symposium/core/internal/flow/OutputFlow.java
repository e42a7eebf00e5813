package org.symposium.core.internal.flow;

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
public final class OutputFlow implements Flow {
    private final Parts parts;
    private final Conduct conduct;
    private final Freezing freezing;

    /** With these parts. */
    public OutputFlow(Parts parts) {
        this.parts = parts;
        this.conduct = new Conduct(parts);
        this.freezing = new Freezing(parts);
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

    private Made deliver(Output output, Workplace workplace) {
        Integration integration = workplace.target().integration();
        KnownType type = RunSettings.type(parts.types(), integration);
        Values settings = RunSettings.of(type.type().outputSchema(), output.config(), integration.config());
        String deliveryId = workplace.order().executionId();
        Optional<Values> opened = parts.stores().ledger().find(output.owner(), deliveryId);
        if (opened.isEmpty()) {
            Optional<Values> frozen = freezing.frozen(output, settings, workplace.startedAt());
            if (frozen.isEmpty()) {
                return Made.skipped();
            }
            opened = Optional.of(
                    parts.stores().ledger().open(output.owner(), deliveryId, frozen.get(), workplace.lease()));
        }
        Values ledger = opened.get();
        RunContext context = workplace.open(type, ledger.objectOrEmpty("frozen.settings"));
        var steps = new Steps(context, ledger.objectOrEmpty("steps"));
        var delivery = new FrozenDelivery(context, ledger.object("frozen"), steps::take);
        DeliveryResult result = ((OutputHandler) type.handler()).send(delivery);
        if (result == null) {
            throw new HandlerException(FailureKind.INTERNAL, "The integration's handler gave nothing back.");
        }
        context.stopIfCancelled(); // a handler that swallowed the stop is not believed
        return Made.delivered(result, delivery.cards().stream().map(Card::id).toList());
    }
}
