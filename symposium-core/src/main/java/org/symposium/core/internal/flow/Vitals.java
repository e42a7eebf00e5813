package org.symposium.core.internal.flow;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.symposium.core.internal.health.Health;
import org.symposium.core.internal.health.Subject;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.Integration;
import org.symposium.spi.model.Status;
import org.symposium.spi.model.Verdict;

/** What the end of an attempt says of the health of what ran. */
final class Vitals {
    private static final Pattern ORIGIN = Pattern.compile("^[a-z][a-z0-9+.-]*://[^/?#]+");

    private final Health health;

    Vitals(Health health) {
        this.health = health;
    }

    /** Whether it is one more of the failures in a row of what ran. Asked once for each attempt. */
    boolean counts(Workplace workplace, Made made) {
        Target target = workplace.target();
        if (target.connected().isEmpty()) {
            return isFailure(workplace, made) && !target.isCard() && countsAgainstQuery(target, made);
        }
        hear(workplace, made);
        return isFailure(workplace, made)
                && !target.isCard()
                && health.counts(subject(target), made.failure().orElseThrow(), origin(workplace));
    }

    /** A query asks nobody itself: whether services or the host were out of reach, its sources have told. */
    private boolean countsAgainstQuery(Target target, Made made) {
        Verdict verdict = made.failure().orElseThrow();
        return verdict.kind() != FailureKind.NETWORK && health.counts(subject(target), verdict, "");
    }

    /** A source was fetched for a query: that tells of its service and its integration, but does not count against the source. */
    void ofPart(Workplace workplace, Made made) {
        hear(workplace, made);
        look(workplace, made, false);
    }

    /** It is saved: what fails again and again may be switched off now. */
    void look(Workplace workplace, Made made, boolean counted) {
        if (isFailure(workplace, made)) {
            health.failed(
                    subject(workplace.target()),
                    made.failure().orElseThrow(),
                    counted,
                    RunEvents.details(workplace.target(), workplace.order(), made));
        }
    }

    /** An attempt that asked nobody proves nothing, unless it says that nobody answered. */
    private void hear(Workplace workplace, Made made) {
        boolean isSilent = made.failure()
                .filter(verdict -> verdict.kind() == FailureKind.NETWORK)
                .isPresent();
        boolean isAnswered = (made.failure().isEmpty() && made.status() != Status.SKIPPED)
                || workplace
                        .lastRequest()
                        .filter(request -> request.has("status"))
                        .isPresent();
        if (isSilent) {
            health.silent(origin(workplace));
        } else if (isAnswered) {
            health.answered(origin(workplace));
        }
    }

    /** A trial that fails says nothing of those that go to everybody. */
    private static boolean isFailure(Workplace workplace, Made made) {
        return !workplace.order().aim().isTrial()
                && made.status() == Status.FAILURE
                && made.nextTryAt().isEmpty();
    }

    private static Subject subject(Target target) {
        return new Subject(
                target.kind(),
                target.owner(),
                target.id(),
                target.connected().map(Integration::id).orElse(""),
                target.connected()
                        .filter(integration -> !integration.sealedCredentials().isEmpty())
                        .isPresent());
    }

    /** Where the last request went; where none was sent, or that may not be shown, where an earlier run's did. */
    private String origin(Workplace workplace) {
        Optional<String> seen = workplace
                .lastRequest()
                .map(request -> ORIGIN.matcher(request.text("url", "")))
                .filter(Matcher::find)
                .map(Matcher::group);
        return health.origin(subject(workplace.target()), seen);
    }
}
