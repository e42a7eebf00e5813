package org.symposium.core.internal.flow;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.symposium.core.internal.health.Health;
import org.symposium.core.internal.health.Subject;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.Status;

/** What the end of an attempt says of the health of what ran. */
final class Vitals {
    private static final Pattern ORIGIN = Pattern.compile("^[a-z][a-z0-9+.-]*://[^/?#]+");

    private final Health health;

    Vitals(Health health) {
        this.health = health;
    }

    /** Whether it is one more of the failures in a row of what ran. Asked once for each attempt. */
    boolean counts(Workplace workplace, Made made) {
        hear(workplace, made);
        return isFailure(made)
                && health.counts(subject(workplace.target()), made.failure().orElseThrow(), origin(workplace));
    }

    /** It is saved: what fails again and again may be switched off now. */
    void look(Workplace workplace, Made made, boolean counted) {
        if (isFailure(made)) {
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

    private static boolean isFailure(Made made) {
        return made.status() == Status.FAILURE && made.nextTryAt().isEmpty();
    }

    private static Subject subject(Target target) {
        return new Subject(
                target.kind(),
                target.owner(),
                target.id(),
                target.integration().id(),
                !target.integration().sealedCredentials().isEmpty());
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
