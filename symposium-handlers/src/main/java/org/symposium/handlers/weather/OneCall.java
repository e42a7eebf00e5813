package org.symposium.handlers.weather;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.symposium.spi.model.TextPieces;
import org.symposium.spi.model.Values;
import tools.jackson.databind.JsonNode;

/** OpenWeather's One Call 3.0: current weather, 48 hours, eight days, and alerts of authorities. */
final class OneCall {
    private static final int MOST_ALERTS = 10;
    private static final int ALERT_AT_MOST = 2_000;

    private final JsonNode reply;
    private final Wishes wishes;
    private final ZoneId zone;

    OneCall(JsonNode reply, Wishes wishes) {
        this.reply = reply;
        this.wishes = wishes;
        this.zone = Reading.zone(reply.path("timezone"), reply.path("timezone_offset"));
    }

    Report report(Place place) {
        return new Report(
                place,
                zone,
                current(reply.path("current")),
                entries("hourly", wishes.withHours() ? Wishes.HOURS : 0, this::hour),
                entries("daily", wishes.days(), this::day),
                entries("alerts", MOST_ALERTS, this::alert),
                List.of());
    }

    private List<Values> entries(String name, int most, Function<JsonNode, Values> read) {
        var entries = new ArrayList<Values>();
        JsonNode list = reply.path(name);
        for (int i = 0; i < list.size() && entries.size() < most; i++) {
            Values entry = list.path(i).isObject() ? read.apply(list.path(i)) : Values.empty();
            if (entry.has("time") || entry.has("date") || entry.has("event")) {
                entries.add(entry);
            }
        }
        return entries;
    }

    private Values current(JsonNode now) {
        Values conditions = OpenWeatherEntry.sky(now)
                .withOptional("temperature", Reading.number(now.path("temp")))
                .withOptional("feels_like", Reading.number(now.path("feels_like")))
                .withOptional("humidity", Reading.number(now.path("humidity")))
                .withOptional("pressure", Reading.number(now.path("pressure")))
                .withOptional("wind_speed", Reading.number(now.path("wind_speed")))
                .withOptional("wind_gust", Reading.number(now.path("wind_gust")))
                .withOptional("wind_direction", Reading.number(now.path("wind_deg")))
                .withOptional("clouds", Reading.number(now.path("clouds")))
                .withOptional("visibility", Reading.number(now.path("visibility")))
                .withOptional("uv_index", Reading.number(now.path("uvi")))
                .withOptional("precipitation", OpenWeatherEntry.fallen(now, "1h"));
        return conditions.isEmpty()
                ? conditions
                : conditions
                        .withOptional("time", Reading.local(now.path("dt"), zone))
                        .withOptional("sunrise", Reading.local(now.path("sunrise"), zone))
                        .withOptional("sunset", Reading.local(now.path("sunset"), zone));
    }

    private Values hour(JsonNode hour) {
        return OpenWeatherEntry.sky(hour)
                .withOptional("time", Reading.local(hour.path("dt"), zone))
                .withOptional("temperature", Reading.number(hour.path("temp")))
                .withOptional("precipitation", OpenWeatherEntry.fallen(hour, "1h"))
                .withOptional("precipitation_chance", OpenWeatherEntry.chance(hour))
                .withOptional("wind_speed", Reading.number(hour.path("wind_speed")));
    }

    private Values day(JsonNode day) {
        return OpenWeatherEntry.sky(day)
                .withOptional(
                        "date",
                        Reading.moment(day.path("dt"))
                                .map(moment -> LocalDate.ofInstant(moment, zone).toString()))
                .withOptional("low", Reading.number(day.path("temp").path("min")))
                .withOptional("high", Reading.number(day.path("temp").path("max")))
                .withOptional("precipitation", OpenWeatherEntry.fallen(day))
                .withOptional("precipitation_chance", OpenWeatherEntry.chance(day))
                .withOptional("wind_speed", Reading.number(day.path("wind_speed")));
    }

    private Values alert(JsonNode alert) {
        String event = Reading.text(alert.path("event"));
        Values entry = Values.of("event", event.isEmpty() ? "Alert" : event)
                .with("sender", Reading.text(alert.path("sender_name")))
                .withOptional("starts_at", Reading.local(alert.path("start"), zone))
                .withOptional("ends_at", Reading.local(alert.path("end"), zone));
        String text = alert.path("description").asString("").strip();
        return text.isEmpty() ? entry : entry.with("description", TextPieces.shortened(text, ALERT_AT_MOST));
    }
}
