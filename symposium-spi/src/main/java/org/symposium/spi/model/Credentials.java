package org.symposium.spi.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The secrets of one integration by the names of its type's {@code auth_schema}. A host makes them to save them; a handler gets its own
 * integration's for one run. Never shown: {@link #toString} gives names only, there is no {@code equals}, and no JSON mapper finds a getter.
 */
public final class Credentials {
    private static final Credentials NONE = new Credentials(Map.of());

    private final Map<String, String> secrets;

    private Credentials(Map<String, String> secrets) {
        this.secrets = secrets;
    }

    /** No secrets at all. */
    public static Credentials none() {
        return NONE;
    }

    /** One secret; go on with {@link #with}. White space around it, as pasting brings it, is taken off. */
    public static Credentials of(String field, String secret) {
        return NONE.with(field, secret);
    }

    /** Secrets by field name. */
    public static Credentials of(Map<String, String> secrets) {
        var all = NONE;
        for (var entry : secrets.entrySet()) {
            all = all.with(entry.getKey(), entry.getValue());
        }
        return all;
    }

    /** These secrets with one more, or with that one replaced. */
    public Credentials with(String field, String secret) {
        var copy = new LinkedHashMap<>(secrets);
        copy.put(field, secret.strip());
        return new Credentials(Collections.unmodifiableMap(copy));
    }

    /** Whether the field holds a secret that is not empty. */
    public boolean has(String field) {
        String secret = secrets.get(field);
        return secret != null && !secret.isEmpty();
    }

    /** The names of the fields that are set, in order. */
    public Set<String> fields() {
        return secrets.keySet();
    }

    /**
     * The secret itself, for derivations and for what is not HTTP. A request names its secrets ({@code Secret}) and needs no value. What this
     * gives is masked wherever the engine writes text.
     *
     * @throws HandlerException MISCONFIGURED, when the field is not set; the message names the field
     */
    public String reveal(String field) {
        String secret = secrets.get(field);
        if (secret == null || secret.isEmpty()) {
            throw new HandlerException(
                    Verdict.failed(FailureKind.MISCONFIGURED, "The credential '" + field + "' is not set.")
                            .suggest("Enter '" + field + "' in the integration's credentials.")
                            .atField(field));
        }
        return secret;
    }

    @Override
    public String toString() {
        return "Credentials" + secrets.keySet();
    }
}
