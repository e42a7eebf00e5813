package org.symposium.soak;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An authorization server as strict as RFC 9700 (4.14.2) lets one be, with the service behind it: a refresh token is good once, its use ends the access token that came with it
 * at once, and whoever uses one again ends the whole family. Codes are good once, and bound to their verifier. Thread-safe.
 */
final class RotatingProvider implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, String> challenges = new HashMap<>();
    private final Map<String, Family> byRefreshToken = new HashMap<>();
    private final Map<String, Family> byAccessToken = new HashMap<>();
    private final Set<Family> revoked = new HashSet<>();
    private int lifetime = 3_600;
    private int numbers;
    private int refreshes;
    private int refused;
    private int taken;

    private RotatingProvider(HttpServer server) {
        this.server = server;
    }

    /** What comes of one consent: one access token and one refresh token count at a time. */
    private static final class Family {
        private String access = "";
        private String refresh = "";
    }

    static RotatingProvider start() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
            var provider = new RotatingProvider(server);
            server.createContext("/token", provider::token);
            server.createContext("/items", provider::items);
            server.setExecutor(provider.threads);
            server.start();
            return provider;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** A user consents to what the address asks for; what the user brings back. */
    synchronized Map<String, String> consent(URI address) {
        Map<String, String> asked = fields(address.getRawQuery());
        String code = next("code");
        challenges.put(code, asked.get("code_challenge"));
        return Map.of("state", asked.get("state"), "code", code);
    }

    /** Tokens last so long from now on. */
    synchronized void lifetime(int seconds) {
        lifetime = seconds;
    }

    /** All access tokens have ended. */
    synchronized void expireAll() {
        byAccessToken.clear();
    }

    synchronized int refreshes() {
        return refreshes;
    }

    /** Families that were ended because a refresh token was used twice. */
    synchronized int revoked() {
        return revoked.size();
    }

    /** Requests with an access token that had ended. */
    synchronized int refused() {
        return refused;
    }

    /** Requests with one that had not. */
    synchronized int taken() {
        return taken;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void token(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> form =
                    fields(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            Optional<String> tokens =
                    "refresh_token".equals(form.get("grant_type")) ? refreshed(form) : exchanged(form);
            answer(exchange, tokens.isPresent() ? 200 : 400, tokens.orElse("{\"error\": \"invalid_grant\"}"));
        }
    }

    private synchronized Optional<String> exchanged(Map<String, String> form) {
        String challenge = challenges.remove(form.getOrDefault("code", ""));
        return challenge != null && challenge.equals(digest(form.getOrDefault("code_verifier", "")))
                ? Optional.of(tokens(new Family()))
                : Optional.empty();
    }

    private synchronized Optional<String> refreshed(Map<String, String> form) {
        String token = form.getOrDefault("refresh_token", "");
        Family family = byRefreshToken.get(token);
        if (family == null || revoked.contains(family)) {
            return Optional.empty();
        }
        if (!family.refresh.equals(token)) {
            revoked.add(family);
            byAccessToken.remove(family.access);
            return Optional.empty();
        }
        refreshes++;
        return Optional.of(tokens(family));
    }

    private String tokens(Family family) {
        byAccessToken.remove(family.access);
        family.access = next("access-token");
        family.refresh = next("refresh-token");
        byAccessToken.put(family.access, family);
        byRefreshToken.put(family.refresh, family);
        return "{\"access_token\": \"" + family.access + "\", \"refresh_token\": \"" + family.refresh
                + "\", \"token_type\": \"Bearer\", \"expires_in\": " + lifetime + "}";
    }

    private void items(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean isGood = isGood(exchange.getRequestHeaders().getFirst("Authorization"));
            answer(exchange, isGood ? 200 : 401, "{}");
        }
    }

    private synchronized boolean isGood(String authorization) {
        boolean isGood = byAccessToken.containsKey(authorization.replaceFirst("^Bearer ", ""));
        taken += isGood ? 1 : 0;
        refused += isGood ? 0 : 1;
        return isGood;
    }

    private String next(String what) {
        return what + "-" + ++numbers;
    }

    private static Map<String, String> fields(String query) {
        var fields = new HashMap<String, String>();
        for (String pair : query.split("&")) {
            String[] parts = pair.split("=", 2);
            fields.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return fields;
    }

    private static String digest(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
