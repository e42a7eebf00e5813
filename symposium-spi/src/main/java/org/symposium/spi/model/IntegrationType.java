package org.symposium.spi.model;

import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A blueprint that developers define: identity, schemas, capabilities and the handler's name, as the specification's JSON. Reads any JSON object;
 * whether the definition is right, and fits its handler, is checked when the type is registered. Unknown keys are kept.
 *
 * <p>Spec: <em>Integration Types</em>, <em>Data Structure</em>.
 */
public final class IntegrationType {
    private final Values definition;
    private final Schema authSchema;
    private final Schema sourceSchema;
    private final Schema outputSchema;
    private final List<RateLimit> rateLimits;

    private IntegrationType(Values definition) {
        this.definition = definition;
        this.authSchema = schema("auth_schema");
        this.sourceSchema = schema("source_schema");
        this.outputSchema = schema("output_schema");
        this.rateLimits = readRateLimits();
    }

    /**
     * Reads a type's JSON, UTF-8, and closes the stream. A handler reads its own: {@code IntegrationType.read(BuoySource.class.getResourceAsStream("buoy.json"))}.
     *
     * @throws InvalidInputException when there is no stream, or it is no JSON object
     */
    public static IntegrationType read(@Nullable InputStream json) {
        if (json == null) {
            throw new InvalidInputException(
                    "",
                    "required",
                    "the type's JSON was not found beside its handler; is the resource in the same package?");
        }
        return of(Json.readObject(json));
    }

    /** A type of its definition. */
    public static IntegrationType of(Values definition) {
        return new IntegrationType(definition);
    }

    /** Unique name, such as {@code github}; empty if the definition has none. */
    public String name() {
        return textOr("name", "");
    }

    /** The id that instances refer to by {@code type_id}: the definition's own, else the name. */
    public String id() {
        return textOr("id", name());
    }

    /** What a person reads. */
    public String displayName() {
        return textOr("display_name", name());
    }

    /** What it does, one sentence. */
    public String description() {
        return textOr("description", "");
    }

    /** An emoji or a URL; empty if there is none. */
    public String icon() {
        return textOr("icon", "");
    }

    /** What may be made of it; {@code source} if the definition does not say it rightly. */
    public Category category() {
        return switch (textOr("category", "")) {
            case "output" -> Category.OUTPUT;
            case "both" -> Category.BOTH;
            default -> Category.SOURCE;
        };
    }

    /** What a user fills in to authenticate. */
    public Schema authSchema() {
        return authSchema;
    }

    /** What a user fills in to make a source. */
    public Schema sourceSchema() {
        return sourceSchema;
    }

    /** What a user fills in to make an output. */
    public Schema outputSchema() {
        return outputSchema;
    }

    /** Whether sources and outputs of it may have a schedule; true unless said otherwise. */
    public boolean supportsScheduling() {
        return capability("supports_scheduling");
    }

    /** Whether a card of it may be fetched anew; true unless said otherwise. */
    public boolean supportsRefresh() {
        return capability("supports_refresh");
    }

    /** Requests that each instance may send in any 60 seconds; empty for no such limit. */
    public OptionalLong ratePerMinute() {
        return wholeCapability("rate_limit_per_minute");
    }

    /** Runs of all its instances together that may go on at one time, on all nodes; empty for any number ({@code capabilities.max_concurrent_runs}). */
    public OptionalLong maxConcurrentRuns() {
        return wholeCapability("max_concurrent_runs");
    }

    /** As {@link #maxConcurrentRuns}, for each instance by itself ({@code capabilities.max_concurrent_runs_per_integration}). */
    public OptionalLong maxConcurrentRunsPerIntegration() {
        return wholeCapability("max_concurrent_runs_per_integration");
    }

    /** All windows: {@code rate_limit_per_minute} first, then {@code rate_limits}. */
    public List<RateLimit> rateLimits() {
        return rateLimits;
    }

