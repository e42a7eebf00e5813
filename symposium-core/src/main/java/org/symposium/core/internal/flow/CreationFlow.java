package org.symposium.core.internal.flow;

import java.util.Optional;
import org.symposium.core.internal.audit.AuditLog;
import org.symposium.core.internal.connections.IntegrationChanges;
import org.symposium.spi.model.AuditAction;
import org.symposium.spi.model.AuditActor;
import org.symposium.spi.model.ConflictException;
import org.symposium.spi.model.ConnectionChange;
import org.symposium.spi.model.ConnectionResult;
import org.symposium.spi.model.Integration;
import org.symposium.spi.model.RunResult;

/** Credentials → tried, if wanted → stored with their integration. */
public final class CreationFlow {
    private final Parts parts;
    private final ConnectionLease leases;
    private final ConnectionTests tests;

    /** With these parts. */
    public CreationFlow(Parts parts) {
        this.parts = parts;
        this.leases = new ConnectionLease(parts);
        this.tests = new ConnectionTests(parts);
    }

    /** Stores an integration as it is. */
    public Integration create(Integration made) {
        AuditLog.Use use = begin(made, parts.ids().next());
        Integration stored = insert(made);
        use.succeeded();
        return stored;
    }

    /** Stores an integration whose credentials do not fail when they are tried; what can't be tried is stored as well. */
    public ConnectionChange createTested(Integration made) {
        return leases.holding(made.owner(), made.id(), held -> createTested(made, held));
    }

    private ConnectionChange createTested(Integration made, ConnectionLease.Held held) {
        String executionId = parts.ids().next();
        AuditLog.Use use = begin(made, executionId);
        boolean isAsked = made.connection().grant().isEmpty();
        ConnectionResult result = tests.of(new ConnectionTests.Trial(
                made, false, isAsked, true, executionId, held.lease(), held.cancellation()));
        if (isTurnedDown(made, result)) {
            use.failed(result.failure().map(RunResult.Failure::kind));
            return ConnectionChange.refused(Optional.empty(), result);
        }
        Integration stored = insert(IntegrationChanges.tested(made, result));
        use.succeeded();
        return ConnectionChange.applied(parts.types().view(stored), Optional.of(result));
    }

    /** What a service gave a moment ago is not thrown away because the service can't be reached just now. */
    private static boolean isTurnedDown(Integration made, ConnectionResult result) {
        return made.connection().grant().isPresent()
                ? result.isRefused()
                : result.failure().isPresent();
    }

    private AuditLog.Use begin(Integration made, String executionId) {
        return parts.audit()
                .begin(
                        AuditLog.Purpose.of(AuditActor.OWNER, AuditAction.CREATE, executionId),
                        made,
                        made.sealedCredentials().names());
    }

    private Integration insert(Integration made) {
        if (!parts.stores().table(Integration.KIND).insert(made)) {
            throw new ConflictException("There is an integration of the id '" + made.id() + "' already.");
        }
        return parts.stores()
                .table(Integration.KIND)
                .find(made.owner(), made.id())
                .orElse(made);
    }
}
