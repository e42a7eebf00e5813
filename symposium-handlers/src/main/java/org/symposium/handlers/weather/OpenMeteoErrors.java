package org.symposium.handlers.weather;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import org.symposium.spi.http.HttpReply;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.Verdict;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * What Open-Meteo's replies mean. Errors are {@code {"error": true, "reason": "…"}}. How long to wait after a 429 is told by the reason's first word alone, and
 * counted by the clock: to the next full minute, the next full hour, the next day in UTC.
 */
final class OpenMeteoErrors {
    private static final Duration MOMENT = Duration.ofSeconds(2);

    private final Clock clock;

    OpenMeteoErrors(Clock clock) {
        this.clock = clock;
    }

    Verdict judge(HttpReply reply) {
        Verdict verdict = reply.byStatus();
        Optional<JsonNode> body = reply.jsonIfAny();
        String reason = Reading.text(body.orElseGet(MissingNode::getInstance).path("reason"));
        if (verdict.isOk()) {
            return brokeOff(reply, body, reason) ? broken() : verdict;
        }
        return switch (reply.status()) {
            case 429 -> tooMuch(verdict, reason);
            case 400 -> explained(verdict, reason).suggest("Check the place and the other settings of the source.");
            default -> explained(verdict, reason);
        };
    }

    /** The answer is written while it is made: what fails half-way ends in the text of an error, or not at all. */
    private static boolean brokeOff(HttpReply reply, Optional<JsonNode> body, String reason) {
        return body.isPresent()
                ? body.get().path("error").asBoolean(false) && !reason.isEmpty()
                : reply.text().stripLeading().startsWith("{");
    }

    private static Verdict broken() {
        return Verdict.failed(FailureKind.SERVER_ERROR, "Open-Meteo's answer broke off in the middle.")
                .suggest("The fault is the service's; try again later.");
    }

    private Verdict tooMuch(Verdict verdict, String reason) {
        String first = reason.toLowerCase(Locale.ROOT).split(" ", 2)[0];
        Instant now = clock.instant();
        return switch (first) {
            case "minutely" -> waiting(FailureKind.RATE_LIMITED, reason, untilNext(now, ChronoUnit.MINUTES));
            case "hourly" -> waiting(FailureKind.QUOTA, reason, untilNext(now, ChronoUnit.HOURS));
            case "daily" -> waiting(FailureKind.QUOTA, reason, untilNext(now, ChronoUnit.DAYS));
            case "too" -> waiting(FailureKind.RATE_LIMITED, reason, MOMENT);
            default -> explained(verdict, reason);
        };
    }

    private static Verdict waiting(FailureKind kind, String reason, Duration wait) {
        return explained(Verdict.failed(kind, "Open-Meteo's free limit of requests is reached."), reason)
                .suggest("Run sources less often; the limit is one of this server's address, whoever asks.")
                .retryAfter(wait);
    }

    private static Duration untilNext(Instant now, ChronoUnit unit) {
        return Duration.between(now, now.truncatedTo(unit).plus(1, unit));
    }

    private static Verdict explained(Verdict verdict, String reason) {
        return reason.isEmpty() ? verdict : verdict.because(verdict.message() + " It says: " + reason);
    }
}
