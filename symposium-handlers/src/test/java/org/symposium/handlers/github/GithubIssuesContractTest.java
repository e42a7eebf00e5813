package org.symposium.handlers.github;

import java.util.Map;
import org.symposium.core.Settings;
import org.symposium.handlers.HandlerStage;
import org.symposium.spi.Handler;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.FailureKind;
import org.symposium.testkit.FakeService;
import org.symposium.testkit.FakeService.Reply;
import org.symposium.testkit.HandlerContract;

/** What its answers may lack. Statuses are the same for all lists, and stand in {@link GithubContractTest}. */
class GithubIssuesContractTest extends HandlerContract {
    @Override
    protected Handler handler() {
        return new GithubHandler();
    }

    @Override
    protected Settings settings(FakeService service) {
        return Settings.of("resource", "issues")
                .with("repository", "octo/tetris")
                .with("state", "all");
    }

    @Override
    protected Credentials credentials() {
        return Credentials.of("token", CANARY);
    }

    @Override
    protected Reply goodAnswer(FakeService.Request request) {
        return request.path().startsWith("/repos")
                ? Reply.json(HandlerStage.resource(getClass(), "issues.json"))
                : Reply.json("{\"login\": \"ada\", \"id\": 7}");
    }

    @Override
    protected Map<Integer, FailureKind> kindsByStatus() {
        return Map.of();
    }

    @Override
    protected int mostRequests() {
        return 10;
    }
}
