package org.symposium.core.internal.schema;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.symposium.spi.model.InDoubt;

/** Checks a type's capabilities, its rate limits, and how failed runs of it are tried again. */
final class LimitsCheck {
    private static final Duration LONGEST_WINDOW = Duration.ofDays(32);
    private static final Duration SHORTEST_WINDOW = Duration.ofMillis(1);
    private static final Duration LONGEST_PENALTY = Duration.ofDays(1);
    private static final long MAX_PERMITS = 1_000_000;
    private static final int MAX_KEY = 60;
    private static final List<String> WAITS = List.of("seconds", "milliseconds");
    private static final List<String> RESETS =
            List.of("seconds", "milliseconds", "epoch_seconds", "epoch_milliseconds");
    private static final Duration LONGEST_DELAY = Duration.ofDays(30);
    private static final int MAX_LIMITS = 20;
    private static final int MAX_ATTEMPTS = 100;

    private LimitsCheck() {}

    static void check(Part definition) {
        definition.word(
                "in_doubt", Arrays.stream(InDoubt.values()).map(InDoubt::word).toList());
        definition.object("capabilities").ifPresent(LimitsCheck::checkCapabilities);
        List<Part> limits = definition.objects("rate_limits");
        definition
                .at("rate_limits")
                .addIf(limits.size() > MAX_LIMITS, "max_items", "must have at most " + MAX_LIMITS + " limits");
        limits.forEach(LimitsCheck::checkLimit);
        definition.object("rate_limit_headers").ifPresent(LimitsCheck::checkHeaders);
        definition.object("retry_policy").ifPresent(LimitsCheck::checkRetryPolicy);
    }

    private static void checkCapabilities(Part capabilities) {
        capabilities.flag("supports_scheduling");
        capabilities.flag("supports_refresh");
        capabilities.flag("supports_test_delivery");
        checkPermits(capabilities, "rate_limit_per_minute");
        capabilities.whole("max_concurrent_runs", 1);
        capabilities.whole("max_concurrent_runs_per_integration", 1);
    }

    private static void checkLimit(Part limit) {
        limit.at("permits").addIf(!limit.has("permits"), "required", "is missing");
        checkPermits(limit, "permits");
        limit.requiredText("per")
                .ifPresent(text -> checkDuration(text, SHORTEST_WINDOW, LONGEST_WINDOW, limit.at("per")));
        Optional<String> scope = limit.word("scope", List.of("integration", "type", "global"));
        limit.text("penalty")
                .ifPresent(text -> checkDuration(text, Duration.ZERO, LONGEST_PENALTY, limit.at("penalty")));
        Optional<String> key = limit.text("key");
        limit.at("key")
                .addIf(
                        key.filter(text -> text.length() > MAX_KEY).isPresent(),
                        "max_length",
                        "must have at most " + MAX_KEY + " characters");
        limit.at("key")
                .addIf(
                        scope.filter("global"::equals).isPresent()
                                && key.filter(text -> !text.isBlank()).isEmpty(),
                        "required",
                        "is missing: types that share a global limit know it by its key");
    }

    /** A permit takes a few bytes until it leaves its window. */
    private static void checkPermits(Part part, String name) {
        part.whole(name, 1)
                .filter(permits -> permits > MAX_PERMITS)
                .ifPresent(permits -> part.at(name).addOf(permits, "max", "must be at most " + MAX_PERMITS));
    }

    private static void checkHeaders(Part headers) {
        for (String name : List.of("remaining", "reset", "retry_after")) {
            headers.text(name)
                    .filter(text -> text.isBlank())
                    .ifPresent(text -> headers.at(name).add("required", "must not be empty"));
        }
        headers.word("reset_in", RESETS);
        headers.word("retry_after_in", WAITS);
    }

    /** Either {@code delays}, one before each further attempt, or growing ones: {@code max_attempts}, {@code first_delay}, {@code max_delay}. */
    private static void checkRetryPolicy(Part policy) {
        List<String> delays = policy.texts("delays");
        policy.at("delays")
                .addIf(delays.size() > MAX_ATTEMPTS, "max_items", "must have at most " + MAX_ATTEMPTS + " delays");
        for (int i = 0; i < delays.size(); i++) {
            checkDuration(
                    delays.get(i),
                    Duration.ZERO,
                    LONGEST_DELAY,
                    policy.at("delays").in(i));
        }
        policy.whole("max_attempts", 1)
                .filter(attempts -> attempts > MAX_ATTEMPTS)
                .ifPresent(attempts ->
                        policy.at("max_attempts").addOf(attempts, "max", "must be at most " + MAX_ATTEMPTS));
        for (String name : List.of("first_delay", "max_delay")) {
            policy.text(name).ifPresent(text -> checkDuration(text, Duration.ZERO, LONGEST_DELAY, policy.at(name)));
        }
    }

    private static void checkDuration(String text, Duration least, Duration most, Findings here) {
        try {
            Duration duration = Duration.parse(text);
            if (duration.compareTo(least) < 0) {
                here.addOf(
                        text,
                        "min",
                        least.isZero() ? "must not be negative" : "must be at least " + least.toMillis() + " ms");
            } else if (duration.compareTo(most) > 0) {
                here.addOf(text, "max", "must be at most " + most.toDays() + " days");
            }
        } catch (DateTimeException e) {
            here.addOf(text, "duration", "must be an ISO-8601 duration such as PT2S");
        }
    }
}
