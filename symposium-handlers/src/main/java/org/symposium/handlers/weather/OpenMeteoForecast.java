package org.symposium.handlers.weather;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.symposium.spi.model.Values;
import tools.jackson.databind.JsonNode;

/** Open-Meteo's answer: one column for each variable, side by side with that of the times. */
final class OpenMeteoForecast {
    private static final Duration AHEAD = Duration.ofHours(Wishes.HOURS);
    private static final Duration HOUR = Duration.ofHours(1);

    private final JsonNode reply;
    private final Wishes wishes;
    private final Instant now;
    private final ZoneId zone;
    private final ZoneOffset offset;

    /**
     * Of one answer.
     *
     * @param now when it was asked for, in case that it does not tell itself
     */
    OpenMeteoForecast(JsonNode reply, Wishes wishes, Instant now) {
        this.reply = reply;
        this.wishes = wishes;
        this.now = Reading.moment(reply.path("current").path("time")).orElse(now);
        this.zone = Reading.zone(reply.path("timezone"), reply.path("utc_offset_seconds"));
        this.offset = Reading.offset(reply.path("utc_offset_seconds"));
    }

    Report report(Place place) {
        return new Report(place, zone, current(), hours(), days(), List.of(), List.of());
    }

    private Values current() {
        JsonNode current = reply.path("current");
        Values conditions = sky(current.path("weather_code"))
                .withOptional("temperature", Reading.number(current.path("temperature_2m")))
                .withOptional("feels_like", Reading.number(current.path("apparent_temperature")))
                .withOptional("humidity", Reading.number(current.path("relative_humidity_2m")))
                .withOptional("pressure", Reading.number(current.path("pressure_msl")))
                .withOptional("wind_speed", Reading.number(current.path("wind_speed_10m")))
                .withOptional("wind_gust", Reading.number(current.path("wind_gusts_10m")))
                .withOptional("wind_direction", Reading.number(current.path("wind_direction_10m")))
                .withOptional("clouds", Reading.number(current.path("cloud_cover")))
                .withOptional("precipitation", Reading.number(current.path("precipitation")));
        JsonNode daily = reply.path("daily");
        return conditions.isEmpty()
                ? conditions
                : conditions
                        .withOptional("time", Reading.local(current.path("time"), zone))
                        .withOptional(
                                "sunrise", Reading.local(daily.path("sunrise").path(0), zone))
                        .withOptional(
                                "sunset", Reading.local(daily.path("sunset").path(0), zone));
    }

    private List<Values> hours() {
        JsonNode hourly = reply.path("hourly");
        JsonNode times = hourly.path("time");
        var hours = new ArrayList<Values>();
        for (int i = 0; i < times.size() && hours.size() < Wishes.HOURS && wishes.withHours(); i++) {
            Optional<Instant> time = Reading.moment(times.path(i));
            if (time.isPresent() && isAhead(time.get())) {
                hours.add(sky(hourly.path("weather_code").path(i))
                        .withOptional("time", Reading.local(times.path(i), zone))
                        .withOptional("temperature", column(hourly, "temperature_2m", i))
                        .withOptional("precipitation", column(hourly, "precipitation", i))
                        .withOptional("precipitation_chance", column(hourly, "precipitation_probability", i))
                        .withOptional("wind_speed", column(hourly, "wind_speed_10m", i)));
            }
        }
        return hours;
    }

    private boolean isAhead(Instant time) {
        return time.isAfter(now.minus(HOUR)) && time.isBefore(now.plus(AHEAD));
    }

    private List<Values> days() {
        JsonNode daily = reply.path("daily");
        JsonNode times = daily.path("time");
        var days = new ArrayList<Values>();
        for (int i = 0; i < times.size() && days.size() < wishes.days(); i++) {
            Optional<Instant> midnight = Reading.moment(times.path(i));
            if (midnight.isPresent()) {
                days.add(sky(daily.path("weather_code").path(i))
                        .with("date", date(midnight.get()))
                        .withOptional("low", column(daily, "temperature_2m_min", i))
                        .withOptional("high", column(daily, "temperature_2m_max", i))
                        .withOptional("precipitation", column(daily, "precipitation_sum", i))
                        .withOptional("precipitation_chance", column(daily, "precipitation_probability_max", i))
                        .withOptional("wind_speed", column(daily, "wind_speed_10m_max", i)));
            }
        }
        return days;
    }

    /** A day begins at midnight of the one offset that the whole answer has, also if the clocks are changed before it. */
    private String date(Instant midnight) {
        return LocalDate.ofInstant(midnight, offset).toString();
    }

    private static Optional<BigDecimal> column(JsonNode table, String name, int row) {
        return Reading.number(table.path(name).path(row));
    }

    private static Values sky(JsonNode code) {
        return Sky.ofWmo(Reading.number(code).map(Number::longValue).orElse(-1L))
                .into(Values.empty());
    }
}
