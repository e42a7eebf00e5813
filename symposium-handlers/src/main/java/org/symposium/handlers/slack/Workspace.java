package org.symposium.handlers.slack;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.symposium.spi.HandlerContext;
import org.symposium.spi.http.HttpCall;
import org.symposium.spi.model.ConnectionCheck;
import org.symposium.spi.model.Effect;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;

/** Whose a token is: <a href="https://docs.slack.dev/reference/methods/auth.test">auth.test</a>, which needs no scope and changes nothing. */
final class Workspace {
    /** The fact that holds the workspace's host, such as {@code team.slack.com}. */
    static final String HOST = "workspace_host";

    private Workspace() {}

    static ConnectionCheck check(HandlerContext context) {
        HttpCall call = HttpCall.of("POST", "/auth.test").effect(Effect.READ).bearer(Destination.TOKEN);
        var told = new Members(context.http().send(call).json());
        String team = told.text("team_id")
                .orElseThrow(() -> new HandlerException(
                        FailureKind.INVALID_RESPONSE, "Slack did not say which workspace the token is for."));
        String label =
                told.text("user").orElse("app") + " in " + told.text("team").orElse(team);
        ConnectionCheck check = ConnectionCheck.ok(team, label);
        return told.text("url")
                .flatMap(Workspace::host)
                .map(host -> check.fact(HOST, host))
                .orElse(check);
    }

    private static Optional<String> host(String url) {
        try {
            return Optional.ofNullable(new URI(url).getHost());
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
