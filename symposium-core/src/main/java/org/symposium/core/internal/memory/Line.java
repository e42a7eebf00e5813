package org.symposium.core.internal.memory;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.symposium.spi.RateLimiter.Waiter;

/** Who waits for permits of one window, in the order in which they are served. Guarded by its key's lock. */
final class Line {
    /** Who comes when so many wait has no place: it is told how long the line is, and asks again. */
    private static final int MOST = 10_000;

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(2);
    private static final long MOST_PATIENCE = TimeUnit.SECONDS.toNanos(30);

    private final TreeSet<Place> places =
            new TreeSet<>(Comparator.comparingLong(Place::turn).thenComparingLong(Place::number));
    private final Map<String, Place> byName = new HashMap<>();

    /**
     * A place in line.
     *
     * @param turn moment from which it may be served: that of its first asking, later for a party that has others in line
     * @param number breaks ties: the order of first asking
     * @param until when it is lost
     */
    record Place(Waiter waiter, long turn, long number, long weight, long until) {}

    boolean isEmpty() {
        return places.isEmpty();
    }

    @Nullable
    Place of(String name) {
        return byName.get(name);
    }

    /** The turn of a party's last place. */
    OptionalLong lastTurn(String party) {
        return places.stream()
                .filter(place -> place.waiter().party().equals(party))
                .mapToLong(Place::turn)
                .max();
    }

    /** What those take who are served before this turn. */
    long ahead(long turn, long number) {
        long ahead = 0;
        for (Place place : places) {
            if (place.turn() > turn || (place.turn() == turn && place.number() >= number)) {
                break;
            }
            ahead += place.weight();
        }
        return ahead;
    }

    /** Gives a place, or keeps the one there is for longer. Places of the same waiter in other lines have the same turn. */
    void put(Place place) {
        Place before = byName.remove(place.waiter().name());
        if (before != null) {
            places.remove(before);
        }
        if (places.size() < MOST) {
            places.add(place);
            byName.put(place.waiter().name(), place);
        }
    }

    void leave(String name) {
        Place place = byName.remove(name);
        if (place != null) {
            places.remove(place);
        }
    }

    /** Lets go of those who did not ask again in time. */
    void forgetUntil(long now) {
        places.removeIf(place -> {
            boolean isLate = place.until() < now;
            if (isLate) {
                byName.remove(place.waiter().name());
            }
            return isLate;
        });
    }

    /** How much later than told a waiter may ask again and still has its place: who waits for long may be kept from asking for longer. */
    static long patience(long wait) {
        return Math.min(MOST_PATIENCE, PATIENCE + wait / 8);
    }
}
