package org.symposium.handlers.weather;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.symposium.spi.model.Values;

/**
 * What a provider said, in the form a card holds. Anything may be missing in it.
 *
 * @param current {@code time}, {@code symbol}, {@code description}, {@code temperature}, {@code feels_like}, {@code humidity}, {@code pressure}, {@code wind_speed}
 *     …; empty if unknown
 * @param hours the next ones, by {@code time}
 * @param days by {@code date}, with {@code low} and {@code high}
 * @param alerts of authorities
 * @param notices what the user should know
 */
record Report(
        Place place,
        ZoneId zone,
        Values current,
        List<Values> hours,
        List<Values> days,
        List<Values> alerts,
        List<String> notices) {

    boolean isEmpty() {
        return current.isEmpty() && days.isEmpty() && hours.isEmpty();
    }

    Report noting(Optional<String> notice) {
        return notice.map(text -> new Report(place, zone, current, hours, days, alerts, List.of(text)))
                .orElse(this);
    }

    Values values() {
        return Values.of("place", place.values())
                .with("timezone", zone.getId())
                .with("current", current)
                .with("hours", hours)
                .with("days", days)
                .with("alerts", alerts);
    }
}
