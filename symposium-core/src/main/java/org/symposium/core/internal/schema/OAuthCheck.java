package org.symposium.core.internal.schema;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks how users of a type connect by OAuth 2 (RFC 6749). Places in the token reply are JSON pointers (RFC 6901). */
final class OAuthCheck {
    private static final String CLIENT_CREDENTIALS = "client_credentials";
    private static final List<String> GRANTS = List.of("authorization_code", CLIENT_CREDENTIALS);

    private OAuthCheck() {}

    static void check(Part oauth, Part definition) {
        boolean asksNobody =
                oauth.word("grant", GRANTS).filter(CLIENT_CREDENTIALS::equals).isPresent();
        oauth.at("authorize_url").addIf(!asksNobody && !oauth.has("authorize_url"), "required", "is missing");
        oauth.at("token_url").addIf(!oauth.has("token_url"), "required", "is missing");
        List.of("authorize_url", "token_url", "facts_url").forEach(oauth::secureUrl);
        oauth.word("client_auth", List.of("basic", "post", "none"));
        oauth.word("request", List.of("form", "json"));
        oauth.flag("pkce");
        oauth.texts("scopes");
        oauth.text("scope_separator");
        oauth.object("extra").ifPresent(extra -> extra.names().forEach(extra::text));
        oauth.word("refresh", List.of("before_expiry", "on_401"));
        for (String name : List.of("error_at", "expires_at")) {
            oauth.text(name).ifPresent(pointer -> checkPointer(pointer, oauth.at(name)));
        }
        oauth.texts("invalid_grant");
        oauth.text("facts_scheme");
        checkRevocation(oauth);
        oauth.object("facts").ifPresent(OAuthCheck::checkPointers);
        checkCredentials(oauth, definition.raw("auth_schema"));
    }

    private static void checkRevocation(Part oauth) {
        oauth.secureUrl("revoke_url", url -> url.replace("{client_id}", "client"));
        oauth.word("revoke_method", List.of("POST", "DELETE"));
        oauth.word("revoke_auth", List.of("basic", "post", "none", "token"));
        oauth.word("revoke_request", List.of("form", "json"));
        oauth.text("revoke_field");
    }

    private static void checkCredentials(Part oauth, @Nullable Object authSchema) {
        oauth.at("credentials")
                .addIf(
                        !oauth.has("credentials"),
                        "required",
                        "is missing: it says where in the reply the access token is");
        oauth.object("credentials").ifPresent(credentials -> {
            checkPointers(credentials);
            boolean landsInField = credentials.names().stream()
                    .findFirst()
                    .filter(name -> isField(authSchema, name))
                    .isPresent();
            credentials
                    .here()
                    .addIf(
                            !landsInField,
                            "unknown_field",
                            "must name first the field of the auth_schema that the access token is for");
        });
    }

    private static void checkPointers(Part places) {
        for (String name : places.names()) {
            places.at(name).addIf(!places.has(name), "required", "is missing");
            places.text(name).ifPresent(pointer -> checkPointer(pointer, places.at(name)));
        }
    }

    private static void checkPointer(String pointer, Findings here) {
        if (!pointer.startsWith("/")) {
            here.addOf(pointer, "pointer", "must be a JSON pointer such as /access_token");
        }
    }

    private static boolean isField(@Nullable Object schema, String name) {
        return schema instanceof Map<?, ?> map
                && map.get("fields") instanceof List<?> fields
                && fields.stream().anyMatch(field -> field instanceof Map<?, ?> one && name.equals(one.get("name")));
    }
}
