package org.symposium.handlers.weather;

import java.math.BigDecimal;
import java.util.Optional;
import org.symposium.spi.model.Values;
import tools.jackson.databind.JsonNode;

/** What all of OpenWeather's entries have in common. */
final class OpenWeatherEntry {
    private static final BigDecimal PERCENT = BigDecimal.valueOf(100);

    private OpenWeatherEntry() {}

    /** A new entry with the first of its conditions, which is the main one. */
    static Values sky(JsonNode entry) {
        JsonNode first = entry.path("weather").path(0);
        long id = Reading.number(first.path("id")).map(Number::longValue).orElse(0L);
        return Sky.ofOpenWeather(id, Reading.text(first.path("description"))).into(Values.empty());
    }

    /** Rain and snow in millimetres; what does not fall is left out by OpenWeather. */
    static Optional<BigDecimal> fallen(JsonNode entry, String span) {
        return sum(
                Reading.number(entry.path("rain").path(span)),
                Reading.number(entry.path("snow").path(span)));
    }

    /** Of a day of One Call, where both are plain numbers. */
    static Optional<BigDecimal> fallen(JsonNode day) {
        return sum(Reading.number(day.path("rain")), Reading.number(day.path("snow")));
    }

    /** In percent; OpenWeather counts from 0 to 1. */
    static Optional<BigDecimal> chance(JsonNode entry) {
        return Reading.number(entry.path("pop")).map(PERCENT::multiply).map(Reading::rounded);
    }

    private static Optional<BigDecimal> sum(Optional<BigDecimal> rain, Optional<BigDecimal> snow) {
        return rain.isPresent() && snow.isPresent() ? Optional.of(rain.get().add(snow.get())) : rain.or(() -> snow);
    }
}
