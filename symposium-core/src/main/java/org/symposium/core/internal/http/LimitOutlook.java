package org.symposium.core.internal.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.symposium.core.internal.http.LimitKeys.Window;
import org.symposium.spi.RateLimiter;
import org.symposium.spi.RateLimiter.Demand;
import org.symposium.spi.http.HttpCall;

/**
 * How long limits would let calls wait that were sent one after the other from now on. Asks the limiter and takes no permit; that calls are spaced out when a window is
 * nearly full is not counted.
 */
final class LimitOutlook {
    private final RateLimiter limiter;
    private final LimitKeys keys;
    private final Function<WebAddress, Duration> closedFor;
    private final Map<String, List<Duration>> sent = new HashMap<>();
    private Duration last = Duration.ZERO;

    /**
     * From now on.
     *
     * @param closedFor how long a service that no window limits wants to be left alone
     */
    LimitOutlook(RateLimiter limiter, LimitKeys keys, Function<WebAddress, Duration> closedFor) {
        this.limiter = limiter;
        this.keys = keys;
        this.closedFor = closedFor;
    }

    /**
     * How long from now until the next call may be sent, if all before it are sent as soon as they may.
     *
     * @param address where it goes; empty if that is not known yet
     */
    Duration next(HttpCall call, Optional<WebAddress> address) {
        List<Window> windows = address.isPresent() ? keys.of(call, address.get()) : keys.limits(call);
        Duration wait = longer(last, ofLimiter(windows));
        for (Window window : windows) {
            wait = longer(wait, ofOwnCalls(window));
        }
        if (windows.stream().noneMatch(Window::isLimit)) {
            wait = longer(wait, address.map(closedFor).orElse(Duration.ZERO));
        }
        for (Window window : windows) {
            sent(window).add(wait);
        }
        last = wait;
        return wait;
    }

    /** The n-th call of a window may go when n permits of it are free. */
    private Duration ofLimiter(List<Window> windows) {
        var demands = new ArrayList<Demand>();
        for (Window window : windows) {
            Demand one = window.demand();
            long weight = Math.min(one.limit(), sent(window).size() + 1L);
            demands.add(new Demand(one.key(), one.limit(), one.window(), weight));
        }
        return demands.isEmpty() ? Duration.ZERO : limiter.waitFor(demands);
    }

    /** Once a window is full of our own calls, the first of them has to leave it. */
    private Duration ofOwnCalls(Window window) {
        List<Duration> before = sent(window);
        Demand demand = window.demand();
        return before.size() < demand.limit()
                ? Duration.ZERO
                : before.get((int) (before.size() - demand.limit())).plus(demand.window());
    }

    private List<Duration> sent(Window window) {
        return sent.computeIfAbsent(window.name(), name -> new ArrayList<>());
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
