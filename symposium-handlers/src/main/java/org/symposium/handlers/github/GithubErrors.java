package org.symposium.handlers.github;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.symposium.spi.http.HttpReply;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.Verdict;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * What a reply of GitHub means. A 403 or 429 is, in this order: a limit whose end it tells ({@code retry-after}); the primary limit ({@code x-ratelimit-remaining: 0}),
 * until it counts anew; a secondary limit, to wait a minute for and twice as long each further time; else a right that is missing. See
 * <a href="https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api">Rate limits for the REST API</a>.
 */
final class GithubErrors {
    private static final int MOST = 300;
    private static final int MOST_DETAILS = 5;
    private static final Duration SECONDARY = Duration.ofSeconds(60);
    private static final String END_OF_SEARCH = "only the first 1000 search results";

    private GithubErrors() {}

    static Verdict judge(HttpReply reply) {
        Verdict verdict = reply.byStatus();
        if (verdict.isOk()) {
            return verdict;
        }
        String said = said(reply);
        String lower = said.toLowerCase(Locale.ROOT);
        return switch (reply.status()) {
            case 401 -> unauthorized(said);
            case 403, 429 -> refused(reply, said, lower);
            case 404 ->
                explained(verdict, said)
                        .suggest(
                                "Check the spelling; what is private is not there either for a token without access to it.");
            case 410 ->
                explained(verdict, said)
                        .suggest(
                                "The repository may have switched this off; else this program is too old for GitHub's API.");
            case 422 -> lower.contains(END_OF_SEARCH) ? Verdict.ok() : invalid(verdict, said, lower);
            default -> explained(verdict, said);
        };
    }

    /** Whether the reply says that a search has no page like this. */
    static boolean isEndOfSearch(HttpReply reply) {
        return reply.status() == 422;
    }

    private static Verdict unauthorized(String said) {
        return explained(Verdict.failed(FailureKind.AUTHENTICATION, "GitHub refused the token."), said)
                .suggest(
                        "The token is wrong, expired or revoked: make a new one at github.com/settings/tokens and enter it.")
                .atField("token");
    }

    private static Verdict refused(HttpReply reply, String said, String lower) {
        if (reply.header("Retry-After").filter(GithubErrors::isWait).isPresent()) {
            return limit("GitHub wants to be asked less often.", said); // the road reads how long
        }
        if (reply.header("X-RateLimit-Remaining")
                .map(String::strip)
                .filter("0"::equals)
                .isPresent()) {
            Verdict verdict = limit("GitHub's limit of requests is used up.", said)
                    .suggest("Wait until GitHub counts anew, or enter a token: with one far more is allowed.");
            return untilReset(reply).map(verdict::retryAfter).orElse(verdict);
        }
        boolean isSecondary = lower.contains("secondary rate")
                || reply.header("gh-limited-by").isPresent();
        return isSecondary || reply.status() == 429
                ? limit("GitHub wants to be asked less often.", said).retryAfter(SECONDARY)
                : forbidden(reply, said);
    }

    private static Verdict limit(String message, String said) {
        return explained(Verdict.failed(FailureKind.RATE_LIMITED, message), said)
                .suggest("The run goes on by itself later; schedule it less often if this comes again.");
    }

    private static Verdict forbidden(HttpReply reply, String said) {
        Verdict verdict =
                explained(Verdict.failed(FailureKind.FORBIDDEN, "GitHub does not let this token do that."), said);
        Optional<String> needed = reply.header("X-Accepted-GitHub-Permissions").map(GithubErrors::oneLine);
        if (reply.header("X-GitHub-SSO").isPresent()) {
            return verdict.suggest(
                    "Authorize the token for the organisation's single sign-on at github.com/settings/tokens.");
        }
        return verdict.suggest(needed.filter(text -> !text.isEmpty())
                .map(text -> "Give the token the permission that GitHub names: " + text + ".")
                .orElse("Give the token access to the repository, or enter another one."));
    }

    private static Verdict invalid(Verdict verdict, String said, String lower) {
        return lower.contains("cannot be searched")
                ? explained(verdict, said)
                        .suggest("A user or repository in the search is not there, or not visible to this token.")
                : explained(verdict, said).suggest("Correct the search or the filters as GitHub says.");
    }

    /** From the moment at which GitHub says it answered, a second more than it says. */
    private static Optional<Duration> untilReset(HttpReply reply) {
        try {
            Instant reset = Instant.ofEpochSecond(
                    Long.parseLong(reply.header("X-RateLimit-Reset").orElse("").strip()));
            Instant now = ZonedDateTime.parse(
                            reply.header("Date").orElse("").strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(Duration.between(now, reset).plusSeconds(1));
        } catch (NumberFormatException | DateTimeException | ArithmeticException e) {
            return Optional.empty(); // the road knows another way, or none
        }
    }

    private static boolean isWait(String text) {
        return text.strip().matches("\\d{1,9}(\\.\\d*)?|[A-Za-z]{3}, .*GMT");
    }

    private static Verdict explained(Verdict verdict, String said) {
        return said.isEmpty() ? verdict : verdict.because(verdict.message() + " It says: " + said);
    }

    /** The message, and of each error in it what it says. */
    private static String said(HttpReply reply) {
        JsonNode body = reply.jsonIfAny().orElseGet(MissingNode::getInstance);
        String message = new Members(body).text("message").orElse("");
        var details = new ArrayList<String>();
        body.path("errors").forEach(error -> detail(error).ifPresent(details::add));
        List<String> shown = details.stream().distinct().limit(MOST_DETAILS).toList();
        return oneLine(shown.isEmpty() ? message : message + " (" + String.join("; ", shown) + ")");
    }

    private static Optional<String> detail(JsonNode error) {
        if (error.isString()) {
            return Optional.of(error.asString(""));
        }
        var members = new Members(error);
        return members.text("message").or(() -> {
            String what =
                    members.text("field").or(() -> members.text("resource")).orElse("");
            return members.text("code").map(code -> (what + " " + code.replace('_', ' ')).strip());
        });
    }

    private static String oneLine(String text) {
        return PlainText.cut(text, MOST);
    }
}
