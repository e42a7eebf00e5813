package org.symposium.core.internal.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.symposium.core.internal.http.LimitKeys.Window;
import org.symposium.spi.RateLimiter;
import org.symposium.spi.RateLimiter.Demand;
import org.symposium.spi.RateLimiter.Usage;
import org.symposium.spi.model.LimitUse;

/** Shows how full windows are. Takes nothing. */
final class LimitUses {
    /** So short that nothing is in it: whoever has to wait for it waits for the service's word alone. */
    private static final Duration MOMENT = Duration.ofNanos(1_000);

    private final RateLimiter limiter;
    private final Clock clock;

    LimitUses(RateLimiter limiter, Clock clock) {
        this.limiter = limiter;
        this.clock = clock;
    }

    /** Of these windows, in their order. */
    List<LimitUse> of(List<Window> windows) {
        List<Usage> usages = limiter.usage(windows.stream()
                .flatMap(window -> Stream.of(window.demand(), moment(window.demand())))
                .toList());
        Instant now = clock.instant();
        return Stream.iterate(0, at -> at < windows.size(), at -> at + 1)
                .map(at -> use(windows.get(at), usages.get(2 * at), usages.get(2 * at + 1), now))
                .toList();
    }

    private static Demand moment(Demand of) {
        return new Demand(of.key(), 1, MOMENT, 1);
    }

    private static LimitUse use(Window window, Usage usage, Usage moment, Instant now) {
        return new LimitUse(
                window.rule(),
                usage.used(),
                later(usage.eases(), Duration.ZERO, now),
                later(moment.eases(), MOMENT, now));
    }

    private static Optional<Instant> later(Duration wait, Duration most, Instant now) {
        return wait.compareTo(most) > 0 ? Optional.of(now.plus(wait)) : Optional.empty();
    }
}
