package org.symposium.handlers.weather;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.symposium.spi.model.Option;
import org.symposium.spi.model.Values;
import tools.jackson.databind.JsonNode;

/**
 * A place on earth.
 *
 * @param name empty if only its coordinates are known
 * @param region state or province; empty if unknown
 * @param country its name or code; empty if unknown
 * @param latitude degrees north, −90 to 90
 * @param longitude degrees east, −180 to 180
 */
record Place(String name, String region, String country, BigDecimal latitude, BigDecimal longitude) {
    private static final Pattern WITH_COORDINATES =
            Pattern.compile("(.*)\\(\\s*(-?\\d{1,3}(?:\\.\\d{1,8})?)\\s*,\\s*(-?\\d{1,3}(?:\\.\\d{1,8})?)\\s*\\)\\s*");

    /** A place known by its coordinates. */
    static Place at(BigDecimal latitude, BigDecimal longitude) {
        return new Place("", "", "", latitude, longitude);
    }

    /** What a user picked from the choices: a name with coordinates behind it. */
    static Optional<Place> picked(String text) {
        Matcher parts = WITH_COORDINATES.matcher(text);
        return parts.matches()
                ? of(parts.group(1).strip(), "", "", new BigDecimal(parts.group(2)), new BigDecimal(parts.group(3)))
                : Optional.empty();
    }

    /** What a geocoder found; empty if it lies nowhere. */
    static Optional<Place> found(JsonNode place, String latitude, String longitude, String region, String country) {
        Optional<BigDecimal> north = Reading.number(place.path(latitude));
        Optional<BigDecimal> east = Reading.number(place.path(longitude));
        return north.isEmpty() || east.isEmpty()
                ? Optional.empty()
                : of(
                        Reading.text(place.path("name")),
                        Reading.text(place.path(region)),
                        Reading.text(place.path(country)),
                        north.get(),
                        east.get());
    }

    /** The stored form read again. */
    static Place of(Values stored) {
        return new Place(
                stored.text("name", ""),
                stored.text("region", ""),
                stored.text("country", ""),
                stored.number("latitude"),
                stored.number("longitude"));
    }

    Values values() {
        return Values.of("name", name)
                .with("region", region)
                .with("country", country)
                .with("latitude", latitude)
                .with("longitude", longitude);
    }

    /** The same place by the name that a provider gives it, if it has none yet. */
    Place named(String other, String otherCountry) {
        return name.isEmpty() ? new Place(other, region, otherCountry, latitude, longitude) : this;
    }

    /** Its name, else its coordinates. */
    String shortName() {
        return name.isEmpty() ? coordinates() : name;
    }

    /** Name, region and country, each once; its coordinates if it has no name. */
    String fullName() {
        String full = Stream.of(name, region, country)
                .filter(part -> !part.isEmpty())
                .distinct()
                .collect(Collectors.joining(", "));
        return name.isEmpty() ? coordinates() : full;
    }

    /** As a choice: the value is read again by {@link #picked}. */
    Option option() {
        String value = String.format(
                Locale.ROOT, "%s (%s, %s)", fullName(), latitude.toPlainString(), longitude.toPlainString());
        return new Option(value, value);
    }

    /** Such as {@code 52.52° N, 13.41° E}. */
    String coordinates() {
        return String.format(
                Locale.ROOT,
                "%.2f° %s, %.2f° %s",
                latitude.abs(),
                latitude.signum() < 0 ? "S" : "N",
                longitude.abs(),
                longitude.signum() < 0 ? "W" : "E");
    }

    private static Optional<Place> of(
            String name, String region, String country, BigDecimal latitude, BigDecimal longitude) {
        boolean onEarth = latitude.abs().compareTo(BigDecimal.valueOf(90)) <= 0
                && longitude.abs().compareTo(BigDecimal.valueOf(180)) <= 0;
        return onEarth ? Optional.of(new Place(name, region, country, latitude, longitude)) : Optional.empty();
    }
}
