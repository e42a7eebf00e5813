package org.symposium.handlers.weather;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.symposium.spi.http.HttpReply;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.Verdict;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * What OpenWeather's replies mean. Errors are {@code {"cod": 401, "message": "…"}} with the code as a number or as text; some come with status 200. Nothing
 * says how long to wait after a 429, and who goes on asking is blocked for longer.
 */
final class OpenWeatherErrors {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration PATIENCE_WHEN_BLOCKED = Duration.ofHours(1);

    private OpenWeatherErrors() {}

    static Verdict judge(HttpReply reply) {
        Verdict verdict = reply.byStatus();
        JsonNode body = reply.jsonIfAny().orElseGet(MissingNode::getInstance);
        int code = verdict.isOk() ? code(body) : reply.status();
        return switch (code) {
            case 200 -> verdict;
            case 401 -> refusedKey();
            case 404 ->
                failed(
                        FailureKind.TARGET_GONE,
                        "OpenWeather does not know this place.",
                        body,
                        "Check the place in the settings.");
            case 429 -> tooMuch(reply, body);
            default -> verdict.isOk() ? unlucky(code, body) : explained(verdict, body);
        };
    }

    /** 401 is all that a key without the subscription gets. Whether the key itself is right, other calls tell. */
    static Verdict judgeOneCall(HttpReply reply) {
        return reply.status() == 401
                ? Verdict.failed(FailureKind.FORBIDDEN, "The key's account has no subscription to One Call 3.0.")
                        .suggest("Switch One Call off in the settings, or subscribe to it at openweathermap.org.")
                : judge(reply);
    }

    static Verdict judgePostcode(HttpReply reply) {
        return reply.status() == 404
                ? Verdict.failed(FailureKind.MISCONFIGURED, "OpenWeather does not know this postcode.")
                        .suggest("Check the postcode and the country in the settings.")
                : judge(reply);
    }

    private static Verdict refusedKey() {
        return Verdict.failed(FailureKind.AUTHENTICATION, "OpenWeather refused the API key.")
                .suggest(
                        "Check the key at home.openweathermap.org/api_keys. A new key works after up to two hours, and the"
                                + " account's plan must include what is asked for.")
                .atField("api_key");
    }

    private static Verdict tooMuch(HttpReply reply, JsonNode body) {
        boolean blocked =
                Reading.text(body.path("message")).toLowerCase(Locale.ROOT).contains("block");
        Optional<Duration> asked = reply.byStatus().waitFor();
        return failed(
                        FailureKind.QUOTA,
                        "The OpenWeather account has made more calls than its plan allows.",
                        body,
                        "Run the source less often, or choose a larger plan at openweathermap.org.")
                .retryAfter(asked.orElse(blocked ? PATIENCE_WHEN_BLOCKED : PATIENCE));
    }

    /** An error that came with status 200. */
    private static Verdict unlucky(int code, JsonNode body) {
        FailureKind kind = code >= 500 ? FailureKind.SERVER_ERROR : FailureKind.INVALID_REQUEST;
        return failed(
                kind, "OpenWeather answered with error " + code + ".", body, "Check the settings, or try again later.");
    }

    private static Verdict explained(Verdict verdict, JsonNode body) {
        String said = Reading.text(body.path("message"));
        return said.isEmpty() ? verdict : verdict.because(verdict.message() + " It says: " + said);
    }

    private static Verdict failed(FailureKind kind, String message, JsonNode body, String suggestion) {
        return explained(Verdict.failed(kind, message), body).suggest(suggestion);
    }

    /** The code of an error within a reply whose status is good; 200 if there is none. */
    private static int code(JsonNode body) {
        return Reading.number(body.path("cod"))
                .map(Number::intValue)
                .filter(code -> code >= 400 && code < 600)
                .orElse(200);
    }
}
