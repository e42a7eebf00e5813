package org.symposium.core.internal.oauth;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.symposium.core.internal.credentials.RunCredentials;
import org.symposium.core.internal.http.HttpRoad;
import org.symposium.core.internal.http.Passage;
import org.symposium.core.internal.http.RoadCalls;
import org.symposium.spi.http.HttpCall;
import org.symposium.spi.http.HttpReply;
import org.symposium.spi.http.Judge;
import org.symposium.spi.http.Secret;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.IntegrationType;
import org.symposium.spi.model.Values;

/** Calls to a token service, on the same road as all others; the service's own rate limits do not count them, since they are of another service. */
final class TokenRoad {
    private static final String CLIENT_SECRET = "client_secret";
    private static final String ACCESS_TOKEN = "access_token";
    private static final Duration DEADLINE = Duration.ofSeconds(20);
    private static final long MOST_BYTES = 256 * 1024;

    private final OAuthTerms terms;
    private final Client client;
    private final HttpRoad road;

    TokenRoad(OAuthTerms terms, Client client, HttpRoad road) {
        this.terms = terms;
        this.client = client;
        this.road = road;
    }

    HttpReply ask(Journey journey, Map<String, Object> form, Credentials secrets) {
        URI address = client.at(terms.tokenUrl());
        HttpCall call = call("POST", address, form, terms.isJson(), terms.clientAuth());
        Judge judge = new TokenReader(terms, journey.masks());
        return calls(journey, secrets, address).perform(call.judge(judge), "");
    }

    HttpReply facts(Journey journey, String accessToken, URI url) {
        URI address = client.at(url);
        HttpCall call = HttpCall.get(address)
                .header("Accept", "application/json")
                .header("Authorization", Secret.of(ACCESS_TOKEN).map(token -> terms.factsScheme() + " " + token))
                .judge(HttpReply::byStatus)
                .deadline(DEADLINE)
                .maxBytes(MOST_BYTES);
        return calls(journey, Credentials.of(ACCESS_TOKEN, accessToken), address)
                .send(call);
    }

    /** The hint is RFC 7009's, for services that keep to it. */
    void revoke(Journey journey, String token, String hint) {
        URI address = client.at(terms.revokeUrl(client.id()).orElseThrow());
        boolean showsToken = terms.revokeAuth().equals("token");
        var form = new LinkedHashMap<String, Object>();
        if (!showsToken) {
            form.put(terms.revokeField(), Secret.of(ACCESS_TOKEN));
        }
        if (terms.revokesAll()) {
            form.put("token_type_hint", hint);
        }
        HttpCall call = call(terms.revokeMethod(), address, form, terms.isRevokedByJson(), terms.revokeAuth())
                .judge(reply -> Revoked.judge(reply, new TokenReader(terms, journey.masks())))
                .accept(404);
        calls(journey, Credentials.of(ACCESS_TOKEN, token), address)
                .perform(showsToken ? call.bearer(ACCESS_TOKEN) : call, "");
    }

    private HttpCall call(String method, URI address, Map<String, ?> fields, boolean isJson, String auth) {
        var body = new LinkedHashMap<String, Object>(fields);
        HttpCall call = HttpCall.of(method, address)
                .header("Accept", "application/json")
                .deadline(DEADLINE)
                .maxBytes(MOST_BYTES);
        if (auth.equals("basic") && client.hasSecret()) {
            call = call.header("Authorization", Secret.of(CLIENT_SECRET).map(this::basic));
        } else if (!auth.equals("token")) {
            body.put("client_id", client.id());
        }
        if (auth.equals("post") && client.hasSecret()) {
            body.put(CLIENT_SECRET, Secret.of(CLIENT_SECRET));
        }
        return isJson ? call.json(body) : call.form(body);
    }

    /** RFC 6749 2.3.1: both are encoded as in a form before they are joined. */
    private String basic(String secret) {
        String pair = FormText.encode(client.id()) + ":" + FormText.encode(secret);
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private RoadCalls calls(Journey journey, Credentials secrets, URI address) {
        Credentials all = client.hasSecret() ? secrets.with(CLIENT_SECRET, client.secret()) : secrets;
        String origin = address.getScheme() + "://" + address.getRawAuthority();
        return road.calls(new Passage(
                IntegrationType.of(Values.of("name", "oauth")),
                journey.integration(),
                RunCredentials.of(all),
                HttpReply::byStatus,
                journey.masks(),
                journey.cancellation(),
                Set.of(origin),
                journey.executionId(),
                Passage.PutBack.ANY_TIME,
                journey.insists()));
    }
}
