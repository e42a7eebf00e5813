package org.symposium.core.internal.oauth;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.symposium.spi.model.IntegrationType;
import org.symposium.spi.model.Values;

/** A type's {@code oauth} block with what it leaves open filled in; see {@link IntegrationType#oauth}. It was checked when the type was registered. */
public final class OAuthTerms {
    /** The credential that renews the access token. */
    public static final String REFRESH_TOKEN = "refresh_token";

    private final Values block;
    private final Map<String, String> credentials;

    private OAuthTerms(Values block) {
        this.block = block;
        this.credentials = texts("credentials");
    }

    /** A type's, if its users connect by OAuth. */
    public static Optional<OAuthTerms> of(IntegrationType type) {
        return type.oauth().map(OAuthTerms::new);
    }

    /** Whether the host's client is the account, so that no user is asked. */
    public boolean asksNobody() {
        return block.text("grant", "").equals("client_credentials");
    }

    /** Whether tokens are renewed before they end. */
    public boolean renewsAhead() {
        return !block.text("refresh", "").equals("on_401");
    }

    /** Whether the code is bound to whoever asked for it. */
    public boolean hasProof() {
        return block.flag("pkce", true);
    }

    /** The field of the access token. */
    public String accessToken() {
        return credentials.keySet().iterator().next();
    }

    /** The names of all credentials that may come by a grant. */
    public Set<String> fields() {
        return credentials.keySet();
    }

    /** Credentials, and where in an answer they are. */
    Map<String, String> credentials() {
        return credentials;
    }

    /** Whether the block says what the facts are; else the handler tells them. */
    public boolean tellsFacts() {
        return !facts().isEmpty();
    }

    Map<String, String> facts() {
        return texts("facts");
    }

    Optional<URI> factsUrl() {
        return url("facts_url");
    }

    String factsScheme() {
        return block.text("facts_scheme", "Bearer");
    }

    /** What a message calls the service. */
    public String host() {
        return tokenUrl().getHost();
    }

    URI authorizeUrl() {
        return block.uri("authorize_url");
    }

    URI tokenUrl() {
        return block.uri("token_url");
    }

    Optional<URI> revokeUrl(String clientId) {
        return block.optionalText("revoke_url")
                .map(url -> url.replace("{client_id}", FormText.encode(clientId)))
                .map(URI::create);
    }

    String revokeMethod() {
        return block.text("revoke_method", "POST");
    }

    String revokeAuth() {
        return block.text("revoke_auth", clientAuth());
    }

    boolean isRevokedByJson() {
        return block.has("revoke_request") ? block.text("revoke_request").equals("json") : isJson();
    }

    String revokeField() {
        return block.text("revoke_field", "token");
    }

    /** Whether each token is ended by itself, as RFC 7009 has it. */
    boolean revokesAll() {
        return !block.has("revoke_field") && !revokeAuth().equals("token");
    }

    String clientAuth() {
        return block.text("client_auth", "basic");
    }

    boolean isJson() {
        return block.text("request", "").equals("json");
    }

    List<String> scopes() {
        return block.texts("scopes");
    }

    String scopeSeparator() {
        return block.text("scope_separator", " ");
    }

    Map<String, String> extra() {
        return texts("extra");
    }

    String errorAt() {
        return block.text("error_at", "/error");
    }

    String expiryAt() {
        return block.text("expires_at", "/expires_in");
    }

    /** Whether an error says that the grant has ended. */
    boolean endsGrant(String error) {
        return error.equals("invalid_grant") || block.texts("invalid_grant").contains(error);
    }

    private Optional<URI> url(String name) {
        return block.has(name) ? Optional.of(block.uri(name)) : Optional.empty();
    }

    private Map<String, String> texts(String name) {
        var texts = new LinkedHashMap<String, String>();
        Values object = block.objectOrEmpty(name);
        object.names().forEach(key -> texts.put(key, object.text(key)));
        return texts;
    }
}
