package org.symposium.core.internal.schedule;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.symposium.spi.model.Schedule;

/** How much later than its slot something starts, so that many of one schedule don't start at once. Always the same for the same thing, on every node. */
final class Jitter {
    private Jitter() {}

    /**
     * From zero to just below the schedule's jitter, in milliseconds.
     *
     * @param name of what is scheduled; empty for something without a name, which starts on time
     */
    static Duration of(Schedule schedule, String name) {
        long most = schedule.jitter().toMillis();
        return most == 0 || name.isEmpty() ? Duration.ZERO : Duration.ofMillis(Math.floorMod(hash(name), most));
    }

    /** FNV-1a, and the finish of SplitMix64, which spreads the last characters over all bits. */
    private static long hash(String name) {
        long hash = 0xcbf29ce484222325L;
        for (byte one : name.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (one & 0xff)) * 0x100000001b3L;
        }
        hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
        return hash ^ (hash >>> 31);
    }
}
