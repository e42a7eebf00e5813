package org.symposium.handlers.weather;

import java.util.List;
import org.symposium.spi.model.Values;

/** A service that knows places and their weather. */
interface Provider {
    /** Its word in settings and data. */
    String word();

    /**
     * Places of a name, the most likely first.
     *
     * @param name may have a region and a country behind commas
     * @param language in which they are called, such as {@code de}
     */
    List<Place> placesOf(String name, String language);

    /** Places of a postcode, the most likely first. */
    List<Place> placesOfPostcode(String postcode, String country);

    /** The weather of a place. */
    Report report(Place place, Wishes wishes);

    /** The card's data of a report; the provider asks to be named. */
    default Values data(Report report, Wishes wishes) {
        return Values.of("provider", word())
                .with("units", wishes.units().labels())
                .with(report.values());
    }
}
