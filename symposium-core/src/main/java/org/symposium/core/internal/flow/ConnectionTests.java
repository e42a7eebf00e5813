package org.symposium.core.internal.flow;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.symposium.core.internal.credentials.Masks;
import org.symposium.core.internal.runs.Cancellation;
import org.symposium.core.internal.schema.EffectiveSettings;
import org.symposium.core.internal.types.KnownType;
import org.symposium.spi.Lease;
import org.symposium.spi.model.ConnectionCheck;
import org.symposium.spi.model.ConnectionOutcome;
import org.symposium.spi.model.ConnectionResult;
import org.symposium.spi.model.ConnectionTest;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.Integration;
import org.symposium.spi.model.IntegrationType;
import org.symposium.spi.model.RunResult;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;

/** Tries an integration's credentials, stored or not, and writes nothing. */
final class ConnectionTests {
    private static final int LONGEST_LABEL = 200;

    private final Parts parts;
    private final Errand errand;

    ConnectionTests(Parts parts) {
        this.parts = parts;
        this.errand = new Errand(parts);
    }

    /**
     * A test to make.
     *
     * @param isStored whether it stands so in its row; tokens are renewed then
     * @param isAsked whether its user asked for it, though it may cost or post
     * @param isWaitedFor whether its user waits for it: then a service is asked also while it is left alone for its failures
     */
    record Trial(
            Integration integration,
            boolean isStored,
            boolean isAsked,
            boolean isWaitedFor,
            String executionId,
            Lease lease,
            Cancellation cancellation) {}

    ConnectionResult of(Trial trial) {
        Optional<KnownType> type = parts.types().byId(trial.integration().typeId());
        if (type.isEmpty()) {
            Verdict verdict = Verdict.failed(
                            FailureKind.MISCONFIGURED, "No handler for this integration's type is installed any more.")
                    .suggest("Put the handler's JAR back on the path, or delete the integration.");
            return new Made(trial, Duration.ZERO).invalid(verdict);
        }
        String hindrance = hindrance(type.get().type().connectionTest(), trial.isAsked());
        return hindrance.isEmpty() ? tried(trial, type.get()) : new Made(trial, Duration.ZERO).unprovable(hindrance);
    }

    private ConnectionResult tried(Trial trial, KnownType type) {
        Errand.Done<ConnectionCheck> done = errand.run(
                new Errand.Task(
                        trial.integration(),
                        type,
                        ownSettings(type.type(), trial.integration()),
                        trial.executionId(),
                        trial.lease(),
                        trial.cancellation(),
                        trial.isStored() ? Workplace.Renewing.UNDER_LEASE : Workplace.Renewing.NO,
                        type.type().connectionTest() == ConnectionTest.POSTS,
                        trial.isWaitedFor()),
                context -> type.handler().test(context));
        var made = new Made(trial, done.took());
        if (done.failure().isPresent()) {
            return made.invalid(done.failure().get());
        }
        ConnectionCheck check = done.made().orElseThrow();
        return check.isTested() ? made.valid(check, done.masks()) : made.unprovable(untried(trial.integration()));
    }

    /** What sources and outputs would find if they left all open. */
    static Values ownSettings(IntegrationType type, Integration integration) {
        Values source = EffectiveSettings.merge(type.sourceSchema(), Values.empty(), integration.config());
        return source.with(EffectiveSettings.merge(type.outputSchema(), Values.empty(), integration.config()));
    }

    private static String hindrance(ConnectionTest test, boolean isAsked) {
        return switch (test) {
            case NONE -> "Credentials of this type can't be tried; the first run shows whether they work.";
            case COSTS ->
                isAsked ? "" : "Trying these credentials costs something, so it is done only when you ask for it.";
            case POSTS ->
                isAsked ? "" : "Trying these credentials posts something, so it is done only when you ask for it.";
            case FREE -> "";
        };
    }

    private static String untried(Integration integration) {
        return integration.sealedCredentials().isEmpty()
                ? "There are no credentials to try."
                : "There is no way to try these credentials without using them; the first run shows whether they work.";
    }

    /** The result of a trial. */
    private final class Made {
        private final Trial trial;
        private final Duration took;

        private Made(Trial trial, Duration took) {
            this.trial = trial;
            this.took = took;
        }

        ConnectionResult valid(ConnectionCheck check, Masks masks) {
            Optional<String> account =
                    check.accountId().map(id -> cut(masks.maskContent(id))).filter(id -> !id.isBlank());
            String label = cut(masks.maskContent(check.label().orElse("")));
            return result(
                    ConnectionOutcome.VALID,
                    account,
                    label,
                    masks.maskContent(check.facts()),
                    Optional.empty(),
                    List.of());
        }

        ConnectionResult invalid(Verdict verdict) {
            return result(
                    ConnectionOutcome.INVALID, Optional.empty(), "", Values.empty(), Optional.of(verdict), List.of());
        }

        ConnectionResult unprovable(String why) {
            return result(
                    ConnectionOutcome.UNPROVABLE, Optional.empty(), "", Values.empty(), Optional.empty(), List.of(why));
        }

        private ConnectionResult result(
                ConnectionOutcome outcome,
                Optional<String> accountId,
                String label,
                Values facts,
                Optional<Verdict> verdict,
                List<String> notices) {
            return new ConnectionResult(
                    outcome,
                    trial.executionId(),
                    parts.clock().instant(),
                    took,
                    accountId,
                    label,
                    facts,
                    verdict.map(why -> new RunResult.Failure(why.kind(), why.message(), why.suggestion())),
                    verdict.flatMap(why -> field(why, trial.integration())),
                    notices);
        }

        /** Where there is one credential only, a refusal is of that one. */
        private Optional<String> field(Verdict verdict, Integration integration) {
            if (!verdict.field().isEmpty()) {
                return Optional.of(verdict.field());
            }
            var fields = integration.sealedCredentials().names();
            return verdict.kind() == FailureKind.AUTHENTICATION && fields.size() == 1
                    ? fields.stream().findFirst()
                    : Optional.empty();
        }

        private static String cut(String text) {
            return text.codePointCount(0, text.length()) <= LONGEST_LABEL
                    ? text
                    : text.substring(0, text.offsetByCodePoints(0, LONGEST_LABEL));
        }
    }
}
