package org.symposium.core.internal.schema;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks how users of a type connect by OAuth 2 (RFC 6749). Places in the token reply are JSON pointers (RFC 6901). */
final class OAuthCheck {
    private OAuthCheck() {}

    static void check(Part oauth, Part definition) {
        for (String name : List.of("authorize_url", "token_url")) {
            oauth.at(name).addIf(!oauth.has(name), "required", "is missing");
            oauth.secureUrl(name);
        }
        oauth.secureUrl("revoke_url");
        oauth.word("client_auth", List.of("basic", "post", "none"));
        oauth.word("request", List.of("form", "json"));
        oauth.flag("pkce");
        oauth.texts("scopes");
        oauth.text("scope_separator");
        oauth.object("extra").ifPresent(extra -> extra.names().forEach(extra::text));
        oauth.word("refresh", List.of("before_expiry", "on_401"));
        oauth.text("error_at").ifPresent(pointer -> checkPointer(pointer, oauth.at("error_at")));
        oauth.object("facts").ifPresent(OAuthCheck::checkPointers);
        checkCredentials(oauth, definition.raw("auth_schema"));
    }

    private static void checkCredentials(Part oauth, @Nullable Object authSchema) {
        oauth.at("credentials")
                .addIf(
                        !oauth.has("credentials"),
                        "required",
                        "is missing: it says where in the reply the access token is");
        oauth.object("credentials").ifPresent(credentials -> {
            checkPointers(credentials);
            boolean landsInField = credentials.names().stream().anyMatch(name -> isField(authSchema, name));
            credentials
                    .here()
                    .addIf(
                            !landsInField,
                            "unknown_field",
                            "must name the field of the auth_schema that the access token is for");
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
