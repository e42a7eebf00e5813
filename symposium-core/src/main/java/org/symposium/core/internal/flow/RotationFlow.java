package org.symposium.core.internal.flow;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.symposium.core.internal.audit.AuditLog;
import org.symposium.core.internal.connections.IntegrationChanges;
import org.symposium.core.internal.connections.IntegrationRows;
import org.symposium.core.internal.types.KnownType;
import org.symposium.spi.model.AuditAction;
import org.symposium.spi.model.AuditActor;
import org.symposium.spi.model.ConflictException;
import org.symposium.spi.model.ConnectionChange;
import org.symposium.spi.model.ConnectionResult;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.Integration;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.RunResult;
import org.symposium.spi.model.Values;

/**
 * New credentials → checked → tried → swapped, or nothing of it. Runs that go on keep the ones they have opened. Spec: <em>API Key Rotation</em>.
 */
public final class RotationFlow {
    private static final Duration MOST_PATIENCE = Duration.ofSeconds(35);

    private final Parts parts;
    private final IntegrationRows rows;
    private final ConnectionLease leases;
    private final ConnectionTests tests;

    /** With these parts. */
    public RotationFlow(Parts parts) {
        this.parts = parts;
        this.rows = new IntegrationRows(parts.stores());
        this.leases = new ConnectionLease(parts);
        this.tests = new ConnectionTests(parts);
    }

    /**
     * What is wanted.
     *
     * @param given fields that are not in it stay as they are; empty ones are taken away
     * @param isTested whether they are tried
     * @param mayCost whether they are tried though that costs or posts something
     * @param sameAccount whether they must open the account that is connected now
     * @param granted where they come from, if a service gave them to the engine itself: then a service that can't be reached just now is no reason to do without
     */
    public record Wish(
            Credentials given,
            boolean isTested,
            boolean mayCost,
            boolean sameAccount,
            Optional<Candidate.Granted> granted) {
        /** Of credentials that were pasted. */
        public Wish(Credentials given, boolean isTested, boolean mayCost, boolean sameAccount) {
            this(given, isTested, mayCost, sameAccount, Optional.empty());
        }

        /** Of credentials that came by OAuth. */
        static Wish granted(Candidate.Granted granted) {
            return new Wish(granted.tokens(), true, false, false, Optional.of(granted));
        }

        /** A code is good once, so what it brought waits for a test or a renewal to end. */
        private Duration patience() {
            return granted.isPresent() ? MOST_PATIENCE : Duration.ZERO;
        }

        private boolean isRefusedBy(ConnectionResult result) {
            return granted.isPresent() ? result.isRefused() : result.failure().isPresent();
        }
    }

    /** The work on one wish. */
    private record Work(Integration before, KnownType type, Wish wish, String executionId, ConnectionLease.Held held) {}

    /**
     * Swaps credentials.
     *
     * @throws org.symposium.spi.model.NotFoundException when the owner has no such integration
     * @throws InvalidInputException when the new credentials, with those that stay, are not as the type wants them
     * @throws ConflictException when others came first
     */
    public ConnectionChange rotate(String owner, String id, Wish wish) {
        rows.get(owner, id);
        if (wish.given().fields().isEmpty()) {
            throw new InvalidInputException(
                    "credentials",
                    "required",
                    "are empty: name at least one field to replace; to end the ones there are, revoke the integration");
        }
        return leases.holding(owner, id, wish.patience(), held -> {
            Integration before = rows.get(owner, id);
            KnownType type = parts.types().requireById(before.typeId());
            return noted(new Work(before, type, wish, parts.ids().next(), held));
        });
    }

    private ConnectionChange noted(Work work) {
        Set<String> fields =
                new LinkedHashSet<>(work.before().sealedCredentials().names());
        fields.addAll(work.wish().given().fields());
        AuditLog.Use use = parts.audit()
                .begin(
                        AuditLog.Purpose.of(AuditActor.OWNER, AuditAction.ROTATE, work.executionId()),
                        work.before(),
                        fields);
        try {
            ConnectionChange change = swapped(work);
            use.ended(
                    change.isApplied() ? AuditLog.SUCCESS : AuditLog.FAILURE,
                    change.failure().map(RunResult.Failure::kind));
            tell(
                    work,
                    change.isApplied() ? "credentials.rotated" : "credentials.rotation_failed",
                    fields,
                    change.failure());
            return change;
        } catch (RuntimeException e) {
            var failure = new RunResult.Failure(kind(e), message(e), "");
            use.failed(Optional.of(failure.kind()));
            tell(work, "credentials.rotation_failed", fields, Optional.of(failure));
            throw e;
        }
    }

