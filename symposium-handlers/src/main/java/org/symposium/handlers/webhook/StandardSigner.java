package org.symposium.handlers.webhook;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.symposium.spi.http.Signer;

/**
 * Signs as Standard Webhooks 1.0: HMAC-SHA256 over id, moment and exact body, scheme {@code v1}, one signature for each key.
 *
 * @param id the message's {@code webhook-id}: it must hold no dot, since dots part what is signed
 * @param secretField the credential that holds the keys
 */
record StandardSigner(String id, String secretField) implements Signer {
    private static final String ALGORITHM = "HmacSHA256";

    @Override
    public Map<String, String> sign(Attempt attempt) {
        String moment = Long.toString(attempt.at().getEpochSecond());
        String signatures = SigningKeys.of(attempt.reveal(secretField)).all().stream()
                .map(key -> "v1," + Base64.getEncoder().encodeToString(hmac(key, moment, attempt.body())))
                .collect(Collectors.joining(" "));
        return Map.of("webhook-timestamp", moment, "webhook-signature", signatures);
    }

    private byte[] hmac(byte[] key, String moment, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            mac.update((id + "." + moment + ".").getBytes(StandardCharsets.US_ASCII));
            return mac.doFinal(body);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every JDK has HmacSHA256, and it takes any key", e);
        }
    }
}
