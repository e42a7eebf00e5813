package org.symposium.core.internal.flow;

import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.symposium.core.internal.audit.AuditLog;
import org.symposium.core.internal.connections.IntegrationChanges;
import org.symposium.core.internal.connections.IntegrationRows;
import org.symposium.core.internal.oauth.Journey;
import org.symposium.core.internal.runs.ActiveRuns;
import org.symposium.core.internal.types.KnownType;
import org.symposium.spi.Lease;
import org.symposium.spi.model.AuditAction;
import org.symposium.spi.model.AuditActor;
import org.symposium.spi.model.ConflictException;
import org.symposium.spi.model.Integration;
import org.symposium.spi.model.RevocationResult;
import org.symposium.spi.model.RunResult;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;

/**
 * Off → what runs is stopped → the service is told, where there is a way → wiped. Waits for nobody: a key that has leaked must end, whatever else goes on. Until the
 * service is told the credentials stay in the row, since a process that died in between could not tell it any more.
 */
public final class RevocationFlow {
    private static final Logger LOG = LoggerFactory.getLogger(RevocationFlow.class);

    private static final String WHY = "The integration's credentials were revoked.";

    private static final int MOST_TRIES = 5;
    /** Revoking takes no lease; nothing is saved under this one. */
    private static final Lease NO_LEASE = new Lease("connection", 0);

    private final Parts parts;
    private final IntegrationRows rows;
    private final Errand errand;

    /** With these parts. */
    public RevocationFlow(Parts parts) {
        this.parts = parts;
        this.rows = new IntegrationRows(parts.stores());
        this.errand = new Errand(parts);
    }

    /** What the service said. */
    private record Told(RevocationResult.Provider provider, Optional<RunResult.Failure> failure) {}

    /**
     * Ends an integration's credentials.
     *
     * @throws org.symposium.spi.model.NotFoundException when the owner has no such integration
     */
    public RevocationResult revoke(String owner, String id) {
        Integration found = rows.get(owner, id);
        String executionId = parts.ids().next();
        AuditLog.Use use = parts.audit()
                .begin(
                        AuditLog.Purpose.of(AuditActor.OWNER, AuditAction.REVOKE, executionId),
                        found,
                        found.sealedCredentials().names());
        try {
            RevocationResult result = revokeWhatever(found, executionId);
            use.succeeded();
            tell(result, executionId);
            return result;
        } catch (RuntimeException e) {
            use.failed(Optional.empty());
            throw e;
        }
    }

    private RevocationResult revokeWhatever(Integration found, String executionId) {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            Optional<RevocationResult> result = revoke(rows.get(found.owner(), found.id()), executionId);
            if (result.isPresent()) {
                return result.get();
            }
        }
        throw new ConflictException("The integration '" + found.name()
                + "' gets other credentials all the time. Stop whoever gives them, then try again.");
    }

    /** Empty when it got other credentials meanwhile, which are to end as well. */
    private Optional<RevocationResult> revoke(Integration before, String executionId) {
        Optional<Integration> off = rows.change(before, IntegrationChanges::revoked);
        if (off.isEmpty()) {
            return Optional.empty();
        }
        int stopped = stop(before.owner(), before.id());
        Told told = tellService(off.get(), executionId);
        return rows.change(
                        before,
                        row -> IntegrationChanges.wiped(row, parts.clock().instant()))
                .map(after ->
                        new RevocationResult(parts.types().view(after), told.provider(), told.failure(), stopped));
    }

    /**
     * Stops what uses an integration's credentials in this process. A run says that it does before it reads the integration for the last time, so none slips by that
     * began before the integration was off.
     */
    private int stop(String owner, String id) {
        List<ActiveRuns.Active> using = parts.active().using(new ActiveRuns.Connected(owner, id));
        using.forEach(active -> active.cancel(WHY));
        parts.active().find(Errand.key(owner, id)).ifPresent(trial -> trial.cancel(WHY));
        return using.size();
    }

    private Told tellService(Integration integration, String executionId) {
        Optional<KnownType> type = parts.types().byId(integration.typeId());
        if (integration.sealedCredentials().isEmpty()) {
            return new Told(RevocationResult.Provider.NOT_CONNECTED, Optional.empty());
        }
        if (type.filter(known -> parts.revocation().appliesTo(known.type(), integration))
                .isEmpty()) {
            return new Told(RevocationResult.Provider.NO_WAY, Optional.empty());
        }
        Errand.Done<Boolean> done = errand.run(
                new Errand.Task(
                        integration,
                        type.get(),
                        ConnectionTests.ownSettings(type.get().type(), integration),
                        executionId,
                        NO_LEASE,
                        errand.cancellation(),
                        Workplace.Renewing.NO,
                        true,
                        false),
                context -> {
                    Workplace workplace = context.workplace();
                    parts.revocation()
                            .tell(
                                    context,
                                    new Journey(
                                            integration,
                                            workplace.masks(),
                                            workplace.cancellation(),
                                            executionId,
                                            false));
                    return true;
                });
        return new Told(
                done.failure().isEmpty() ? RevocationResult.Provider.TOLD : RevocationResult.Provider.NOT_TOLD,
                done.failure().map(RevocationFlow::failure));
    }

    private static RunResult.Failure failure(Verdict verdict) {
        return new RunResult.Failure(verdict.kind(), verdict.message(), verdict.suggestion());
    }

    private void tell(RevocationResult result, String executionId) {
        if (parts.events().isHeard()) {
            Values details = Values.of("integration_id", result.integration().id())
                    .with("execution_id", executionId)
                    .with("provider", result.provider());
            parts.events().tell("credentials.revoked", result.integration().owner(), details);
        }
    }

    /** Stops, in this process, what uses credentials that another one has revoked or deleted. Throws nothing. */
    public void stopOrphans() {
        try {
            lookForOrphans();
        } catch (RuntimeException e) {
            LOG.debug("It could not be seen whether credentials in use were revoked; looking again soon", e);
        }
    }

    private void lookForOrphans() {
        for (ActiveRuns.Connected used : parts.active().connected()) {
            boolean isGone = rows.find(used.owner(), used.integrationId())
                    .map(row -> row.disabledKind().equals(Integration.OFF_BY_REVOCATION))
                    .orElse(true);
            if (isGone) {
                stop(used.owner(), used.integrationId());
            }
        }
    }

    /** Removes an integration: its credentials go with it, and what uses them is stopped. */
    public void delete(Integration integration, Runnable removal) {
        AuditLog.Use use = parts.audit()
                .begin(
                        AuditLog.Purpose.of(
                                AuditActor.OWNER,
                                AuditAction.DELETE,
                                parts.ids().next()),
                        integration,
                        integration.sealedCredentials().names());
        try {
            removal.run();
        } catch (RuntimeException e) {
            use.failed(Optional.empty());
            throw e;
        }
        use.succeeded();
        stop(integration.owner(), integration.id());
    }
}
