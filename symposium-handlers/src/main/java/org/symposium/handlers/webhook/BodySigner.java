package org.symposium.handlers.webhook;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.symposium.spi.http.Signer;
import org.symposium.spi.model.Values;

/**
 * An HMAC over the exact body in one header, as many receivers want it that know no Standard Webhooks: GitHub's {@code X-Hub-Signature-256: sha256=…}, Shopify's Base64.
 * The key is the secret's own text in UTF-8. It says nothing of when the message was sent.
 *
 * @param secretField the credential that is the key
 * @param header where the signature goes
 * @param hash {@code sha1}, {@code sha256} or {@code sha512}
 * @param form {@code hex}, {@code prefixed_hex} ({@code sha256=} and the hex) or {@code base64}
 */
record BodySigner(String secretField, String header, String hash, String form) implements Signer {

    /** The signer that an output's settings describe. */
    static BodySigner of(String secretField, Values settings) {
        return new BodySigner(
                secretField,
                settings.text("hmac_header", "X-Hub-Signature-256"),
                settings.text("hmac_hash", "sha256"),
                settings.text("hmac_form", "prefixed_hex"));
    }

    @Override
    public Map<String, String> sign(Attempt attempt) {
        byte[] signature = hmac(attempt.reveal(secretField), attempt.body());
        String shown = switch (form) {
            case "base64" -> Base64.getEncoder().encodeToString(signature);
            case "hex" -> HexFormat.of().formatHex(signature);
            default -> hash + "=" + HexFormat.of().formatHex(signature);
        };
        return Map.of(header, shown);
    }

    private byte[] hmac(String secret, byte[] body) {
        String algorithm = "Hmac" + hash.toUpperCase(Locale.ROOT);
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm));
            return mac.doFinal(body);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every JDK has " + algorithm + ", and it takes any key", e);
        }
    }
}
