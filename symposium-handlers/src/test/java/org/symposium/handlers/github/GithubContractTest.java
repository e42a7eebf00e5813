package org.symposium.handlers.github;

import java.util.List;
import org.symposium.core.Settings;
import org.symposium.handlers.HandlerStage;
import org.symposium.spi.Handler;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.FailureKind;
import org.symposium.testkit.FakeService;
import org.symposium.testkit.FakeService.Reply;
import org.symposium.testkit.HandlerContract;
import org.symposium.testkit.Refusal;

/** Shapes of errors: GitHub's OpenAPI 2022-11-28, and its pages on rate limits and troubleshooting. */
class GithubContractTest extends HandlerContract {
    @Override
    protected Handler handler() {
        return new GithubHandler();
    }

    @Override
    protected Settings settings(FakeService service) {
        return Settings.of("query", "language:typescript stars:>1000").with("sort", "stars");
    }

    @Override
    protected Credentials credentials() {
        return Credentials.of("token", CANARY);
    }

    @Override
    protected Reply goodAnswer(FakeService.Request request) {
        if (request.path().startsWith("/user/repos")) {
            return Reply.json("[{\"full_name\": \"ada/engine\"}]");
        }
        return request.path().startsWith("/user")
                ? Reply.json("{\"login\": \"ada\", \"id\": 7}")
                : Reply.json(HandlerStage.resource(getClass(), "repositories.json"));
    }

    @Override
    protected List<Refusal> refusals() {
        return List.of(
                Refusal.of("a token that is wrong", error(401, "Bad credentials"), FailureKind.AUTHENTICATION)
                        .saying("Bad credentials", "settings/tokens"),
                Refusal.of(
                                "the primary limit",
                                error(403, "API rate limit exceeded for user ID 7.")
                                        .header("X-RateLimit-Remaining", "0")
                                        .header("X-RateLimit-Reset", "4000000000"),
                                FailureKind.RATE_LIMITED)
                        .saying("used up", "API rate limit exceeded"),
                Refusal.of(
                                "a secondary limit",
                                error(403, "You have exceeded a secondary rate limit."),
                                FailureKind.RATE_LIMITED)
                        .saying("secondary rate limit"),
                Refusal.of(
                        "a limit with its end",
                        error(403, "You have triggered an abuse detection mechanism.")
                                .header("Retry-After", "30"),
                        FailureKind.RATE_LIMITED),
                Refusal.of("a limit as 429", error(429, "slow down"), FailureKind.RATE_LIMITED),
                Refusal.of(
                                "a right that is missing",
                                error(403, "Resource not accessible by personal access token")
                                        .header("X-Accepted-GitHub-Permissions", "issues=read"),
                                FailureKind.FORBIDDEN)
                        .saying("not accessible", "issues=read"),
                Refusal.of(
                                "an organisation with single sign-on",
                                error(403, "Resource protected by organization SAML enforcement.")
                                        .header("X-GitHub-SSO", "required; url=https://github.com/orgs/octo/sso"),
                                FailureKind.FORBIDDEN)
                        .saying("single sign-on"),
                Refusal.of("a request without User-Agent", error(403, "forbidden by rules"), FailureKind.FORBIDDEN),
                Refusal.of("what is not there, or private", error(404, "Not Found"), FailureKind.TARGET_GONE)
                        .saying("private"),
                Refusal.of(
                                "issues that are switched off",
                                error(410, "Issues are disabled for this repo"),
                                FailureKind.TARGET_GONE)
                        .saying("Issues are disabled"),
                Refusal.of("an unknown API version", error(400, "Unsupported version"), FailureKind.INVALID_REQUEST)
                        .saying("Unsupported version"),
                Refusal.of(
                                "a query that is missing",
                                error(
                                        422,
                                        "Validation Failed",
                                        "[{\"resource\":\"Search\",\"field\":\"q\",\"code\":\"missing\"}]"),
                                FailureKind.INVALID_REQUEST)
                        .saying("Validation Failed (q missing)"),
                Refusal.of(
                                "a search without its kind",
                                error(422, "Query must include 'is:issue' or 'is:pull-request'"),
                                FailureKind.INVALID_REQUEST)
                        .saying("must include 'is:issue'"),
                Refusal.of(
                                "a repository that can't be searched",
                                error(
                                        422,
                                        "Validation Failed",
                                        "[{\"message\":\"The listed users and repositories cannot be searched either because the resources do not exist or you do not have permission to view them.\",\"resource\":\"Search\",\"field\":\"q\",\"code\":\"invalid\"}, \"plain words\"]"),
                                FailureKind.INVALID_REQUEST)
                        .saying("cannot be searched", "plain words", "not visible"),
                Refusal.of("GitHub's own time-out", error(502, "Server Error"), FailureKind.SERVER_ERROR)
                        .saying("Server Error"),
                Refusal.of("a search that is out of order", error(503, "unavailable"), FailureKind.SERVER_ERROR));
    }

    @Override
    protected int mostRequests() {
        return 10;
    }

    private static Reply error(int status, String message) {
        return error(status, message, "null");
    }

    private static Reply error(int status, String message, String errors) {
        return Reply.of(
                status,
                "application/json; charset=utf-8",
                "{\"message\":\"" + message + "\",\"documentation_url\":\"https://docs.github.com/rest\",\"status\":\""
                        + status + "\",\"errors\":" + errors + "}");
    }
}
