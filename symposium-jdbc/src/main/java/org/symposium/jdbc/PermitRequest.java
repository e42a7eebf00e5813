package org.symposium.jdbc;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.symposium.jdbc.LimiterRows.Limit;
import org.symposium.jdbc.LimiterRows.Line;
import org.symposium.jdbc.LimiterRows.Place;
import org.symposium.jdbc.SlidingWindow.Permit;
import org.symposium.spi.RateLimiter.Answer;
import org.symposium.spi.RateLimiter.Demand;
import org.symposium.spi.RateLimiter.Usage;
import org.symposium.spi.RateLimiter.Waiter;

/**
 * One look at all windows of a request, while the rows of their keys are locked. Who is refused keeps a place in line in each window that refused, with one turn in
 * all of them, so that two waiters can't each be ahead of the other.
 */
final class PermitRequest {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration MOST_PATIENCE = Duration.ofSeconds(30);

    private final LimiterRows rows;
    private final Map<String, Limit> limits;
    private final List<Demand> demands;
    private final Waiter waiter;
    private final List<Place> line;
    private final List<Place> own;
    private final Instant now;

    PermitRequest(LimiterRows rows, Map<String, Limit> limits, List<Demand> demands, Waiter waiter) {
        this.rows = rows;
        this.limits = limits;
        this.demands = demands;
        this.waiter = waiter;
        Line found = rows.line(limits.keySet()); // after the last lock, so nobody has taken a permit since this moment
        this.line = found.places();
        this.own = line.stream()
                .filter(place -> place.waiter().name().equals(waiter.name()))
                .toList();
        // While a clock that was set back catches up, time stands still here.
        this.now = limits.values().stream().map(Limit::lastAt).reduce(found.now(), PermitRequest::later);
    }

    /** How full the window of one demand is for this waiter. */
    private record Look(Demand demand, Instant free, Instant eases) {}

    /** Takes all permits, or a place in line. */
    Answer decide() {
        Instant turn = own.isEmpty() ? turn() : own.get(0).turnAt();
        List<Look> looks = demands.stream().map(demand -> look(demand, turn)).toList();
        Instant free = looks.stream().map(Look::free).reduce(now, PermitRequest::later);
        return free.isAfter(now) ? refused(looks, free, turn) : granted(looks);
    }

    /** How long whoever came last would have to wait. Takes nothing. */
    Duration waitTime() {
        Instant turn = turn();
        Instant free = demands.stream().map(demand -> look(demand, turn).free()).reduce(now, PermitRequest::later);
        return Duration.between(now, free);
    }

    private Look look(Demand demand, Instant turn) {
        Limit limit = limit(demand.key());
        long ahead = line.stream()
                .filter(place -> isFor(place, demand) && place.turnAt().isBefore(turn))
                .mapToLong(Place::weight)
                .sum();
        var window = new SlidingWindow(demand, limit.last(), ahead);
        List<Permit> permits = rows.permits(demand.key(), List.of(window.mustLeave(), window.mustLeaveToEase()));
        boolean isItself = window.mustLeaveToEase() > limit.last(); // this permit alone makes it nearly full
        return new Look(
                demand,
                later(window.free(permits, now), limit.held(demand.weight(), ahead)),
                isItself ? now.plus(demand.window()) : window.leaves(window.mustLeaveToEase(), permits, now));
    }

    /**
     * A party that has others in line comes as much later as the last of them takes to be served: so parties take turns. No two have the same turn: who comes
     * later is behind.
     */
    private Instant turn() {
        Instant turn = now;
        for (Demand demand : demands) {
            Duration each = demand.window().dividedBy(demand.limit()).multipliedBy(demand.weight());
            Optional<Instant> last = line.stream()
                    .filter(place ->
                            isFor(place, demand) && place.waiter().party().equals(waiter.party()))
                    .map(Place::turnAt)
                    .max(Instant::compareTo);
            turn = later(turn, last.map(moment -> moment.plus(each)).orElse(now));
        }
        Instant free = turn.truncatedTo(ChronoUnit.MICROS);
        while (isTaken(free)) {
            free = free.plus(1, ChronoUnit.MICROS);
        }
        return free;
    }

    private boolean isTaken(Instant turn) {
        return line.stream().anyMatch(place -> place.turnAt().equals(turn));
    }

    private Answer granted(List<Look> looks) {
        if (!own.isEmpty()) {
            rows.line(limits.keySet(), waiter.name(), List.of());
        }
        for (Limit limit : limits.values()) {
            List<Demand> here = demands.stream()
                    .filter(demand -> demand.key().equals(limit.key()))
                    .toList();
            long weight = here.stream().mapToLong(Demand::weight).max().orElseThrow();
            long longest = here.stream()
                    .mapToLong(demand -> StoreClock.micros(demand.window()))
                    .max()
                    .orElseThrow();
            rows.grant(limit, weight, longest, now);
        }
        List<Usage> full = looks.stream()
                .filter(look -> look.eases().isAfter(now))
                .map(look -> usage(look.demand(), look.eases()))
                .toList();
        return full.isEmpty() ? Answer.granted() : new Answer(Duration.ZERO, full);
    }

    private Answer refused(List<Look> looks, Instant free, Instant turn) {
        Duration wait = Duration.between(now, free);
        Instant keepUntil = free.plus(patience(wait));
        var places = new ArrayList<Place>();
        var full = new ArrayList<Usage>();
        for (Look look : looks) {
            Demand demand = look.demand();
            boolean isRefused = look.free().isAfter(now);
            if (isRefused) {
                full.add(usage(demand, look.free()));
            }
            boolean isNew = places.stream().noneMatch(place -> isFor(place, demand));
            if (isNew && (isRefused || own.stream().anyMatch(place -> isFor(place, demand)))) {
                long window = StoreClock.micros(demand.window());
                places.add(new Place(demand.key(), window, waiter, demand.weight(), turn, keepUntil));
            }
        }
        rows.line(limits.keySet(), waiter.name(), places);
        return new Answer(wait, full);
    }

    private Usage usage(Demand demand, Instant eases) {
        long used = rows.used(demand.key(), now.minus(demand.window()));
        return new Usage(demand, used, Duration.between(now, eases));
    }

    private Limit limit(String key) {
        return requireNonNull(limits.get(key));
    }

    /** How much later than told a waiter may ask again and still has its place: who waits for long may be kept from asking for longer. */
    private static Duration patience(Duration wait) {
        Duration patience = PATIENCE.plus(wait.dividedBy(8));
        return patience.compareTo(MOST_PATIENCE) < 0 ? patience : MOST_PATIENCE;
    }

    private static boolean isFor(Place place, Demand demand) {
        return place.key().equals(demand.key()) && place.window() == StoreClock.micros(demand.window());
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }
}
