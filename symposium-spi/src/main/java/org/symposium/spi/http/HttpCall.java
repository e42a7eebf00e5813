package org.symposium.spi.http;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.symposium.spi.model.Effect;
import org.symposium.spi.model.Values;

/**
 * One request, described. Immutable: every wither gives a new call, and has a getter of the same name for the road and for tests.
 *
 * <pre>{@code HttpCall.get("/repos/{}/{}/issues", owner, repo).query("state", "open").bearer("token")}</pre>
 */
public final class HttpCall {
    private final State state;

    private HttpCall(State state) {
        this.state = state;
    }

    /** A header or query parameter: text, or a secret. */
    public record Part(
            String name, @Nullable String text, @Nullable Secret secret) {
        /** The value as it may be shown. */
        public String shown() {
            return secret == null ? String.valueOf(text) : secret.toString();
        }
    }

    /**
     * A window of the type's {@code rate_limits} that this call counts in.
     *
     * @param window the window's key in the type
     * @param key which of its counts: a channel, a base, a webhook id
     */
    public record LimitKey(String window, String key) {}

    /** Everything a call says; copied by each wither, never shared while it changes. */
    private static final class State implements Cloneable {
        String method = "GET";

        @Nullable
        String path;

        @Nullable
        URI uri;

        @Nullable
        Secret secretUrl;

        String shownAs = "";
        List<Part> query = List.of();
        List<Part> headers = List.of();
        List<Secret> headerObjects = List.of();

        @Nullable
        Body body;

        @Nullable
        Signer signer;

        String idempotencyHeader = "";

        @Nullable
        Effect effect;

        Values validators = Values.empty();
        Set<Integer> accepted = Set.of();

        @Nullable
        Judge judge;

        List<LimitKey> limits = List.of();

        @Nullable
        Duration spacing;

        @Nullable
        Duration sharedFor;

        @Nullable
        Integer redirects;

        @Nullable
        Duration deadline;

        @Nullable
        Long maxBytes;

