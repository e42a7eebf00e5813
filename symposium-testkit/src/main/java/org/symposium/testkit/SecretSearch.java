package org.symposium.testkit;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.symposium.spi.model.Json;

/**
 * Looks for secrets in texts: as they are, in Base64 and Base64url wherever in the encoded text they stand, percent-encoded, JSON-escaped, HTML-escaped and in hexadecimal
 * digits. Immutable.
 */
public final class SecretSearch {
    private static final SecretSearch CANARIES = of(List.of(Canary.MARKER));
    private static final int GROUP = 3;
    private static final int SHORTEST = 8;
    private static final int SHOWN_BEFORE = 80;

    private final Map<String, String> names;

    private SecretSearch(Map<String, String> names) {
        this.names = names;
    }

    /** Where a secret was found. */
    public record Find(String form, int at, String before) {
        @Override
        public String toString() {
            return "a secret (" + form + ") at character " + at + ", after: …" + before;
        }
    }

    /** Looks for every {@link Canary}, by what all of them hold. */
    public static SecretSearch canaries() {
        return CANARIES;
    }

    /** Looks for these. What has fewer than {@value #SHORTEST} characters could stand anywhere by chance and is refused. */
    public static SecretSearch of(Collection<String> secrets) {
        var names = new LinkedHashMap<String, String>();
        secrets.forEach(secret -> addForms(secret, names));
        return new SecretSearch(Map.copyOf(names));
    }

    /** The first of them in the text. */
    public Optional<Find> in(String text) {
        for (Map.Entry<String, String> form : names.entrySet()) {
            int at = text.indexOf(form.getKey());
            if (at >= 0) {
                return Optional.of(new Find(form.getValue(), at, before(text, at)));
            }
        }
        return Optional.empty();
    }

    /** The first of them in bytes of whatever kind. */
    public Optional<Find> in(byte[] bytes) {
        return in(new String(bytes, StandardCharsets.ISO_8859_1));
    }

    /** Fails if one stands in the text, and says where, but not what. */
    public void check(String where, String text) {
        in(text).ifPresent(find -> {
            throw new AssertionError(where + " holds " + find);
        });
    }

    /** What is shown of a text must not spread what was found in it. */
    private String before(String text, int at) {
        String shown = text.substring(Math.max(0, at - SHOWN_BEFORE), at);
        for (String form : names.keySet()) {
            shown = shown.replace(form, "‹secret›");
        }
        return shown;
    }

    private static void addForms(String secret, Map<String, String> names) {
        if (secret.length() < SHORTEST) {
            throw new IllegalArgumentException("A secret to look for must have at least " + SHORTEST + " characters");
        }
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        names.put(secret, "as it is");
        names.putIfAbsent(new String(bytes, StandardCharsets.ISO_8859_1), "its bytes");
        String form = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        names.putIfAbsent(form, "percent-encoded");
        names.putIfAbsent(form.replace("+", "%20"), "percent-encoded");
        String json = Json.write(secret);
        names.putIfAbsent(json.substring(1, json.length() - 1), "JSON-escaped");
        names.putIfAbsent(markup(secret), "HTML-escaped");
        names.put(HexFormat.of().formatHex(bytes), "hexadecimal");
        names.put(HexFormat.of().withUpperCase().formatHex(bytes), "hexadecimal");
        for (int before = 0; before < GROUP; before++) {
            names.put(base64(Base64.getEncoder(), bytes, before), "Base64");
            names.putIfAbsent(base64(Base64.getUrlEncoder(), bytes, before), "Base64url");
        }
    }

    private static String markup(String secret) {
        return secret.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** The characters that hang on the secret alone, not on what stands before and after it. */
    private static String base64(Base64.Encoder encoder, byte[] secret, int before) {
        byte[] shifted = new byte[before + secret.length];
        System.arraycopy(secret, 0, shifted, before, secret.length);
        String whole = encoder.withoutPadding().encodeToString(shifted);
        return whole.substring((before * 8 + 5) / 6, shifted.length * 8 / 6);
    }
}
