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
 * @param limits of time and size for every call
 * @param backoff between the attempts at one call
 * @param circuits when a service that fails again and again is left alone
 * @param proxy what everything leaves by, if the host named one
 * @param baseUrls base URLs in place of those of types, by type name
 */
public record RoadSettings(
        List<String> allowedAddresses,
        String userAgent,
        RoadLimits limits,
        Backoff backoff,
        CircuitRule circuits,
        Optional<EgressProxy> proxy,
        Map<String, URI> baseUrls) {
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
                RoadLimits.standard(),
                Backoff.standard(),
                CircuitRule.standard(),
                Optional.empty(),
                Map.of());
    }

    /** With these inner addresses allowed, and no others. */
    public RoadSettings allowing(List<String> cidrs) {
        return new RoadSettings(cidrs, userAgent, limits, backoff, circuits, proxy, baseUrls);
    }

    /** With another user agent. */
    public RoadSettings withUserAgent(String agent) {
        return new RoadSettings(allowedAddresses, agent, limits, backoff, circuits, proxy, baseUrls);
    }

    /** With other times: to connect, for a whole call, for a permit or a wait that a service asks for. */
    public RoadSettings withTimes(Duration connect, Duration total, Duration wait) {
        RoadLimits times = limits.withTimes(connect, total, wait);
        return new RoadSettings(allowedAddresses, userAgent, times, backoff, circuits, proxy, baseUrls);
    }

    /** With other attempts. */
    public RoadSettings withBackoff(Backoff other) {
        return new RoadSettings(allowedAddresses, userAgent, limits, other, circuits, proxy, baseUrls);
    }

    /** With another rule for services that fail again and again. */
    public RoadSettings withCircuits(CircuitRule rule) {
        return new RoadSettings(allowedAddresses, userAgent, limits, backoff, rule, proxy, baseUrls);
    }

    /** With everything leaving by this proxy. */
    public RoadSettings withProxy(EgressProxy egress) {
        return new RoadSettings(allowedAddresses, userAgent, limits, backoff, circuits, Optional.of(egress), baseUrls);
    }

    /** With another base URL for one type. */
    public RoadSettings withBaseUrl(String type, URI baseUrl) {
        var more = new HashMap<>(baseUrls);
        more.put(type, baseUrl);
        return new RoadSettings(allowedAddresses, userAgent, limits, backoff, circuits, proxy, more);
    }

    private static String ownUserAgent() {
        var version = Optional.ofNullable(RoadSettings.class.getPackage().getImplementationVersion());
        return "Symposium" + version.map(text -> "/" + text).orElse("");
    }
}
