package org.symposium.examples.quickstart;

import com.sun.net.httpserver.Headers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Checks a request as Standard Webhooks 1.0.0 asks a receiver to (standardwebhooks.com): signed by who knows the secret, and a moment ago. */
final class StandardWebhook {
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private final byte[] key;
    private final Clock clock;

    StandardWebhook(String secret, Clock clock) {
        this.key = Base64.getDecoder().decode(secret.replaceFirst("^whsec_", ""));
        this.clock = clock;
    }

    /** What is wrong with the request, if anything is. */
    Optional<String> fault(Headers headers, byte[] body) {
        String id = headers.getFirst("webhook-id");
        String timestamp = headers.getFirst("webhook-timestamp");
        String signatures = headers.getFirst("webhook-signature");
        if (id == null || timestamp == null || signatures == null) {
            return Optional.of("not signed");
        }
        if (!isRecent(timestamp)) {
            return Optional.of("signed too long ago, or in the future");
        }
        byte[] expected = signature(id + "." + timestamp + ".", body);
        boolean isRight = Arrays.stream(signatures.split(" "))
                .anyMatch(given -> MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), expected));
        return isRight ? Optional.empty() : Optional.of("the signature is wrong");
    }

    private boolean isRecent(String timestamp) {
        if (!timestamp.matches("\\d{1,12}")) {
            return false;
        }
        Instant signedAt = Instant.ofEpochSecond(Long.parseLong(timestamp));
        return Duration.between(signedAt, clock.instant()).abs().compareTo(TOLERANCE) <= 0;
    }

    private byte[] signature(String head, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update(head.getBytes(StandardCharsets.UTF_8));
            return ("v1," + Base64.getEncoder().encodeToString(mac.doFinal(body))).getBytes(StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }
}
