package org.symposium.spi.model;

/**
 * What may be seen of one credential.
 *
 * @param field the field of the type's {@code auth_schema}
 * @param isSet whether there is a secret
 * @param lastCharacters the end of the secret, to tell one from another: at most four characters, and only where the schema allows it ({@code show_last}) and the
 *     secret has at least {@value #SHORTEST_SHOWN} characters; else empty
 */
public record CredentialView(String field, boolean isSet, String lastCharacters) {
    /** Of a secret with fewer characters nothing is shown. */
    public static final int SHORTEST_SHOWN = 12;

    /** {@code {"field": "api_key", "is_set": true, "last_characters": "x7Qa"}}. */
    public Values toValues() {
        Values view = Values.of("field", field).with("is_set", isSet);
        return Rows.withText(view, "last_characters", lastCharacters);
    }
}
