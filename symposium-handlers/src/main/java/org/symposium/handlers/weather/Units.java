package org.symposium.handlers.weather;

import java.util.Locale;
import org.symposium.spi.model.Values;

/** What values are measured in, the same at both providers. Rain and snow are in millimetres everywhere. */
enum Units {
    /** Celsius and metres per second. */
    METRIC("°C", "m/s", "celsius", "ms"),
    /** Fahrenheit and miles per hour. */
    IMPERIAL("°F", "mph", "fahrenheit", "mph");

    private final String temperature;
    private final String wind;
    private final String openMeteoTemperature;
    private final String openMeteoWind;

    Units(String temperature, String wind, String openMeteoTemperature, String openMeteoWind) {
        this.temperature = temperature;
        this.wind = wind;
        this.openMeteoTemperature = openMeteoTemperature;
        this.openMeteoWind = openMeteoWind;
    }

    static Units of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** OpenWeather's word. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    String openMeteoTemperature() {
        return openMeteoTemperature;
    }

    String openMeteoWind() {
        return openMeteoWind;
    }

    Values labels() {
        return Values.of("temperature", temperature).with("wind", wind).with("precipitation", "mm");
    }
}
