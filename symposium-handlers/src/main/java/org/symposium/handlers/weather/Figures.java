package org.symposium.handlers.weather;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import org.symposium.spi.model.Values;

/** Numbers with their units, as people read them: one place behind the point at most. */
final class Figures {
    private static final List<String> WINDS =
            List.of("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west");
    private static final BigDecimal DEGREES_EACH = BigDecimal.valueOf(45);
    private static final BigDecimal KILOMETRE = BigDecimal.valueOf(1_000);

    private final Values units;

    Figures(Values units) {
        this.units = units;
    }

    String temperatureUnit() {
        return units.text("temperature", "");
    }

    String windUnit() {
        return units.text("wind", "");
    }

    Optional<String> temperature(Values entry, String name) {
        return number(entry, name, temperatureUnit());
    }

    /** A number with its unit behind it, if there is one. */
    Optional<String> number(Values entry, String name, String unit) {
        return plain(entry, name).map(text -> unit.isEmpty() ? text : text + " " + unit);
    }

    Optional<String> plain(Values entry, String name) {
        return entry.has(name) ? Optional.of(shown(entry.number(name))) : Optional.empty();
    }

    /** Metres, or kilometres where they are many. */
    Optional<String> distance(Values entry, String name) {
        if (!entry.has(name)) {
            return Optional.empty();
        }
        BigDecimal metres = entry.number(name);
        return Optional.of(
                metres.compareTo(KILOMETRE) < 0
                        ? shown(metres) + " m"
                        : shown(metres.divide(KILOMETRE, 1, RoundingMode.HALF_UP)) + " km");
    }

    /** Speed, direction and gusts in words. */
    Optional<String> wind(Values entry) {
        String from = entry.has("wind_direction") ? " from the " + direction(entry.number("wind_direction")) : "";
        String gusts = number(entry, "wind_gust", windUnit())
                .map(text -> ", gusts of " + text)
                .orElse("");
        return number(entry, "wind_speed", windUnit()).map(speed -> "Wind " + speed + from + gusts);
    }

    private static String direction(BigDecimal degrees) {
        int eighth = degrees.divide(DEGREES_EACH, 0, RoundingMode.HALF_UP).intValue();
        return WINDS.get(Math.floorMod(eighth, WINDS.size()));
    }

    private static String shown(BigDecimal number) {
        BigDecimal rounded = number.setScale(1, RoundingMode.HALF_UP);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
}
