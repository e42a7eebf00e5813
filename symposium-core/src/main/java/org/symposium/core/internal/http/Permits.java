package org.symposium.core.internal.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.symposium.spi.RateLimiter;
import org.symposium.spi.RateLimiter.Demand;
import org.symposium.spi.http.HttpCall;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.RateLimit;
import org.symposium.spi.model.Verdict;

/**
 * A permit for each request: of all the type's general windows, of those that the call names, and of the spacing it keeps to its site. Keys look
 * like {@code integration/0199…}, {@code type/github/webhook/<hash>}, {@code origin/https://example.org}; a second window of the same key has its
 * length appended.
 */
final class Permits {
    private final RateLimiter limiter;
    private final Passage passage;
    private final Duration longestWait;
    private final AtomicLong requests = new AtomicLong();

    Permits(RateLimiter limiter, Passage passage, Duration longestWait) {
        this.limiter = limiter;
        this.passage = passage;
        this.longestWait = longestWait;
    }

    /**
     * Takes a permit, waiting for it if it is near.
     *
     * @throws PermitMissing when it is too far
     * @throws org.symposium.spi.model.HandlerException CANCELLED when the run is stopped meanwhile
     */
    void take(HttpCall call, WebAddress address, String shownHost, TimeLimit limit) {
        List<Demand> demands = demands(call, address);
        if (demands.isEmpty()) {
            return;
        }
        String waiter = passage.executionId() + "/" + requests.incrementAndGet();
        long until = System.nanoTime()
                + Math.min(longestWait.toNanos(), limit.remaining().toNanos());
        for (Duration wait = limiter.acquire(demands, waiter);
                !wait.isZero();
                wait = limiter.acquire(demands, waiter)) {
            if (wait.toNanos() > until - System.nanoTime()) {
                throw new PermitMissing(shownHost, wait);
            }
            limit.cancellation().pause(wait);
        }
    }

    /** Tells the limiter what the service says of its own windows. */
    void learn(HttpCall call, WebAddress address, Verdict verdict, java.time.Instant now) {
        if (!verdict.isOk() && isLimit(verdict.kind())) {
            verdict.waitFor().ifPresent(wait -> close(call, address, wait));
        }
        for (Verdict.Remaining remaining : verdict.remaining()) {
            if (remaining.calls() <= 0) {
                close(call, address, Duration.between(now, remaining.resetAt()));
            }
        }
    }

    private static boolean isLimit(FailureKind kind) {
        return kind == FailureKind.RATE_LIMITED || kind == FailureKind.QUOTA;
    }

    /** Closes the windows that the call names, or the general ones if it names none; spacing has nothing to do with it. */
    private void close(HttpCall call, WebAddress address, Duration wait) {
        Duration penalty = RetryAfter.capped(wait);
        if (penalty.isZero()) {
            return;
        }
        List<Demand> all = demands(call, address);
        boolean keyed = !call.limits().isEmpty();
        Set<String> general = keys(general());
        all.stream()
                .map(Demand::key)
                .filter(key -> !key.startsWith("origin/") && keyed != general.contains(key))
                .forEach(key -> limiter.close(key, penalty));
    }

    private List<Demand> demands(HttpCall call, WebAddress address) {
        var demands = new ArrayList<>(general());
        call.limits().forEach(limit -> demands.addAll(keyed(limit)));
        call.spacing()
                .filter(spacing -> !spacing.isZero())
                .ifPresent(spacing -> demands.add(new Demand("origin/" + address.origin(), 1, spacing, 1)));
        return demands;
    }

    private List<Demand> general() {
        return demands(
                passage.type().rateLimits().stream()
                        .filter(window -> window.key().isEmpty())
                        .toList(),
                "");
    }

    private List<Demand> keyed(HttpCall.LimitKey limit) {
        List<RateLimit> windows = passage.type().rateLimits().stream()
                .filter(window -> window.key().equals(limit.window()))
                .toList();
        if (windows.isEmpty()) {
            throw new IllegalArgumentException(
                    "the type '" + passage.type().name() + "' has no rate limit of the key '" + limit.window() + "'");
        }
        return demands(windows, "/" + limit.window() + "/" + hash(limit.key()));
    }

    private List<Demand> demands(List<RateLimit> windows, String suffix) {
        var demands = new ArrayList<Demand>();
        var used = new HashSet<String>();
        for (RateLimit window : windows) {
            String key = scope(window) + suffix;
            demands.add(new Demand(used.add(key) ? key : key + "/" + window.per(), window.permits(), window.per(), 1));
        }
        return demands;
    }

    private String scope(RateLimit window) {
        return switch (window.scope()) {
            case "type" -> "type/" + passage.type().name();
            case "global" -> "global";
            default -> "integration/" + passage.integration().id();
        };
    }

    private static Set<String> keys(List<Demand> demands) {
        var keys = new HashSet<String>();
        demands.forEach(demand -> keys.add(demand.key()));
        return keys;
    }

    /** What a call names (a channel, a webhook's address) may be private, or a secret. */
    private static String hash(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
