package org.symposium.spi.model;

import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The secrets of one integration by the names of its type's {@code auth_schema}. A host makes them to save them; a handler gets its own
 * integration's for one run. Never shown: {@link #toString} gives names only, a JSON mapper the same, there is no {@code equals}.
 *
 * <p>They are held as bytes, and the engine wipes those of a run when it has ended; then {@link #reveal} refuses. What a request needs as text (a header, a
 * parameter) and what masks are compared with are Strings, which nobody can wipe: they are gone when the garbage collector has passed. So keep what
 * {@code reveal} gives in no field.
 *
 * <p>Thread-safe. Immutable but for the wiping.
 */
public final class Credentials {
    private static final Credentials NONE = new Credentials(Map.of());

    // transient keeps mappers off that read private fields
    private final transient Map<String, byte[]> secrets;
    private transient boolean wiped;

    private Credentials(Map<String, byte[]> secrets) {
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

    /** Secrets by field name as a vault opens them: UTF-8, exactly as they were sealed. The arrays are taken over, and wiped with this. */
    public static Credentials opened(Map<String, byte[]> secrets) {
        return secrets.isEmpty() ? NONE : new Credentials(Collections.unmodifiableMap(new LinkedHashMap<>(secrets)));
    }

    /** These secrets with one more, or with that one replaced. */
    public synchronized Credentials with(String field, String secret) {
        requireUnwiped();
        var copy = new LinkedHashMap<String, byte[]>();
        secrets.forEach((name, bytes) -> copy.put(name, bytes.clone()));
        copy.put(field, secret.strip().getBytes(StandardCharsets.UTF_8));
        return new Credentials(Collections.unmodifiableMap(copy));
    }

    /** Whether the field holds a secret that is not empty. */
    public boolean has(String field) {
        byte[] secret = secrets.get(field);
        return secret != null && secret.length > 0;
    }

    /** The names of the fields that are set, in order. */
    public Set<String> fields() {
        return secrets.keySet();
    }

    /**
     * The secret itself, for derivations and for what is not HTTP. A request names its secrets ({@code Secret}) and needs no value. What this
     * gives is masked wherever the engine writes text.
     *
     * @throws HandlerException MISCONFIGURED, when the field is not set; CANCELLED, when the run is over; the message names the field
     */
    public synchronized String reveal(String field) {
        return new String(required(field), StandardCharsets.UTF_8);
    }

    /** As {@link #reveal}, in UTF-8: a new array, for the caller to wipe. */
    public synchronized byte[] revealBytes(String field) {
        return required(field).clone();
    }

    /** Overwrites the secrets in memory. The engine does so at the end of a run; a host may once it has saved them. */
    public synchronized void wipe() {
        wiped = !secrets.isEmpty();
        secrets.values().forEach(secret -> Arrays.fill(secret, (byte) 0));
    }

    private byte[] required(String field) {
        requireUnwiped();
        byte[] secret = secrets.get(field);
        if (secret == null || secret.length == 0) {
            throw new HandlerException(
                    Verdict.failed(FailureKind.MISCONFIGURED, "The credential '" + field + "' is not set.")
                            .suggest("Enter '" + field + "' in the integration's credentials.")
                            .atField(field));
        }
        return secret;
    }

    private void requireUnwiped() {
        if (wiped) {
            throw new HandlerException(
                    FailureKind.CANCELLED, "The run is over, and its credentials are wiped: " + fields() + ".");
        }
    }

    /** The names of the fields, never a secret; what JSON mappers show, too. */
    @Override
    @JsonValue
    public String toString() {
        return secrets.keySet().stream()
                .collect(Collectors.joining("=••••, ", "Credentials[", secrets.isEmpty() ? "]" : "=••••]"));
    }
}
