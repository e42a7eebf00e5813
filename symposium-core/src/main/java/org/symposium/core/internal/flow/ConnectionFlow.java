package org.symposium.core.internal.flow;

import java.time.Instant;
import java.util.Optional;
import org.symposium.core.internal.audit.AuditLog;
import org.symposium.core.internal.connections.IntegrationChanges;
import org.symposium.core.internal.connections.IntegrationRows;
import org.symposium.spi.model.AuditAction;
import org.symposium.spi.model.AuditActor;
import org.symposium.spi.model.ConnectionChange;
import org.symposium.spi.model.ConnectionResult;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.Grant;
import org.symposium.spi.model.Integration;
import org.symposium.spi.model.NotFoundException;
import org.symposium.spi.model.RunResult;
import org.symposium.spi.model.Values;

/** Integration → lease → handler → result → kept in the row. Tests of what is stored, asked for or by the engine itself. */
public final class ConnectionFlow {
    private final Parts parts;
    private final IntegrationRows rows;
    private final ConnectionLease leases;
    private final ConnectionTests tests;

    /** With these parts. */
    public ConnectionFlow(Parts parts) {
        this.parts = parts;
        this.rows = new IntegrationRows(parts.stores());
        this.leases = new ConnectionLease(parts);
        this.tests = new ConnectionTests(parts);
    }

    /**
     * Tries an integration's credentials, switched off or not, because its user asks for it.
     *
     * @throws NotFoundException when the owner has no such integration
     * @throws org.symposium.spi.model.ConflictException when it is being tested, or gets other credentials, at this moment
     */
    public ConnectionResult test(String owner, String id) {
        rows.get(owner, id);
        return leases.holding(owner, id, held -> test(rows.get(owner, id), AuditActor.OWNER, held));
    }

    /** Tries them because it is time to; empty when they are being tried or changed just now. */
    Optional<ConnectionResult> check(String owner, String id) {
        return leases.tryHolding(owner, id, held -> test(rows.get(owner, id), AuditActor.ENGINE, held));
    }

    /**
     * Switches an integration on, unless a test by the way shows that it can't work. One that is on already is left so, untried.
     *
     * @throws NotFoundException when the owner has no such integration
     * @throws org.symposium.spi.model.ConflictException when it is being tested, or gets other credentials, at this moment
     */
    public ConnectionChange enable(String owner, String id) {
        if (rows.get(owner, id).isActive()) {
            return ConnectionChange.applied(parts.types().view(rows.get(owner, id)), Optional.empty());
        }
        return leases.holding(owner, id, held -> enable(rows.get(owner, id), held));
    }

    private String suggestion(Integration revoked) {
        boolean connects = parts.types()
                .byId(revoked.typeId())
                .flatMap(type -> parts.providers().of(type.type()))
                .isPresent();
        return connects
                ? "Connect it with the service again, or give it new credentials; then its sources and outputs go on."
                : "Give it new credentials; then its sources and outputs go on.";
    }

    private ConnectionChange enable(Integration before, ConnectionLease.Held held) {
        if (before.disabledKind().equals(Integration.OFF_BY_REVOCATION)) {
            var failure = new RunResult.Failure(FailureKind.MISCONFIGURED, before.disabledReason(), suggestion(before));
            return new ConnectionChange(
                    Optional.of(parts.types().view(before)), false, Optional.empty(), Optional.of(failure));
        }
        ConnectionResult result = tried(before, AuditActor.OWNER, false, held);
        if (result.isRefused()) {
            Integration after = rows.change(afterRenewal(before), row -> IntegrationChanges.triedToBeOn(row, result))
                    .orElse(before);
            return ConnectionChange.refused(Optional.of(parts.types().view(after)), result);
        }
        Integration after = rows.changed(
                afterRenewal(before), row -> IntegrationChanges.switched(IntegrationChanges.tested(row, result), true));
        tell("integration.enabled", after, result);
        return ConnectionChange.applied(parts.types().view(after), Optional.of(result));
    }

    private ConnectionResult test(Integration before, AuditActor actor, ConnectionLease.Held held) {
        ConnectionResult result = tried(before, actor, actor == AuditActor.OWNER, held);
        rows.change(afterRenewal(before), row -> IntegrationChanges.tested(row, result))
                .ifPresent(after -> {
                    if (before.isActive() && !after.isActive()) {
                        tell("integration.disabled", after, result);
                    }
                    if (!outcome(before).equals(outcome(after))) {
                        tell("integration.health_changed", after, result);
                    }
                });
        return result;
    }

    /** A test may have renewed the tokens that it began with: what it found is true of those that there are now. Nobody else gives others meanwhile. */
    private Integration afterRenewal(Integration before) {
        Optional<Instant> grantedAt = before.connection().grant().map(Grant::grantedAt);
        return rows.find(before.owner(), before.id())
                .filter(row -> grantedAt.isPresent())
                .filter(row -> row.connection().grant().map(Grant::grantedAt).equals(grantedAt))
                .orElse(before);
    }

    private ConnectionResult tried(
            Integration integration, AuditActor actor, boolean isAsked, ConnectionLease.Held held) {
        String executionId = parts.ids().next();
        var fields = integration.sealedCredentials().names();
        Optional<AuditLog.Use> use = fields.isEmpty()
                ? Optional.empty()
                : Optional.of(parts.audit()
                        .begin(AuditLog.Purpose.of(actor, AuditAction.TEST, executionId), integration, fields));
        ConnectionResult result = tests.of(new ConnectionTests.Trial(
                integration, true, isAsked, actor == AuditActor.OWNER, executionId, held.lease(), held.cancellation()));
        use.ifPresent(
                begun -> begun.ended(result.outcome().word(), result.failure().map(RunResult.Failure::kind)));
        return result;
    }

    private static Optional<String> outcome(Integration integration) {
        return integration.connection().health().map(health -> health.outcome().word());
    }

    private void tell(String name, Integration integration, ConnectionResult result) {
        if (parts.events().isHeard()) {
            Values details = result.toValues().with("integration_id", integration.id());
            parts.events().tell(name, integration.owner(), details);
        }
    }
}
