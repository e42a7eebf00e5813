package org.symposium.core.internal.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.symposium.spi.RateLimiter.Demand;
import org.symposium.spi.http.HttpCall;
import org.symposium.spi.model.Integration;
import org.symposium.spi.model.IntegrationType;
import org.symposium.spi.model.RateLimit;

/**
 * The windows that calls of a run count in: all the type's general ones, those that the call names, and the spacing it keeps to its site. Keys look like
 * {@code integration/0199…}, {@code type/github/webhook/<hash>}, {@code origin/https://example.org}.
 */
final class LimitKeys {
    private static final String SITE = "site";
    private static final List<String> NARROW_FIRST = List.of("integration", "type", "global");

    private final IntegrationType type;
    private final Integration integration;

    LimitKeys(IntegrationType type, Integration integration) {
        this.type = type;
        this.integration = integration;
    }

    /** A window, and what a request asks of it. */
    record Window(RateLimit rule, Demand demand) {
        /** Whether it is the user's own, and not shared with others. */
        boolean isOwn() {
            return rule.scope().equals("integration");
        }

        /** Whether it limits; else it only keeps requests to one site apart. */
        boolean isLimit() {
            return !rule.scope().equals(SITE);
        }

        /** What everybody means by this window. */
        String name() {
            return demand.key() + " " + demand.window();
        }
    }

    /** All of them. */
    List<Window> of(HttpCall call, WebAddress address) {
        var windows = new ArrayList<>(limits(call));
        call.spacing().filter(spacing -> !spacing.isZero()).ifPresent(spacing -> {
            var demand = new Demand("origin/" + address.origin(), 1, spacing, 1);
            windows.add(new Window(new RateLimit(1, spacing, SITE, ""), demand));
        });
        return windows;
    }

    /** Those that limit, wherever the call goes. */
    List<Window> limits(HttpCall call) {
        var windows = new ArrayList<>(general());
        windows.addAll(named(call));
        return windows;
    }

    /**
     * Those that a word of the service is about: what the call names, or the general ones if it names nothing or all is meant. Of these the ones that concern the
     * fewest, since one user's refusal must not stop the others.
     */
    List<Window> meant(HttpCall call, boolean isAllMeant) {
        List<Window> named = isAllMeant ? List.of() : named(call);
        List<Window> windows = named.isEmpty() ? general() : named;
        return NARROW_FIRST.stream()
                .map(scope -> windows.stream()
                        .filter(window -> window.rule().scope().equals(scope))
                        .toList())
                .filter(narrow -> !narrow.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    /** Those that every call counts in. */
    List<Window> general() {
        return windows("", "");
    }

    private List<Window> named(HttpCall call) {
        var windows = new ArrayList<Window>();
        for (HttpCall.LimitKey limit : call.limits()) {
            List<Window> found = windows(limit.window(), "/" + limit.window() + "/" + hash(limit.key()));
            if (found.isEmpty()) {
                throw new IllegalArgumentException(
                        "the type '" + type.name() + "' has no rate limit of the key '" + limit.window() + "'");
            }
            windows.addAll(found);
        }
        return windows;
    }

    private List<Window> windows(String name, String suffix) {
        return type.rateLimits().stream()
                .filter(rule -> rule.key().equals(name))
                .map(rule -> new Window(rule, new Demand(scope(rule) + suffix, rule.permits(), rule.per(), 1)))
                .toList();
    }

    private String scope(RateLimit rule) {
        return switch (rule.scope()) {
            case "type" -> "type/" + type.name();
            case "global" -> "global";
            default -> "integration/" + integration.id();
        };
    }

    /** What a call names (a channel, a webhook's address) may be private, or a secret. */
    static String hash(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
