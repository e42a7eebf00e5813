package org.symposium.core.internal.memory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.symposium.core.internal.memory.Line.Place;
import org.symposium.spi.RateLimiter.Answer;
import org.symposium.spi.RateLimiter.Demand;
import org.symposium.spi.RateLimiter.Usage;
import org.symposium.spi.RateLimiter.Waiter;

/**
 * One look at all windows of a request, while the locks of their keys are held. Who is refused keeps a place in line in each window that refused, with one turn in
 * all of them, so that two waiters can't each be ahead of the other.
 */
final class PermitRequest {
    private final List<Demand> demands;
    private final List<KeyLimit> keys;
    private final List<SlidingWindow> windows;
    private final Waiter waiter;
    private final long now;

    /**
     * A look.
     *
     * @param keys one for each demand
     */
    PermitRequest(List<Demand> demands, List<KeyLimit> keys, Waiter waiter, long now) {
        this.demands = demands;
        this.keys = keys;
        this.waiter = waiter;
        this.now = now;
        this.windows = new ArrayList<>(demands.size());
        for (int i = 0; i < demands.size(); i++) {
            windows.add(keys.get(i).window(Elapsed.nanos(demands.get(i).window()), now));
        }
    }

    /**
     * Takes all permits, or a place in line.
     *
     * @param numbers gives those a number who were not in line yet
     */
    Answer decide(AtomicLong numbers) {
        Place own = place();
        Place place = own == null ? new Place(waiter, turn(), numbers.incrementAndGet(), 1, 0) : own;
        long[] waits = new long[demands.size()];
        long longest = 0;
        for (int i = 0; i < waits.length; i++) {
            waits[i] = wait(i, place);
            longest = Math.max(longest, waits[i]);
        }
        return longest == 0 ? granted(own != null) : refused(waits, longest, place);
    }

    /** How long whoever came last would have to wait. Takes nothing. */
    Duration waitTime() {
        Place last = new Place(waiter, turn(), Long.MAX_VALUE, 1, 0);
        long longest = 0;
        for (int i = 0; i < demands.size(); i++) {
            longest = Math.max(longest, wait(i, last));
        }
        return Duration.ofNanos(longest);
    }

    private @Nullable Place place() {
        for (SlidingWindow window : windows) {
            Line line = window.line(now);
            Place place = line == null ? null : line.of(waiter.name());
            if (place != null) {
                return place;
            }
        }
        return null;
    }

    /** A party that has others in line comes as much later as the last of them takes to be served: so parties take turns. */
    private long turn() {
        long turn = now;
        for (int i = 0; i < windows.size(); i++) {
            Line line = windows.get(i).line(now);
            OptionalLong last = line == null ? OptionalLong.empty() : line.lastTurn(waiter.party());
            if (last.isPresent()) {
                Demand demand = demands.get(i);
                long each = windows.get(i).length() / demand.limit() * demand.weight();
                turn = Math.max(turn, last.getAsLong() + each);
            }
        }
        return turn;
    }

    private long wait(int i, Place place) {
        Demand demand = demands.get(i);
        SlidingWindow window = windows.get(i);
        Line line = window.line(now);
        long ahead = line == null ? 0 : line.ahead(place.turn(), place.number());
        return Math.max(
                window.wait(demand.limit(), demand.weight(), ahead, now),
                keys.get(i).held(demand.weight(), ahead, now));
    }

    private Answer granted(boolean wasInLine) {
        var full = new ArrayList<Usage>();
        for (int i = 0; i < windows.size(); i++) {
            if (windows.indexOf(windows.get(i)) == i) {
                take(i, wasInLine);
            }
            Usage usage = usage(i);
            if (usage.used() >= demands.get(i).nearlyFull()) {
                full.add(usage);
            }
        }
        return full.isEmpty() ? Answer.granted() : new Answer(Duration.ZERO, List.copyOf(full));
    }

    private void take(int i, boolean wasInLine) {
        SlidingWindow window = windows.get(i);
        long weight = heaviest(i);
        Line line = wasInLine ? window.line(now) : null;
        if (line != null) {
            line.leave(waiter.name());
        }
        window.take(demands.get(i).limit(), weight, now);
        if (keys.indexOf(keys.get(i)) == i) {
            keys.get(i).spend(weight);
        }
    }

    /** Two demands for one window are one. */
    private long heaviest(int i) {
        long weight = demands.get(i).weight();
        for (int other = i + 1; other < windows.size(); other++) {
            if (windows.get(other).equals(windows.get(i))) {
                weight = Math.max(weight, demands.get(other).weight());
            }
        }
        return weight;
    }

    private Usage usage(int i) {
        SlidingWindow window = windows.get(i);
        long eases = window.fallsTo(demands.get(i).nearlyFull() - 1, now);
        return new Usage(demands.get(i), window.used(), Duration.ofNanos(eases));
    }

    private Answer refused(long[] waits, long longest, Place place) {
        long until = now + longest + Line.patience(longest);
        var full = new ArrayList<Usage>();
        for (int i = 0; i < waits.length; i++) {
            SlidingWindow window = windows.get(i);
            Line line = window.line(now);
            boolean wasInLine = line != null && line.of(waiter.name()) != null;
            if (waits[i] > 0 || wasInLine) {
                window.lineForMore().put(new Place(waiter, place.turn(), place.number(), heaviest(i), until));
            }
            if (waits[i] > 0) {
                full.add(new Usage(demands.get(i), window.used(), Duration.ofNanos(waits[i])));
            }
        }
        return new Answer(Duration.ofNanos(longest), List.copyOf(full));
    }
}
