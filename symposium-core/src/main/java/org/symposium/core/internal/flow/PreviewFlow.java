package org.symposium.core.internal.flow;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.symposium.core.internal.audit.AuditLog;
import org.symposium.core.internal.connections.IntegrationRows;
import org.symposium.core.internal.credentials.Masks;
import org.symposium.core.internal.types.KnownType;
import org.symposium.spi.Lease;
import org.symposium.spi.OutputHandler;
import org.symposium.spi.Run;
import org.symposium.spi.model.AuditAction;
import org.symposium.spi.model.AuditActor;
import org.symposium.spi.model.DeliveryResult;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.InactiveException;
import org.symposium.spi.model.Integration;
import org.symposium.spi.model.NotFoundException;
import org.symposium.spi.model.Output;
import org.symposium.spi.model.Preview;
import org.symposium.spi.model.RunResult;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;

/**
 * Output → cards → content → the handler as in a delivery, but that its steps are written down and not done. Nothing is kept of it but that credentials were used. A
 * delivery that waits to go on is shown as it would: a call for one goes on with it.
 */
public final class PreviewFlow {
    /** Any number of people may look at one time; nothing is saved. */
    private static final Lease NO_LEASE = new Lease("preview", 0);

    private final Parts parts;
    private final IntegrationRows rows;
    private final Freezing freezing;
    private final Errand errand;

    /** With these parts. */
    public PreviewFlow(Parts parts) {
        this.parts = parts;
        this.rows = new IntegrationRows(parts.stores());
        this.freezing = new Freezing(parts);
        this.errand = new Errand(parts);
    }

    /** What would be delivered, before the handler has seen it. */
    private record Opened(String deliveryId, Values frozen, Values steps) {}

    /**
     * What an output would deliver now. An output that is switched off may be looked at.
     *
     * @throws NotFoundException when the owner has no such output
     * @throws InactiveException when its integration is switched off
     * @throws org.symposium.spi.model.InvalidInputException when its type is not installed any more
     */
    public Preview preview(String owner, String outputId) {
        Output output = parts.stores()
                .table(Output.KIND)
                .find(owner, outputId)
                .orElseThrow(() -> new NotFoundException("output", outputId));
        Integration integration = rows.get(owner, output.integrationId());
        if (!integration.isActive()) {
            throw new InactiveException("integration", integration.name(), integration.disabledReason());
        }
        KnownType type = parts.types().requireById(integration.typeId());
        Optional<Run> waiting =
                parts.entries().findBegun(Output.KIND.name(), owner, outputId).filter(run -> run.interrupted() == 0);
        String deliveryId = waiting.map(Run::executionId).orElseGet(parts.ids()::next);
        Optional<Opened> opened;
        try {
            opened = opened(output, integration, type, deliveryId);
        } catch (
                HandlerException
                        e) { // it can't be rendered, or its settings fit no more: that is what a delivery would end
            // with
            return nothing(outputId, deliveryId, Optional.of(failure(LogRow.told(e.verdict(), new Masks()))));
        }
        return opened.map(delivery -> previewed(output, integration, type, delivery))
                .orElseGet(() -> nothing(outputId, deliveryId, Optional.empty()));
    }

    private Optional<Opened> opened(Output output, Integration integration, KnownType type, String deliveryId) {
        Optional<Values> standing = parts.stores().ledger().find(output.owner(), deliveryId);
        if (standing.isPresent()) {
            Values ledger = standing.get();
            return Optional.of(new Opened(deliveryId, ledger.object("frozen"), ledger.objectOrEmpty("steps")));
        }
        Values settings = RunSettings.of(type.type().outputSchema(), output.config(), integration.config());
        return freezing.frozen(output, settings, parts.clock().instant())
                .map(frozen -> new Opened(deliveryId, frozen, Values.empty()));
    }

    private Preview previewed(Output output, Integration integration, KnownType type, Opened opened) {
        var fields = integration.sealedCredentials().names();
        Optional<AuditLog.Use> use = fields.isEmpty()
                ? Optional.empty()
                : Optional.of(parts.audit()
                        .begin(
                                AuditLog.Purpose.of(AuditActor.OWNER, AuditAction.PREVIEW, opened.deliveryId()),
                                integration,
                                fields));
        var looked = new Looked(opened, DoubtRule.of(new Aim.Next(), opened.frozen(), output, type.type()));
        Errand.Done<DeliveryResult> done = errand.run(
                new Errand.Task(
                        integration,
                        type,
                        opened.frozen().objectOrEmpty("settings"),
                        opened.deliveryId(),
                        NO_LEASE,
                        errand.cancellation(),
                        Workplace.Renewing.YES,
                        false,
                        true),
                context -> looked.at(context, (OutputHandler) type.handler()));
        use.ifPresent(begun -> begun.ended(
                done.failure().isEmpty() ? AuditLog.SUCCESS : AuditLog.FAILURE,
                done.failure().map(Verdict::kind)));
        return looked.preview(output.id(), done);
    }

    private static Preview nothing(String outputId, String deliveryId, Optional<RunResult.Failure> failure) {
        return new Preview(outputId, deliveryId, List.of(), Preview.Rendered.none(), List.of(), List.of(), failure);
    }

    private static RunResult.Failure failure(Verdict verdict) {
        return new RunResult.Failure(verdict.kind(), verdict.message(), verdict.suggestion());
    }

    /** What the handler was shown, and what it would have done until it ended or failed. */
    private static final class Looked {
        private final Opened opened;
        private final DoubtRule rule;
        private Optional<FrozenDelivery> delivery = Optional.empty();
        private List<Preview.Call> calls = List.of();

        private Looked(Opened opened, DoubtRule rule) {
            this.opened = opened;
            this.rule = rule;
        }

        private DeliveryResult at(RunContext context, OutputHandler handler) {
            var steps = new ListedSteps(context, opened.steps(), rule);
            var shown = new FrozenDelivery(context, opened.frozen(), steps::take);
            delivery = Optional.of(shown);
            try {
                return handler.send(shown);
            } finally {
                calls = steps.calls();
            }
        }

        private Preview preview(String outputId, Errand.Done<DeliveryResult> done) {
            return new Preview(
                    outputId,
                    opened.deliveryId(),
                    delivery.map(FrozenDelivery::cards).orElse(List.of()),
                    delivery.map(FrozenDelivery::content)
                            .map(content -> new Preview.Rendered(
                                    content.subject(), content.markdown(), content.html(), content.text()))
                            .orElseGet(Preview.Rendered::none),
                    calls,
                    Stream.concat(
                                    done.made().stream().flatMap(made -> made.notices().stream()),
                                    delivery.stream().flatMap(shown -> shown.notices().stream()))
                            .map(done.masks()::mask)
                            .toList(),
                    done.failure().map(PreviewFlow::failure));
        }
    }
}