    /**
     * Where the service's answers say how it counts, if not in the usual places ({@code rate_limit_headers}). All keys may be left out:
     *
     * <ul>
     *   <li>{@code remaining}: header with the requests left; usually {@code X-RateLimit-Remaining}
     *   <li>{@code reset}: header that says when it counts anew; usually {@code X-RateLimit-Reset-After} (seconds), else {@code X-RateLimit-Reset} (seconds of the
     *       epoch if they are that many, else from now)
     *   <li>{@code reset_in}: how that header counts: {@code seconds}, {@code milliseconds}, {@code epoch_seconds}, {@code epoch_milliseconds}
     *   <li>{@code retry_after}: header that says how long to wait after a refusal; usually {@code Retry-After-Ms}, else {@code Retry-After} (RFC 9110: seconds or a
     *       date)
     *   <li>{@code retry_after_in}: {@code seconds} or {@code milliseconds}
     * </ul>
     */
    public Optional<Values> rateLimitHeaders() {
        return object("rate_limit_headers");
    }

    /**
     * Origins that its credentials may be sent to: {@code https://api.github.com}, {@code from_setting:url}, or with facts as in {@link #baseUrl}. Empty: the origin of
     * {@code base_url}.
     */
    public List<String> credentialOrigins() {
        return textsOr("credential_origins");
    }

    /** What relative calls are joined to; {@code {dc}} stands for an integration's fact of that name. A host may replace it. */
    public Optional<String> baseUrl() {
        return definition.at("base_url") instanceof String url ? Optional.of(url) : Optional.empty();
    }

    /** What trying its credentials takes ({@code connection_test}); {@link ConnectionTest#FREE} unless said otherwise. */
    public ConnectionTest connectionTest() {
        String word = textOr("connection_test", "");
        return Arrays.stream(ConnectionTest.values())
                .filter(test -> test.word().equals(word))
                .findFirst()
                .orElse(ConnectionTest.FREE);
    }

    /**
     * What becomes of a step of a delivery that was sent and never answered, unless its output says otherwise ({@code in_doubt}). Empty: a step that is {@linkplain
     * Effect#REPEATABLE repeatable} is sent again, another is held.
     */
    public Optional<InDoubt> inDoubt() {
        String word = textOr("in_doubt", "");
        return Arrays.stream(InDoubt.values())
                .filter(policy -> policy.word().equals(word))
                .findFirst();
    }

    /** Whether a delivery may go to a named recipient on trial; false unless said otherwise ({@code capabilities.supports_test_delivery}). */
    public boolean supportsTestDelivery() {
        return Boolean.TRUE.equals(definition.at("capabilities.supports_test_delivery"));
    }

    /** How failed runs are tried again, if the type brings its own way. */
    public Optional<Values> retryPolicy() {
        return object("retry_policy");
    }

