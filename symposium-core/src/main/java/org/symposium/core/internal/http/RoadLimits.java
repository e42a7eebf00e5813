package org.symposium.core.internal.http;

import java.time.Duration;

/**
 * How long and how large things may become on the road.
 *
 * @param connectTimeout longest time for one attempt to connect
 * @param deadline longest time of a call that does not say its own, from start to last byte, waits and attempts included
 * @param longestWait longest wait within a run, for a permit or because a service asks for it; what is further away ends the call with that time
 * @param maxBytesRead most decoded bytes of an answer to a call that reads
 * @param maxBytesOther most decoded bytes of an answer to any other call
 * @param compressionRatio most decoded bytes for each byte received
 */
public record RoadLimits(
        Duration connectTimeout,
        Duration deadline,
        Duration longestWait,
        long maxBytesRead,
        long maxBytesOther,
        int compressionRatio) {
    private static final long MEBIBYTE = 1024L * 1024;

    static RoadLimits standard() {
        return new RoadLimits(
                Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofSeconds(5), 5 * MEBIBYTE, MEBIBYTE, 200);
    }

    RoadLimits withTimes(Duration connect, Duration total, Duration wait) {
        return new RoadLimits(connect, total, wait, maxBytesRead, maxBytesOther, compressionRatio);
    }
}
