package org.symposium.core.internal.http;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a host may say about the road. Immutable; begin with {@link #standard}.
 *
 * @param allowedAddresses blocks of inner addresses that may be connected to, such as {@code 127.0.0.0/8}
 * @param userAgent what requests without a {@code User-Agent} of their own say
 * @param connectTimeout longest time for one attempt to connect
 * @param deadline longest time of a call that does not say its own, from start to last byte
 * @param maxBytesRead most decoded bytes of an answer to a call that reads
 * @param maxBytesOther most decoded bytes of an answer to any other call
 * @param compressionRatio most decoded bytes for each byte received
 * @param longestWait longest wait for a permit within a run; if it is further away, the call fails as {@link PermitMissing}
 * @param baseUrls base URLs in place of those of types, by type name
 */
public record RoadSettings(
        List<String> allowedAddresses,
        String userAgent,
        Duration connectTimeout,
        Duration deadline,
        long maxBytesRead,
        long maxBytesOther,
        int compressionRatio,
        Duration longestWait,
        Map<String, URI> baseUrls) {
    private static final long MEBIBYTE = 1024L * 1024;

    /** Copies the collections. */
    public RoadSettings {
        allowedAddresses = List.copyOf(allowedAddresses);
        baseUrls = Map.copyOf(baseUrls);
    }

    /** Public addresses only, and the usual limits. */
    public static RoadSettings standard() {
        return new RoadSettings(
                List.of(),
                ownUserAgent(),
                Duration.ofSeconds(10),
                Duration.ofSeconds(60),
                5 * MEBIBYTE,
                MEBIBYTE,
                200,
                Duration.ofSeconds(5),
                Map.of());
    }

    /** With these inner addresses allowed, and no others. */
    public RoadSettings allowing(List<String> cidrs) {
        return new RoadSettings(
                cidrs,
                userAgent,
                connectTimeout,
                deadline,
                maxBytesRead,
                maxBytesOther,
                compressionRatio,
                longestWait,
                baseUrls);
    }

    /** With another user agent. */
    public RoadSettings withUserAgent(String agent) {
        return new RoadSettings(
                allowedAddresses,
                agent,
                connectTimeout,
                deadline,
                maxBytesRead,
                maxBytesOther,
                compressionRatio,
                longestWait,
                baseUrls);
    }

    /** With other times: to connect, for a whole call, for a permit. */
    public RoadSettings withTimes(Duration connect, Duration total, Duration permit) {
        return new RoadSettings(
                allowedAddresses,
                userAgent,
                connect,
                total,
                maxBytesRead,
                maxBytesOther,
                compressionRatio,
                permit,
                baseUrls);
    }

    /** With another base URL for one type. */
    public RoadSettings withBaseUrl(String type, URI baseUrl) {
        var more = new HashMap<>(baseUrls);
        more.put(type, baseUrl);
        return new RoadSettings(
                allowedAddresses,
                userAgent,
                connectTimeout,
                deadline,
                maxBytesRead,
                maxBytesOther,
                compressionRatio,
                longestWait,
                more);
    }

    private static String ownUserAgent() {
        var version = Optional.ofNullable(RoadSettings.class.getPackage().getImplementationVersion());
        return "Symposium" + version.map(text -> "/" + text).orElse("");
    }
}