    /**
     * How users connect by OAuth 2 (RFC 6749), if they do: the block {@code oauth}. It is all that a provider takes. Places in answers are JSON pointers (RFC 6901).
     * Only {@code token_url}, {@code credentials} and, for users, {@code authorize_url} must be there.
     *
     * <ul>
     *   <li>{@code grant}: {@code authorization_code} (if not said: a user is sent to the service and comes back) or {@code client_credentials} (the host's client is
     *       the account; nobody is asked)
     *   <li>{@code authorize_url}, {@code token_url}: {@code https} addresses
     *   <li>{@code client_auth}: how the client shows who it is: {@code basic} (a header; if not said), {@code post} (in the body), {@code none} (its id only). A client
     *       without a secret always does as {@code none}
     *   <li>{@code request}: bodies are a {@code form} (if not said) or {@code json}
     *   <li>{@code pkce}: whether the code is bound to whoever asked for it (RFC 7636, S256); true if not said. False for services that refuse what they do not know
     *   <li>{@code scopes}, {@code scope_separator}: what is asked for, unless the host wants others; a space separates them if not said
     *   <li>{@code extra}: more parameters of {@code authorize_url}, by name
     *   <li>{@code credentials}: what is kept of a token answer as a secret, by name. The first is the access token, and a field of the {@code auth_schema}; without it an
     *       answer is refused. One called {@code refresh_token} renews it. Those that an answer lacks are not set, or stay as they are when it is renewed
     *   <li>{@code facts}: what is kept of the answer to a code, by name, and is no secret; instead of what {@code Handler.facts} would make of the credentials
     *   <li>{@code facts_url}, {@code facts_scheme}: where facts are asked for, if the token answer has none of them: a GET with the access token behind this word
     *       in {@code Authorization}; {@code Bearer} if not said
     *   <li>{@code refresh}: {@code before_expiry} (if not said: five minutes before, or after half of a lifetime of less than ten; and after a refusal) or
     *       {@code on_401} (only once the service has refused the token)
     *   <li>{@code expires_at}: where an answer says how many seconds the access token lasts; {@code /expires_in} if not said. A number, or one as text; nothing, 0 or less
     *       is read as "not known"
     *   <li>{@code error_at}: where an answer, whatever its status, says that it is an error; {@code /error} if not said
     *   <li>{@code invalid_grant}: the service's words for what RFC 6749 calls {@code invalid_grant}: the grant has ended, and its user must connect again
     *   <li>{@code revoke_url}: where a token is ended (RFC 7009); {@code {client_id}} in it is filled
     *   <li>{@code revoke_method} ({@code POST} or {@code DELETE}), {@code revoke_auth} (as {@code client_auth}, or {@code token}: with the access token itself as a
     *       bearer), {@code revoke_request} (as {@code request}), {@code revoke_field} (where the access token goes; if not said, first the refresh token, then the access token is sent as
     *       {@code token}): for services that do it their own way
     * </ul>
     */
    public Optional<Values> oauth() {
        return object("oauth");
    }

    /** The handler's class name, its module's name, or the name of a type whose handler serves this one too. */
    public String handlerModule() {
        return textOr("handler_module", "");
    }

    /** Version of the definition; the greater one of two wins, part by part as numbers. {@code 0} if it has none. */
    public String version() {
        Object version = definition.at("version");
        return version == null ? "0" : version.toString();
    }

    /** The definition as it was read. */
    public Values toValues() {
        return definition;
    }

    @Override
    public String toString() {
        return "IntegrationType[" + name() + "]";
    }

    private Schema schema(String name) {
        try {
            return Schema.of(definition.objectOrEmpty(name));
        } catch (InvalidInputException e) {
            return Schema.empty(); // told when the type is registered
        }
    }

    private List<RateLimit> readRateLimits() {
        var limits = new ArrayList<RateLimit>();
        ratePerMinute()
                .ifPresent(permits -> limits.add(new RateLimit(permits, Duration.ofMinutes(1), "integration", "")));
        try {
            definition.list("rate_limits").forEach(rule -> limits.add(RateLimit.of(rule)));
        } catch (RuntimeException e) {
            return List.copyOf(limits); // told when the type is registered
        }
        return List.copyOf(limits);
    }

    private boolean capability(String name) {
        return !Boolean.FALSE.equals(definition.at("capabilities." + name));
    }

    private OptionalLong wholeCapability(String name) {
        Object limit = definition.at("capabilities." + name);
        return limit instanceof Long whole ? OptionalLong.of(whole) : OptionalLong.empty();
    }

    private String textOr(String name, String otherwise) {
        return definition.at(name) instanceof String text ? text : otherwise;
    }

    private List<String> textsOr(String name) {
        try {
            return definition.texts(name);
        } catch (InvalidInputException e) {
            return List.of(); // told when the type is registered
        }
    }

    private Optional<Values> object(String name) {
        return definition.at(name) instanceof java.util.Map<?, ?>
                ? Optional.of(definition.object(name))
                : Optional.empty();
    }
}
