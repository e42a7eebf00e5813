package org.symposium.handlers.weather;

import org.symposium.spi.model.Values;

/**
 * What the settings ask for, besides the place.
 *
 * @param days of forecast; 0 for none
 * @param withHours whether the next day is wanted by the hour
 * @param oneCall whether OpenWeather's One Call is asked, which has alerts
 */
record Wishes(Units units, String language, int days, boolean withHours, boolean oneCall) {
    /** How many hours ahead are shown one by one. */
    static final int HOURS = 24;

    static Wishes of(Values settings) {
        return new Wishes(
                Units.of(settings.text("units", "metric")),
                settings.text("language", "en"),
                (int) settings.whole("forecast_days", 5),
                settings.flag("hours", false),
                settings.flag("one_call", false));
    }
}