    private ConnectionChange swapped(Work work) {
        Candidate candidate;
        try {
            candidate = candidate(work);
        } catch (HandlerException e) { // those that are to stay can't be opened
            var failure = new RunResult.Failure(
                    e.verdict().kind(), e.verdict().message(), e.verdict().suggestion());
            return refused(work, Optional.empty(), failure);
        }
        if (!work.wish().isTested()) {
            return applied(work, candidate, Optional.empty());
        }
        ConnectionResult result = tests.of(new ConnectionTests.Trial(
                candidate.on(work.before(), parts, false),
                false,
                work.wish().mayCost(),
                true,
                work.executionId(),
                work.held().lease(),
                work.held().cancellation()));
        if (work.wish().isRefusedBy(result)) {
            return refused(work, Optional.of(result), result.failure().orElseThrow());
        }
        Optional<RunResult.Failure> other = work.wish().sameAccount() ? otherAccount(work, result) : Optional.empty();
        return other.isPresent()
                ? refused(work, Optional.of(result), other.get())
                : applied(work, candidate, Optional.of(result));
    }

    /** Those that stay are opened to be checked with the others, and stay sealed as they are. */
    private Candidate candidate(Work work) {
        Wish wish = work.wish();
        return wish.granted()
                .map(granted -> Candidate.granted(parts, work.type(), work.before(), granted))
                .orElseGet(() -> Candidate.given(parts, work.type(), work.before(), wish.given()));
    }

    private ConnectionChange applied(Work work, Candidate candidate, Optional<ConnectionResult> result) {
        boolean isSame =
                result.filter(found -> isSameAccount(work.before(), found)).isPresent();
        Integration after = rows.changed(work.before(), row -> {
            boolean comesBack = row.isOffByCredentials();
            Integration swapped = candidate.on(row, parts, isSame);
            Integration tested = result.map(found -> IntegrationChanges.tested(swapped, found))
                    .orElse(swapped);
            return comesBack ? IntegrationChanges.switched(tested, true) : tested;
        });
        return ConnectionChange.applied(parts.types().view(after), result);
    }

    private ConnectionChange refused(Work work, Optional<ConnectionResult> result, RunResult.Failure failure) {
        return new ConnectionChange(
                Optional.of(parts.types().view(work.before())), false, result, Optional.of(failure));
    }

    private static boolean isSameAccount(Integration before, ConnectionResult found) {
        return !before.connection().accountId().isEmpty()
                && found.accountId()
                        .filter(before.connection().accountId()::equals)
                        .isPresent();
    }

    private static Optional<RunResult.Failure> otherAccount(Work work, ConnectionResult found) {
        if (isSameAccount(work.before(), found)) {
            return Optional.empty();
        }
        String connected = work.before().connection().accountId();
        if (connected.isEmpty()) {
            return Optional.of(new RunResult.Failure(
                    FailureKind.MISCONFIGURED,
                    "It is not known which account is connected now, so it can't be told whether this is the same.",
                    "Test the connection first, or do without that check."));
        }
        if (found.accountId().isEmpty()) {
            return Optional.of(new RunResult.Failure(
                    FailureKind.MISCONFIGURED,
                    "It can't be told whether these credentials belong to the account that is connected.",
                    "Do without that check, if you are sure."));
        }
        return Optional.of(new RunResult.Failure(
                FailureKind.MISCONFIGURED,
                "These credentials belong to "
                        + shown(found.accountLabel(), found.accountId().get()) + ", but "
                        + shown(work.before().connection().accountLabel(), connected) + " is connected.",
                "Use credentials of the connected account, or make another integration for the other one."));
    }

    private static String shown(String label, String id) {
        return label.isEmpty() ? "'" + id + "'" : "'" + label + "' (" + id + ")";
    }

    private void tell(Work work, String name, Set<String> fields, Optional<RunResult.Failure> failure) {
        if (parts.events().isHeard()) {
            Values details = Values.of("integration_id", work.before().id())
                    .with("execution_id", work.executionId())
                    .with("fields", List.copyOf(fields))
                    .withOptional("error_kind", failure.map(why -> why.kind().word()))
                    .withOptional("error_message", failure.map(RunResult.Failure::message));
            parts.events().tell(name, work.before().owner(), details);
        }
    }

    private static FailureKind kind(RuntimeException thrown) {
        return thrown instanceof InvalidInputException || thrown instanceof ConflictException
                ? FailureKind.MISCONFIGURED
                : FailureKind.INTERNAL;
    }

    /** A stranger's message may hold anything; ours name fields and rules. */
    private static String message(RuntimeException thrown) {
        return kind(thrown) == FailureKind.MISCONFIGURED
                ? String.valueOf(thrown.getMessage())
                : "The credentials could not be swapped: " + thrown.getClass().getSimpleName() + ".";
    }
}
