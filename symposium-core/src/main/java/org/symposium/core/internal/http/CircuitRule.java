package org.symposium.core.internal.http;

import java.time.Duration;

/**
 * When a service that fails again and again is left alone, and how long.
 *
 * @param failures calls that fail in a row until then
 * @param first how long it is left alone; doubled each time that the call which looks after it fails as well
 * @param most longest time to be left alone
 */
public record CircuitRule(int failures, Duration first, Duration most) {
    static CircuitRule standard() {
        return new CircuitRule(5, Duration.ofSeconds(30), Duration.ofMinutes(5));
    }

    Duration longer(Duration than) {
        Duration doubled = than.multipliedBy(2);
        return doubled.compareTo(most) > 0 ? most : doubled;
    }
}
