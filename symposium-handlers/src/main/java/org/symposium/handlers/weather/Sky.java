package org.symposium.handlers.weather;

import java.util.Map;
import org.symposium.spi.model.Values;

/**
 * What the sky looks like.
 *
 * @param symbol an emoji; empty if unknown
 * @param description in words; empty if unknown
 */
record Sky(String symbol, String description) {
    private static final Sky UNKNOWN = new Sky("", "");

    /** The codes of the WMO that Open-Meteo uses. */
    private static final Map<Integer, Sky> WMO = Map.ofEntries(
            Map.entry(0, new Sky("☀️", "clear sky")),
            Map.entry(1, new Sky("🌤️", "mainly clear")),
            Map.entry(2, new Sky("⛅", "partly cloudy")),
            Map.entry(3, new Sky("☁️", "overcast")),
            Map.entry(45, new Sky("🌫️", "fog")),
            Map.entry(48, new Sky("🌫️", "freezing fog")),
            Map.entry(51, new Sky("🌦️", "light drizzle")),
            Map.entry(53, new Sky("🌦️", "drizzle")),
            Map.entry(55, new Sky("🌦️", "heavy drizzle")),
            Map.entry(56, new Sky("🌧️", "light freezing drizzle")),
            Map.entry(57, new Sky("🌧️", "freezing drizzle")),
            Map.entry(61, new Sky("🌧️", "light rain")),
            Map.entry(63, new Sky("🌧️", "rain")),
            Map.entry(65, new Sky("🌧️", "heavy rain")),
            Map.entry(66, new Sky("🌧️", "light freezing rain")),
            Map.entry(67, new Sky("🌧️", "freezing rain")),
            Map.entry(71, new Sky("🌨️", "light snow")),
            Map.entry(73, new Sky("🌨️", "snow")),
            Map.entry(75, new Sky("🌨️", "heavy snow")),
            Map.entry(77, new Sky("🌨️", "snow grains")),
            Map.entry(80, new Sky("🌦️", "light showers")),
            Map.entry(81, new Sky("🌦️", "showers")),
            Map.entry(82, new Sky("🌧️", "violent showers")),
            Map.entry(85, new Sky("🌨️", "snow showers")),
            Map.entry(86, new Sky("🌨️", "heavy snow showers")),
            Map.entry(95, new Sky("⛈️", "thunderstorm")),
            Map.entry(96, new Sky("⛈️", "thunderstorm with hail")),
            Map.entry(99, new Sky("⛈️", "thunderstorm with heavy hail")));

    static Sky ofWmo(long code) {
        return code < 0 || code > 99 ? UNKNOWN : WMO.getOrDefault((int) code, UNKNOWN);
    }

    /** Of OpenWeather's condition id, whose hundreds are groups, and its own words. */
    static Sky ofOpenWeather(long id, String words) {
        return new Sky(symbol(id), words);
    }

    /** Adds itself to an entry. */
    Values into(Values entry) {
        Values with = symbol.isEmpty() ? entry : entry.with("symbol", symbol);
        return description.isEmpty() ? with : with.with("description", description);
    }

    private static String symbol(long id) {
        if (id >= 800) {
            return id == 800 ? "☀️" : id <= 802 ? "⛅" : id <= 804 ? "☁️" : "";
        }
        return switch ((int) (id / 100)) {
            case 2 -> "⛈️";
            case 3 -> "🌦️";
            case 5 -> "🌧️";
            case 6 -> "🌨️";
            case 7 -> "🌫️";
            default -> "";
        };
    }
}