        State copy() {
            try {
                return (State) super.clone();
            } catch (CloneNotSupportedException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** A GET of a path below the type's {@code base_url}; see {@link #of(String, String, Object...)}. */
    public static HttpCall get(String path, Object... segments) {
        return of("GET", path, segments);
    }

    /**
     * A call of a path below the type's {@code base_url}.
     *
     * @param path starts with {@code /}; each {@code {}} is filled with the next segment
     * @param segments percent-encoded as one path segment each, so that none can leave its place
     * @throws IllegalArgumentException when path and segments do not fit, or a segment is empty, {@code .} or {@code ..}
     */
    public static HttpCall of(String method, String path, Object... segments) {
        return start(method, state -> state.path = fill(path, segments));
    }

    /** A GET of a whole address; see {@link #of(String, URI)}. */
    public static HttpCall get(URI uri) {
        return of("GET", uri);
    }

    /** A call of a whole address: a user's URL, a next link. Secrets travel only to the origins they are bound to. */
    public static HttpCall of(String method, URI uri) {
        return start(method, state -> state.uri = uri);
    }

    /**
     * A call whose address itself is a secret.
     *
     * @param shownAs stands for the address wherever it is shown
     */
    public static HttpCall of(String method, Secret url, String shownAs) {
        return start(method, state -> {
            state.secretUrl = url;
            state.shownAs = shownAs;
        });
    }

    /** One more query parameter; {@code null} adds none. */
    public HttpCall query(String name, @Nullable Object value) {
        return value == null ? this : change(s -> s.query = plus(s.query, new Part(name, value.toString(), null)));
    }

    /** One more query parameter that is a secret. */
    public HttpCall query(String name, Secret value) {
        return change(s -> s.query = plus(s.query, new Part(name, null, value)));
    }

    /** A header; one of the same name is replaced. */
    public HttpCall header(String name, String value) {
        return change(s -> s.headers = replaced(s.headers, new Part(name, value, null)));
    }

    /** A header that is a secret; one of the same name is replaced. */
    public HttpCall header(String name, Secret value) {
        return change(s -> s.headers = replaced(s.headers, new Part(name, null, value)));
    }

    /** {@code Authorization: Bearer …} (RFC 6750) of a credential. */
    public HttpCall bearer(String field) {
        return header("Authorization", Secret.of(field).map(token -> "Bearer " + token));
    }

    /** {@code Authorization: Basic …} (RFC 7617, UTF-8) of two credentials. */
    public HttpCall basic(String userField, String passwordField) {
        return header("Authorization", Secret.of(List.of(userField, passwordField), HttpCall::basicValue));
    }

    /** Headers that a user gave as a credential: a JSON object of texts. Each value is a secret. */
    public HttpCall headers(Secret jsonObject) {
        return change(s -> s.headerObjects = plus(s.headerObjects, jsonObject));
    }

    /** A JSON body of maps, lists and plain values, with {@link Secret}s allowed as leaves. */
    public HttpCall json(Object mapsAndLists) {
        Body body = Body.json(mapsAndLists);
        return change(s -> s.body = body);
    }

    /** A form body; values are text, numbers or {@link Secret}s. */
    public HttpCall form(Map<String, ?> fields) {
        Body body = Body.form(fields);
        return change(s -> s.body = body);
    }

    /** A body of bytes. */
    public HttpCall body(String mediaType, byte[] bytes) {
        Body body = Body.bytes(mediaType, bytes);
        return change(s -> s.body = body);
    }

    /** Signed anew at each attempt. */
    public HttpCall signed(Signer signer) {
        return change(s -> s.signer = signer);
    }

    /** A header that gets the step's idempotency key, the same for all attempts and retries. */
    public HttpCall idempotencyHeader(String name) {
        return change(s -> s.idempotencyHeader = name);
    }

    /** What the call does, where the method does not tell: a POST that only asks is {@link Effect#READ}. */
    public HttpCall effect(Effect effect) {
        return change(s -> s.effect = effect);
    }

    /** Asks for the content only if it changed since; {@link HttpReply#validators()} of an earlier reply. A 304 is ok then. */
    public HttpCall unlessChanged(Values validators) {
        return change(s -> s.validators = validators);
    }

    /** Statuses besides 2xx that {@link HttpReply#byStatus()} calls ok. */
    public HttpCall accept(int... statuses) {
        var all = new LinkedHashSet<Integer>();
        for (int status : statuses) {
            all.add(status);
        }
        return change(s -> s.accepted = Collections.unmodifiableSet(all));
    }

    /** A judge for this call instead of its handler's. */
    public HttpCall judge(Judge judge) {
        return change(s -> s.judge = judge);
    }

    /** Counts in one more window of the type's {@code rate_limits}. */
    public HttpCall limit(String window, String key) {
        return change(s -> s.limits = plus(s.limits, new LimitKey(window, key)));
    }

    /** At least this long after the last call to the same origin, by anybody on any node: politeness to a site. */
    public HttpCall spacing(Duration atLeast) {
        return change(s -> s.spacing = atLeast);
    }

    /** The reply may be shared with others for this long. */
    public HttpCall sharedFor(Duration maxAge) {
        return change(s -> s.sharedFor = maxAge);
    }

    /** At most this many redirects. Default: 5 for a call that reads, none for others. */
    public HttpCall redirects(int most) {
        return change(s -> s.redirects = most);
    }

    /** From here to the last byte, waits and attempts included. */
    public HttpCall deadline(Duration total) {
        return change(s -> s.deadline = total);
    }

    /** At most this many decoded bytes of reply. Default: 5 MiB for a call that reads, 1 MiB for others. */
    public HttpCall maxBytes(long decoded) {
        return change(s -> s.maxBytes = decoded);
    }

    /** The method, upper case. */
    public String method() {
        return state.method;
    }

    /** The path below {@code base_url}, segments filled in. */
    public Optional<String> path() {
        return Optional.ofNullable(state.path);
    }

    /** The whole address. */
    public Optional<URI> uri() {
        return Optional.ofNullable(state.uri);
    }

    /** The address that is a secret. */
    public Optional<Secret> secretUrl() {
        return Optional.ofNullable(state.secretUrl);
    }

    /** The address as it may be shown, without query. */
    public String shownAs() {
        if (state.secretUrl != null) {
            return state.shownAs;
        }
        return state.uri == null ? String.valueOf(state.path) : state.uri.toString();
    }

    /** The query parameters, in order. */
    public List<Part> query() {
        return state.query;
    }

    /** The headers, in order. */
    public List<Part> headers() {
        return state.headers;
    }

    /** Secrets that are JSON objects of headers. */
    public List<Secret> headerObjects() {
        return state.headerObjects;
    }

    /** The body. */
    public Optional<Body> body() {
        return Optional.ofNullable(state.body);
    }

    /** The signer. */
    public Optional<Signer> signer() {
        return Optional.ofNullable(state.signer);
    }

    /** The header that gets the idempotency key; empty for none. */
    public String idempotencyHeader() {
        return state.idempotencyHeader;
    }

    /** What the call does. */
    public Effect effect() {
        return state.effect == null ? Effect.ofMethod(state.method) : state.effect;
    }

    /** The validators it asks with; empty for none. */
    public Values unlessChanged() {
        return state.validators;
    }

    /** Statuses besides 2xx that are ok. */
    public Set<Integer> accept() {
        return state.accepted;
    }

    /** Its own judge. */
    public Optional<Judge> judge() {
        return Optional.ofNullable(state.judge);
    }

    /** The windows it counts in besides the type's general ones. */
    public List<LimitKey> limits() {
        return state.limits;
    }

    /** Time to leave between calls to the same origin. */
    public Optional<Duration> spacing() {
        return Optional.ofNullable(state.spacing);
    }

    /** How long the reply may be shared. */
    public Optional<Duration> sharedFor() {
        return Optional.ofNullable(state.sharedFor);
    }

    /** Most redirects, if said. */
    public OptionalInt redirects() {
        return state.redirects == null ? OptionalInt.empty() : OptionalInt.of(state.redirects);
    }

    /** Total time, if said. */
    public Optional<Duration> deadline() {
        return Optional.ofNullable(state.deadline);
    }

    /** Most decoded bytes, if said. */
    public OptionalLong maxBytes() {
        return state.maxBytes == null ? OptionalLong.empty() : OptionalLong.of(state.maxBytes);
    }

    /** Whether any part of it is a secret. */
    public boolean hasSecret() {
        return state.secretUrl != null
                || state.signer != null
                || !state.headerObjects.isEmpty()
                || state.query.stream().anyMatch(part -> part.secret() != null)
                || state.headers.stream().anyMatch(part -> part.secret() != null)
                || (state.body != null && !state.body.secrets().isEmpty());
    }

    @Override
    public String toString() {
        return state.method + " " + shownAs();
    }

    private static HttpCall start(String method, Consumer<State> first) {
        var state = new State();
        state.method = method.toUpperCase(Locale.ROOT);
        first.accept(state);
        return new HttpCall(state);
    }

    private HttpCall change(Consumer<State> change) {
        State copy = state.copy();
        change.accept(copy);
        return new HttpCall(copy);
    }

    private static <T> List<T> plus(List<T> list, T item) {
        var more = new ArrayList<>(list);
        more.add(item);
        return Collections.unmodifiableList(more);
    }

    private static List<Part> replaced(List<Part> parts, Part part) {
        var byName = new LinkedHashMap<String, Part>();
        parts.forEach(old -> byName.put(old.name().toLowerCase(Locale.ROOT), old));
        byName.put(part.name().toLowerCase(Locale.ROOT), part);
        return List.copyOf(byName.values());
    }

    private static String basicValue(List<String> userAndPassword) {
        byte[] pair = (userAndPassword.get(0) + ":" + userAndPassword.get(1)).getBytes(StandardCharsets.UTF_8);
        return "Basic " + java.util.Base64.getEncoder().encodeToString(pair);
    }

    private static String fill(String path, Object... segments) {
        var filled = new StringBuilder();
        int from = 0;
        int used = 0;
        for (int gap = path.indexOf("{}"); gap >= 0; gap = path.indexOf("{}", from)) {
            if (used == segments.length) {
                throw new IllegalArgumentException("more {} in '" + path + "' than segments");
            }
            filled.append(path, from, gap).append(encodedSegment(String.valueOf(segments[used++])));
            from = gap + 2;
        }
        if (used < segments.length || !path.startsWith("/")) {
            throw new IllegalArgumentException("'" + path + "' must start with / and have a {} for each segment");
        }
        return filled.append(path, from, path.length()).toString();
    }

    /** RFC 3986: all but unreserved characters are percent-encoded. */
    private static String encodedSegment(String segment) {
        if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
            throw new IllegalArgumentException("a path segment must not be empty, '.' or '..'");
        }
        var encoded = new StringBuilder();
        for (byte octet : segment.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xff);
            if (c < 0x80 && (Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0)) {
                encoded.append(c);
            } else {
                encoded.append('%').append(String.format(Locale.ROOT, "%02X", (int) c));
            }
        }
        return encoded.toString();
    }
}
