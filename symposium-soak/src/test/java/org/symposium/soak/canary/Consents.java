package org.symposium.soak.canary;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.symposium.core.ConnectRedirect;
import org.symposium.core.ConnectRequest;
import org.symposium.core.Engine;
import org.symposium.core.OAuthClient;
import org.symposium.core.OwnerView;
import org.symposium.soak.canary.EchoServer.Answer;
import org.symposium.soak.canary.EchoServer.Answer.End;
import org.symposium.spi.model.IntegrationType;
import org.symposium.spi.model.Json;
import org.symposium.spi.model.Values;
import org.symposium.testkit.Canary;
import org.symposium.testkit.Echo;
import org.symposium.testkit.FakeService.Request;
import org.symposium.testkit.SecretSearch;

/** The ways of one type's users by OAuth: there and back, tokens that are renewed after a 401, and the end of the grant, with each indiscreet answer. Client secret, code and tokens are canaries. */
final class Consents {
    private static final URI CALLBACK = URI.create("https://host.example/callback");

    private static final Pattern VERIFIER = Pattern.compile("code_verifier\\W+([A-Za-z0-9._~-]{43,128})");

    private final OwnerView owner;
    private final IntegrationType type;
    private final EchoServer service;
    private final Shown shown;
    private final Rounds rounds;

    Consents(Engine engine, IntegrationType type, EchoServer service, Shown shown, Rounds rounds) {
        this.owner = engine.forOwner("owner of " + type.name());
        this.type = type;
        this.service = service;
        this.shown = shown;
        this.rounds = rounds;
    }

    /** The host's client with a type's service. */
    static OAuthClient client(String type, EchoServer service) {
        return OAuthClient.of("client of " + type, Canary.of(type, "client_secret"))
                .redirectUri(CALLBACK)
                .server(service.uri(""));
    }

    void run(Predicate<EchoCase> some) {
        if (type.oauth().isEmpty()) {
            return;
        }
        shown.add("client", client(type.name(), service));
        for (EchoCase each : EchoCase.values()) {
            if (some.test(each)) {
                consent(type.name() + " by OAuth, " + each, each);
            }
        }
        callback(type.name() + " still on the way");
        service.requests().stream()
                .flatMap(request -> VERIFIER.matcher(request.body()).results())
                .forEach(found -> shown.learn(found.group(1)));
    }

    /** Whether tokens that a service gave came back to it. */
    static boolean hasUsedTokens(IntegrationType type, EchoServer service) {
        if (type.oauth().isEmpty()) {
            return false;
        }
        Values places = type.oauth().get().object("credentials");
        var granted = SecretSearch.of(places.names().stream()
                .map(name -> Canary.of(type.name(), "granted " + name))
                .toList());
        return service.requests().stream()
                .anyMatch(request ->
                        granted.in(request.headers() + request.body()).isPresent());
    }

    private void consent(String where, EchoCase each) {
        service.answer(tokensOr(EchoCase.GOOD_OBJECT));
        String id = shown.by(where + " complete", () -> owner.oauth().complete(callback(where)))
                .flatMap(change -> change.integration())
                .map(view -> view.id())
                .orElse("");
        service.answer(each);
        shown.by(where + " complete badly", () -> owner.oauth().complete(callback(where)));
        if (!id.isEmpty()) {
            rounds.use(where, id);
            shown.by(where + " revoke", () -> owner.integrations().revoke(id));
        }
    }

    /** What comes back of a user who was sent. The redirect itself is for that user, so only its text is looked at. */
    private Map<String, String> callback(String where) {
        ConnectRedirect redirect = owner.oauth().begin(ConnectRequest.create(type.name(), "By consent"));
        shown.look(where + " redirect", redirect.toString());
        shown.learn(redirect.state());
        return Map.of("state", redirect.state(), "code", Canary.of(type.name(), "code"));
    }

    /** Where the type's tokens come from; anything else is answered otherwise. */
    private Function<Request, Answer> tokensOr(Function<Request, Answer> otherwise) {
        Values terms = type.oauth().orElseThrow();
        String path = URI.create(terms.text("token_url")).getPath();
        return request -> request.path().equals(path)
                ? new Answer(200, "OK", Map.of("Content-Type", "application/json"), tokens(terms, request), End.WHOLE)
                : otherwise.apply(request);
    }

    private String tokens(Values terms, Request request) {
        var answer = new LinkedHashMap<String, Object>(Map.of(
                "ok", true, "token_type", "bearer", "expires_in", 3600, "scope", "all", "echo", Echo.of(request)));
        Values places = terms.object("credentials");
        for (String name : places.names()) {
            put(answer, List.of(places.text(name).substring(1).split("/")), granted(name));
        }
        return Json.write(answer);
    }

    private String granted(String name) {
        boolean isAddress = type.authSchema().field(name).stream()
                .anyMatch(field -> field.type().equals("url"));
        return isAddress
                ? service.uri("/" + Canary.plain(type.name(), "granted " + name))
                        .toString()
                : Canary.of(type.name(), "granted " + name);
    }

    @SuppressWarnings("unchecked")
    private static void put(Map<String, Object> object, List<String> path, String value) {
        if (path.size() == 1) {
            object.put(path.get(0), value);
        } else {
            put(
                    (Map<String, Object>)
                            object.computeIfAbsent(path.get(0), name -> new LinkedHashMap<String, Object>()),
                    path.subList(1, path.size()),
                    value);
        }
    }
}
