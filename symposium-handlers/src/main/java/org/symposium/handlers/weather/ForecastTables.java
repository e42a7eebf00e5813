package org.symposium.handlers.weather;

import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.symposium.spi.model.MarkdownText;
import org.symposium.spi.model.Values;

/** What comes as tables. A column that would be empty is left out. */
final class ForecastTables {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("EEE HH:mm", Locale.ENGLISH);

    private final Figures figures;

    ForecastTables(Figures figures) {
        this.figures = figures;
    }

    private record Column(String heading, boolean isNumber, Function<Values, String> cell) {}

    String days(List<Values> days) {
        return table(
                days,
                new Column("Day", false, day -> day(day.text("date", ""))),
                weather(),
                number("Low (" + figures.temperatureUnit() + ")", "low"),
                number("High (" + figures.temperatureUnit() + ")", "high"),
                number("Rain or snow (mm)", "precipitation"),
                chance(),
                number("Wind (" + figures.windUnit() + ")", "wind_speed"));
    }

    String hours(List<Values> hours) {
        return table(
                hours,
                new Column(
                        "Time",
                        false,
                        hour -> WeatherMarkdown.moment(hour, "time", HOUR).orElse("")),
                weather(),
                number("Temperature (" + figures.temperatureUnit() + ")", "temperature"),
                number("Rain or snow (mm)", "precipitation"),
                chance(),
                number("Wind (" + figures.windUnit() + ")", "wind_speed"));
    }

    private static Column weather() {
        return new Column(
                "Weather",
                false,
                entry -> Stream.of(entry.text("symbol", ""), entry.text("description", ""))
                        .filter(part -> !part.isEmpty())
                        .map(MarkdownText::escapeLine)
                        .collect(Collectors.joining(" ")));
    }

    private Column chance() {
        return new Column(
                "Chance",
                true,
                entry -> figures.number(entry, "precipitation_chance", "%").orElse(""));
    }

    private Column number(String heading, String name) {
        return new Column(heading, true, entry -> figures.plain(entry, name).orElse(""));
    }

    private static String table(List<Values> rows, Column... all) {
        List<Column> columns = Stream.of(all)
                .filter(column ->
                        rows.stream().anyMatch(row -> !column.cell().apply(row).isEmpty()))
                .toList();
        if (columns.isEmpty()) {
            return "";
        }
        return Stream.concat(
                        Stream.of(
                                line(columns, Column::heading),
                                line(columns, column -> column.isNumber() ? "---:" : "---")),
                        rows.stream()
                                .map(row ->
                                        line(columns, column -> column.cell().apply(row))))
                .collect(Collectors.joining("\n"));
    }

    private static String line(List<Column> columns, Function<Column, String> cell) {
        return columns.stream().map(cell).collect(Collectors.joining(" | ", "| ", " |"));
    }

    private static String day(String date) {
        return Reading.stored(date + "T00:00Z").map(DAY::format).orElseGet(() -> MarkdownText.escapeLine(date));
    }
}
