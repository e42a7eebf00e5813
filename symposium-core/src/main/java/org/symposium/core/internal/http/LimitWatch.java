package org.symposium.core.internal.http;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.symposium.core.internal.cache.BoundedCache;
import org.symposium.core.internal.http.LimitKeys.Window;
import org.symposium.core.internal.runs.Events;
import org.symposium.spi.RateLimiter.Answer;
import org.symposium.spi.RateLimiter.Usage;
import org.symposium.spi.model.Integration;
import org.symposium.spi.model.Values;

/**
 * What one engine knows of the windows that are nearly full or full: tells listeners once per change ({@code rate_limit.approaching}, {@code rate_limit.reached}), and
 * paces requests while there are few left. Thread-safe.
 */
final class LimitWatch {
    private static final int MOST = 10_000;
    private static final Duration LONGEST = Duration.ofDays(1);

    private final Events events;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final BoundedCache<String, LimitState> states = new BoundedCache<>(MOST, (key, state) -> 1, LONGEST);
    private final BoundedCache<String, AtomicLong> counts = new BoundedCache<>(MOST, (key, count) -> 1, LONGEST);
    private final BoundedCache<String, Long> closed = new BoundedCache<>(MOST, (key, until) -> 1, LONGEST);

    LimitWatch(Events events, Clock clock, LongSupplier nanoTime) {
        this.events = events;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /** How long a request should hold back before it asks for its permits; zero while no window is nearly full. */
    Duration pace(List<Window> windows, Duration most) {
        long now = nanoTime.getAsLong();
        long longest = 0;
        for (Window window : windows) {
            if (mayApproach(window)) {
                longest = Math.max(
                        longest,
                        states.find(window.name())
                                .map(state -> state.pace(now, most.toNanos()))
                                .orElse(0L));
            }
        }
        return Duration.ofNanos(longest);
    }

    /** Sees what a limiter answered. */
    void saw(Answer answer, List<Window> windows, Integration integration) {
        for (Usage usage : answer.full()) {
            windows.stream()
                    .filter(window -> window.demand().equals(usage.demand()) && window.isLimit())
                    .filter(window -> mayApproach(window) || !answer.isGranted())
                    .findFirst()
                    .ifPresent(window -> saw(window, usage, !answer.isGranted(), integration));
        }
    }

    private void saw(Window window, Usage usage, boolean isRefused, Integration integration) {
        LimitState state = states.get(window.name(), name -> new LimitState(usage.demand()));
        boolean isNews = isRefused
                ? state.reached(nanoTime.getAsLong())
                : state.approached(nanoTime.getAsLong(), usage.eases().toNanos());
        if (isNews && events.isHeard()) {
            tell(isRefused ? "rate_limit.reached" : "rate_limit.approaching", window, usage, integration);
        }
    }

    /** What others share is no matter of the user who happened to be the one. */
    private void tell(String event, Window window, Usage usage, Integration integration) {
        Values details = Values.of("type_id", integration.typeId())
                .with("scope", window.rule().scope())
                .with("key", window.rule().key())
                .with("window", window.rule().per().toString())
                .with("limit", usage.demand().limit())
                .with("used", usage.used())
                .with("frees_at", clock.instant().plus(usage.eases()));
        events.tell(
                event,
                window.isOwn() ? integration.owner() : "",
                window.isOwn() ? details.with("integration_id", integration.id()) : details);
    }

    /** A window of few permits is empty or full; there is nothing to space out. */
    private static boolean mayApproach(Window window) {
        return window.demand().nearlyFull() < window.demand().limit();
    }

    /** Counts a permit of a key that the service has spoken of. */
    Optional<Long> count(String key) {
        return counts.find(key).map(AtomicLong::incrementAndGet);
    }

    /** Permits of a key that this engine has taken since that count; from now on they are counted. */
    long countedSince(String key, @Nullable Long count) {
        long now = counts.get(key, unknown -> new AtomicLong()).get();
        return count == null ? 0 : Math.max(0, now - count);
    }

    /** Keeps to a service's word where there is no window to close. */
    void close(String key, Duration wait) {
        if (wait.compareTo(closedFor(key)) > 0) { // a shorter word does not open what a longer one has closed
            closed.put(key, nanoTime.getAsLong() + wait.toNanos());
        }
    }

    /** How long until that is over; zero if it is. */
    Duration closedFor(String key) {
        long left = closed.find(key).map(until -> until - nanoTime.getAsLong()).orElse(0L);
        return Duration.ofNanos(Math.max(0, left));
    }
}
