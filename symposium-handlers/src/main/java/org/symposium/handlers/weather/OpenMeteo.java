package org.symposium.handlers.weather;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.symposium.spi.HandlerContext;
import org.symposium.spi.http.HttpCall;
import org.symposium.spi.model.Values;
import tools.jackson.databind.JsonNode;

/**
 * <a href="https://open-meteo.com/en/docs">Open-Meteo</a>, which needs no key and is free where no money is made of it. Its addresses stand in the type's definition
 * ({@code providers.open_meteo}), where a host that has a server of its own changes them.
 */
final class OpenMeteo implements Provider {
    static final String WORD = "open_meteo";
    private static final int MOST_PLACES = 10;
    private static final Duration PLACES_KEPT = Duration.ofHours(24);
    private static final String CURRENT =
            "temperature_2m,apparent_temperature,relative_humidity_2m,precipitation,weather_code,cloud_cover,pressure_msl,"
                    + "wind_speed_10m,wind_direction_10m,wind_gusts_10m";
    private static final String HOURLY =
            "temperature_2m,precipitation,precipitation_probability,weather_code,wind_speed_10m";
    private static final String DAILY =
            "weather_code,temperature_2m_max,temperature_2m_min,sunrise,sunset,precipitation_sum,"
                    + "precipitation_probability_max,wind_speed_10m_max";

    private final HandlerContext context;
    private final Values addresses;

    OpenMeteo(HandlerContext context) {
        this.context = context;
        this.addresses = context.type().toValues().object("providers.open_meteo");
    }

    @Override
    public String word() {
        return WORD;
    }

    /** Asks for what stands before the first comma, and keeps of the answers those that fit what stands behind it. */
    @Override
    public List<Place> placesOf(String name, String language) {
        List<String> parts = Arrays.stream(name.split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
        String first = parts.isEmpty() ? name.strip() : parts.get(0);
        List<String> rest = parts.isEmpty() ? parts : parts.subList(1, parts.size());
        JsonNode found = found(first, "", language);
        var places = new ArrayList<Place>();
        for (int i = 0; i < Math.min(found.size(), MOST_PLACES); i++) {
            if (fits(found.path(i), rest)) {
                place(found.path(i)).ifPresent(places::add);
            }
        }
        return places;
    }

    /** The search takes postcodes for names; places that have this one go before others that are only called so. */
    @Override
    public List<Place> placesOfPostcode(String postcode, String country) {
        JsonNode found = found(postcode, country, "en");
        var exact = new ArrayList<Place>();
        var others = new ArrayList<Place>();
        for (int i = 0; i < Math.min(found.size(), MOST_PLACES); i++) {
            place(found.path(i)).ifPresent(hasPostcode(found.path(i), postcode) ? exact::add : others::add);
        }
        return exact.isEmpty() ? others : exact;
    }

    @Override
    public Report report(Place place, Wishes wishes) {
        HttpCall call = get(addresses.text("forecast_url"))
                .query("latitude", place.latitude().toPlainString())
                .query("longitude", place.longitude().toPlainString())
                .query("current", CURRENT)
                .query("hourly", wishes.withHours() ? HOURLY : null)
                .query("daily", wishes.days() > 0 ? DAILY : null)
                .query("forecast_days", Math.max(wishes.days(), wishes.withHours() ? 2 : 1))
                .query("timezone", "auto")
                .query("timeformat", "unixtime")
                .query("temperature_unit", wishes.units().openMeteoTemperature())
                .query("wind_speed_unit", wishes.units().openMeteoWind());
        return new OpenMeteoForecast(json(call), wishes, context.clock().instant()).report(place);
    }

    private JsonNode found(String name, String country, String language) {
        return json(get(addresses.text("geocoding_url"))
                        .query("name", name)
                        .query("count", MOST_PLACES)
                        .query("language", language.substring(0, Math.min(2, language.length())))
                        .query("countryCode", country.isEmpty() ? null : country.toUpperCase(Locale.ROOT))
                        .query("format", "json")
                        .sharedFor(PLACES_KEPT))
                .path("results");
    }

    private static Optional<Place> place(JsonNode found) {
        return Place.found(found, "latitude", "longitude", "admin1", "country");
    }

    private static boolean fits(JsonNode found, List<String> parts) {
        return parts.stream()
                .allMatch(part -> List.of("admin1", "admin2", "country", "country_code").stream()
                        .map(name -> Reading.text(found.path(name)).toLowerCase(Locale.ROOT))
                        .anyMatch(text -> text.contains(part.toLowerCase(Locale.ROOT)) && !text.isEmpty()));
    }

    private static boolean hasPostcode(JsonNode found, String postcode) {
        return found.path("postcodes")
                .valueStream()
                .anyMatch(code -> Reading.text(code).equalsIgnoreCase(postcode.strip()));
    }

    private HttpCall get(String address) {
        return HttpCall.get(URI.create(address))
                .header("Accept", "application/json")
                .limit(WORD, "all");
    }

    private JsonNode json(HttpCall call) {
        return context.http()
                .send(call.judge(new OpenMeteoErrors(context.clock())::judge))
                .json();
    }
}
