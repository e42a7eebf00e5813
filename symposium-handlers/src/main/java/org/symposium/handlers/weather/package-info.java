/** The weather of a place, now and in the next days, from OpenWeather or Open-Meteo. */
@NullMarked
package org.symposium.handlers.weather;

import org.jspecify.annotations.NullMarked;
