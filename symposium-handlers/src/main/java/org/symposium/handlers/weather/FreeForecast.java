package org.symposium.handlers.weather;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.symposium.spi.model.Values;
import tools.jackson.databind.JsonNode;

/** OpenWeather's answers for every key: current weather, and five days in steps of three hours, put together to days of the place's own calendar. */
final class FreeForecast {
    private static final int MOST_STEPS = 100;
    private static final int STEPS_OF_A_DAY = 8;

    private final JsonNode now;
    private final Wishes wishes;

    FreeForecast(JsonNode now, Wishes wishes) {
        this.now = now;
        this.wishes = wishes;
    }

    Report report(Place place) {
        return new Report(
                named(place),
                Reading.offset(now.path("timezone")),
                current(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    Report report(Place place, JsonNode forecast) {
        JsonNode offset = forecast.path("city").path("timezone");
        ZoneId zone = Reading.offset(offset.isNumber() ? offset : now.path("timezone"));
        List<JsonNode> steps = new ArrayList<>();
        forecast.path("list").forEach(steps::add);
        List<JsonNode> bounded = steps.subList(0, Math.min(MOST_STEPS, steps.size()));
        return new Report(
                named(place), zone, current(), hours(bounded, zone), days(bounded, zone), List.of(), List.of());
    }

    private Place named(Place place) {
        return place.named(
                Reading.text(now.path("name")), Reading.text(now.path("sys").path("country")));
    }

    private Values current() {
        ZoneId zone = Reading.offset(now.path("timezone"));
        JsonNode main = now.path("main");
        Values conditions = OpenWeatherEntry.sky(now)
                .withOptional("temperature", Reading.number(main.path("temp")))
                .withOptional("feels_like", Reading.number(main.path("feels_like")))
                .withOptional("humidity", Reading.number(main.path("humidity")))
                .withOptional("pressure", Reading.number(main.path("pressure")))
                .withOptional("wind_speed", Reading.number(now.path("wind").path("speed")))
                .withOptional("wind_gust", Reading.number(now.path("wind").path("gust")))
                .withOptional("wind_direction", Reading.number(now.path("wind").path("deg")))
                .withOptional("clouds", Reading.number(now.path("clouds").path("all")))
                .withOptional("visibility", Reading.number(now.path("visibility")))
                .withOptional("precipitation", OpenWeatherEntry.fallen(now, "1h"));
        return conditions.isEmpty()
                ? conditions
                : conditions
                        .withOptional("time", Reading.local(now.path("dt"), zone))
                        .withOptional("sunrise", Reading.local(now.path("sys").path("sunrise"), zone))
                        .withOptional("sunset", Reading.local(now.path("sys").path("sunset"), zone));
    }

    private List<Values> hours(List<JsonNode> steps, ZoneId zone) {
        return !wishes.withHours()
                ? List.of()
                : steps.stream()
                        .limit(STEPS_OF_A_DAY)
                        .filter(step -> Reading.moment(step.path("dt")).isPresent())
                        .map(step -> OpenWeatherEntry.sky(step)
                                .withOptional("time", Reading.local(step.path("dt"), zone))
                                .withOptional(
                                        "temperature",
                                        Reading.number(step.path("main").path("temp")))
                                .withOptional("precipitation", OpenWeatherEntry.fallen(step, "3h"))
                                .withOptional("precipitation_chance", OpenWeatherEntry.chance(step))
                                .withOptional(
                                        "wind_speed",
                                        Reading.number(step.path("wind").path("speed"))))
                        .toList();
    }

    private List<Values> days(List<JsonNode> steps, ZoneId zone) {
        var byDate = new TreeMap<LocalDate, List<JsonNode>>();
        for (JsonNode step : steps) {
            Optional<Instant> moment = Reading.moment(step.path("dt"));
            moment.ifPresent(time -> byDate.computeIfAbsent(LocalDate.ofInstant(time, zone), date -> new ArrayList<>())
                    .add(step));
        }
        return byDate.entrySet().stream()
                .limit(wishes.days())
                .map(FreeForecast::day)
                .toList();
    }

    private static Values day(Map.Entry<LocalDate, List<JsonNode>> steps) {
        List<JsonNode> all = steps.getValue();
        // the weather of the middle of what is left of the day
        return OpenWeatherEntry.sky(all.get(all.size() / 2))
                .with("date", steps.getKey().toString())
                .withOptional("low", numbers(all, "main", "temp_min").min(Comparator.naturalOrder()))
                .withOptional("high", numbers(all, "main", "temp_max").max(Comparator.naturalOrder()))
                .withOptional(
                        "precipitation",
                        each(all, step -> OpenWeatherEntry.fallen(step, "3h")).reduce(BigDecimal::add))
                .withOptional(
                        "precipitation_chance",
                        each(all, OpenWeatherEntry::chance).max(Comparator.naturalOrder()))
                .withOptional("wind_speed", numbers(all, "wind", "speed").max(Comparator.naturalOrder()));
    }

    private static Stream<BigDecimal> numbers(List<JsonNode> steps, String object, String name) {
        return each(steps, step -> Reading.number(step.path(object).path(name)));
    }

    private static Stream<BigDecimal> each(List<JsonNode> steps, Function<JsonNode, Optional<BigDecimal>> read) {
        return steps.stream().flatMap(step -> read.apply(step).stream());
    }
}
