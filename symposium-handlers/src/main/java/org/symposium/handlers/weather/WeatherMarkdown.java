package org.symposium.handlers.weather;

import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.symposium.spi.model.MarkdownText;
import org.symposium.spi.model.Values;

/** A card's content of its data: alerts first, then the weather now, tables of what comes, and whom the data is from, as both licences ask for. */
final class WeatherMarkdown {
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("EEE d MMM uuuu, HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("d MMM, HH:mm", Locale.ENGLISH);

    private final Values data;
    private final Figures figures;

    private WeatherMarkdown(Values data) {
        this.data = data;
        this.figures = new Figures(data.object("units"));
    }

    static String of(Values data) {
        return new WeatherMarkdown(data).text();
    }

    private String text() {
        var tables = new ForecastTables(figures);
        return Stream.of(
                        alerts(),
                        heading(),
                        now(data.object("current")),
                        section("### Next hours", tables.hours(data.list("hours"))),
                        section("### Next days", tables.days(data.list("days"))),
                        attribution())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("\n\n"));
    }

    private String heading() {
        Place place = Place.of(data.object("place"));
        String name = "**" + MarkdownText.escapeLine(place.fullName()) + "**";
        String where = place.name().isEmpty() ? "" : " (" + place.coordinates() + ")";
        String when = moment(data.object("current"), "time", MOMENT)
                .map(time -> ", " + time + " local time")
                .orElse("");
        return name + where + when;
    }

    private String now(Values current) {
        String sky = Stream.of(current.text("symbol", ""), MarkdownText.escapeLine(current.text("description", "")))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
        String temperature = figures.temperature(current, "temperature")
                .map(text -> "**" + text + "**")
                .orElse("");
        String felt = figures.temperature(current, "feels_like")
                .map(text -> "feels like " + text)
                .orElse("");
        String first = Stream.of(sky, temperature, felt)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
        return Stream.of(first, details(current))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("\n\n"));
    }

    private String details(Values current) {
        var lines = new ArrayList<String>();
        figures.wind(current).ifPresent(lines::add);
        figures.number(current, "humidity", "%").ifPresent(text -> lines.add("Humidity " + text));
        figures.number(current, "clouds", "%").ifPresent(text -> lines.add("Clouds " + text));
        figures.number(current, "precipitation", "mm")
                .filter(text -> !text.startsWith("0 "))
                .ifPresent(text -> lines.add("Rain or snow in the last hour " + text));
        figures.number(current, "pressure", "hPa").ifPresent(text -> lines.add("Pressure " + text));
        figures.distance(current, "visibility").ifPresent(text -> lines.add("Visibility " + text));
        figures.number(current, "uv_index", "").ifPresent(text -> lines.add("UV index " + text));
        sun(current).ifPresent(lines::add);
        return lines.stream().map(line -> "- " + line).collect(Collectors.joining("\n"));
    }

    private static Optional<String> sun(Values current) {
        Optional<String> rise = moment(current, "sunrise", TIME);
        Optional<String> set = moment(current, "sunset", TIME);
        return rise.isPresent() && set.isPresent()
                ? Optional.of("Sunrise " + rise.get() + ", sunset " + set.get())
                : Optional.empty();
    }

    private String alerts() {
        return data.list("alerts").stream().map(WeatherMarkdown::alert).collect(Collectors.joining("\n\n"));
    }

    private static String alert(Values alert) {
        String times = Stream.of(
                        moment(alert, "starts_at", SHORT).map(text -> "from " + text),
                        moment(alert, "ends_at", SHORT).map(text -> "to " + text))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" "));
        String sender = MarkdownText.escapeLine(alert.text("sender", ""));
        String first = "⚠️ **" + MarkdownText.escapeLine(alert.text("event", "Alert")) + "**"
                + (times.isEmpty() ? "" : " " + times)
                + (sender.isEmpty() ? "" : ", by " + sender);
        return Stream.concat(Stream.of(first), paragraphs(alert.text("description", "")))
                .map(paragraph -> "> " + paragraph)
                .collect(Collectors.joining("\n>\n"));
    }

    /** Authorities break their lines as teleprinters did; only blank lines mean something. */
    private static Stream<String> paragraphs(String text) {
        return Stream.of(text.split("\\R\\s*\\R", -1))
                .map(paragraph -> paragraph.strip().replaceAll("\\s+", " "))
                .filter(paragraph -> !paragraph.isEmpty())
                .map(MarkdownText::escapeLine);
    }

    private String attribution() {
        return data.text("provider", "").equals(OpenWeather.WORD)
                ? "*Weather data by [OpenWeather](https://openweathermap.org/)*"
                : "*Weather data by [Open-Meteo.com](https://open-meteo.com/) (CC BY 4.0)*";
    }

    private static String section(String heading, String body) {
        return body.isEmpty() ? "" : heading + "\n\n" + body;
    }

    static Optional<String> moment(Values entry, String name, DateTimeFormatter form) {
        return entry.optionalText(name).flatMap(Reading::stored).map((OffsetDateTime time) -> form.format(time));
    }
}
