package org.symposium.handlers.github;

import org.symposium.spi.HandlerContext;
import org.symposium.spi.http.HttpCall;
import org.symposium.spi.http.HttpCalls;
import org.symposium.spi.http.HttpReply;
import org.symposium.spi.model.ConnectionCheck;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;

/**
 * Whose a token is: {@code GET /user}. Tokens of app installations belong to no user and may not ask; for them the limit, which is no more than 60 where a token does not
 * count, shows that it works.
 */
final class Account {
    private static final long WITHOUT_TOKEN = 60;

    private Account() {}

    static ConnectionCheck check(HandlerContext context) {
        var calls = new GithubCalls(context);
        if (!calls.hasToken()) {
            return ConnectionCheck.untested();
        }
        HttpCalls.Attempted asked = context.http().attempt(calls.core(HttpCall.get("/user")));
        if (asked.reply().isPresent()) {
            return user(new Members(asked.reply().get().json()));
        }
        HandlerException failure = asked.failure().orElseThrow();
        if (failure.verdict().kind() != FailureKind.FORBIDDEN) {
            throw failure;
        }
        HttpReply limits = context.http().send(calls.core(HttpCall.get("/rate_limit")));
        long core = new Members(limits.json())
                .at("resources")
                .at("core")
                .whole("limit")
                .orElse(0L);
        if (core <= WITHOUT_TOKEN) {
            throw failure;
        }
        return ConnectionCheck.ok("", "GitHub App installation");
    }

    private static ConnectionCheck user(Members user) {
        String login = user.text("login")
                .orElseThrow(() ->
                        new HandlerException(FailureKind.INVALID_RESPONSE, "GitHub did not say whose the token is."));
        return ConnectionCheck.ok(user.text("id").orElse(login), login);
    }
}
