package org.symposium.core.internal.health;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which origins answered this engine last, and which were silent; in memory only. Tells an address that is gone from a host that is offline. Thread-safe.
 */
final class Reachability {
    /** The one asked longest ago is forgotten first. */
    private static final int MOST = 1_000;

    private final Map<String, Last> origins = new LinkedHashMap<>();
    private final Map<String, String> originsOf = new LinkedHashMap<>();
    private long count;

    /**
     * The last result of an origin.
     *
     * @param number of the result, growing over all origins
     * @param silentSince number of the first of the results without an answer
     */
    private record Last(boolean answered, long number, long silentSince) {}

    /**
     * Where something goes, also when it sends nothing: a service that failed may be left alone for a while.
     *
     * @param seen where it went now, if it did
     */
    synchronized Optional<String> origin(String of, Optional<String> seen) {
        seen.ifPresent(origin -> put(originsOf, of, origin));
        return Optional.ofNullable(originsOf.get(of));
    }

    synchronized void answered(String origin) {
        count++;
        put(origins, origin, new Last(true, count, 0));
    }

    synchronized void silent(String origin) {
        count++;
        Last before = origins.get(origin);
        long since = before == null || before.answered() ? count : before.silentSince();
        put(origins, origin, new Last(false, count, since));
    }

    /**
     * Whether the silence of an origin may be the host's own: of the others that were asked since it fell silent at least half are silent as well, or none was
     * asked yet. Where no other is known, it is taken for the origin's.
     */
    synchronized boolean maybeOffline(String origin) {
        Last own = origins.get(origin);
        List<Last> others = new ArrayList<>();
        origins.forEach((name, last) -> {
            if (!name.equals(origin)) {
                others.add(last);
            }
        });
        if (own == null || own.answered() || others.isEmpty()) {
            return false;
        }
        List<Last> since = others.stream()
                .filter(last -> last.number() > own.silentSince())
                .toList();
        long silent = since.stream().filter(last -> !last.answered()).count();
        return silent * 2 >= since.size();
    }

    private static <V> void put(Map<String, V> map, String key, V value) {
        map.remove(key);
        map.put(key, value);
        if (map.size() > MOST) {
            Iterator<String> eldest = map.keySet().iterator();
            eldest.next();
            eldest.remove();
        }
    }
}
