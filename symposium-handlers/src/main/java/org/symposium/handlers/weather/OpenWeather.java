package org.symposium.handlers.weather;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.symposium.spi.HandlerContext;
import org.symposium.spi.http.HttpCall;
import org.symposium.spi.http.HttpCalls.Attempted;
import org.symposium.spi.http.Judge;
import org.symposium.spi.http.Secret;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import tools.jackson.databind.JsonNode;

/**
 * <a href="https://openweathermap.org/api">OpenWeather</a>: current weather, five days in steps of three hours, and One Call 3.0 for accounts that have it. The key goes
 * into the query; there is no other way.
 */
final class OpenWeather implements Provider {
    static final String WORD = "openweather";
    private static final int MOST_PLACES = 5;

    private final HandlerContext context;

    OpenWeather(HandlerContext context) {
        this.context = context;
    }

    @Override
    public String word() {
        return WORD;
    }

    @Override
    public List<Place> placesOf(String name, String language) {
        JsonNode found = json(direct(name, MOST_PLACES), OpenWeatherErrors::judge);
        var places = new ArrayList<Place>();
        for (int i = 0; i < Math.min(found.size(), MOST_PLACES); i++) {
            Place.found(found.path(i), "lat", "lon", "state", "country").ifPresent(places::add);
        }
        return places;
    }

    @Override
    public List<Place> placesOfPostcode(String postcode, String country) {
        HttpCall call = get("/geo/1.0/zip").query("zip", postcode + "," + country);
        return Place.found(json(call, OpenWeatherErrors::judgePostcode), "lat", "lon", "state", "country").stream()
                .toList();
    }

    @Override
    public Report report(Place place, Wishes wishes) {
        if (!wishes.oneCall()) {
            return free(place, wishes);
        }
        HttpCall call = at(place, "/data/3.0/onecall", wishes).query("exclude", excluded(wishes));
        Attempted attempted = context.http().attempt(call.judge(OpenWeatherErrors::judgeOneCall));
        if (attempted.reply().isPresent()) {
            return new OneCall(attempted.reply().get().json(), wishes).report(place);
        }
        HandlerException failure = attempted.failure().orElseThrow();
        if (failure.verdict().kind() != FailureKind.FORBIDDEN) {
            throw failure;
        }
        return free(place, wishes)
                .noting(Optional.of(
                        "The key's account has no subscription to One Call 3.0, so there are no alerts; switch"
                                + " One Call off in the settings, or subscribe to it."));
    }

    /** Proves the key by one call of the cheapest kind. */
    void ping() {
        json(direct("London", 1), OpenWeatherErrors::judge);
    }

    private Report free(Place place, Wishes wishes) {
        JsonNode current = json(at(place, "/data/2.5/weather", wishes), OpenWeatherErrors::judge);
        var forecast = new FreeForecast(current, wishes);
        return wishes.days() > 0 || wishes.withHours()
                ? forecast.report(place, json(at(place, "/data/2.5/forecast", wishes), OpenWeatherErrors::judge))
                : forecast.report(place);
    }

    private static String excluded(Wishes wishes) {
        return "minutely" + (wishes.withHours() ? "" : ",hourly") + (wishes.days() > 0 ? "" : ",daily");
    }

    private static HttpCall direct(String query, int most) {
        return get("/geo/1.0/direct").query("q", query).query("limit", most);
    }

    private static HttpCall at(Place place, String path, Wishes wishes) {
        return get(path)
                .query("lat", place.latitude().toPlainString())
                .query("lon", place.longitude().toPlainString())
                .query("units", wishes.units().word())
                .query("lang", wishes.language());
    }

    private static HttpCall get(String path) {
        return HttpCall.get(path)
                .query("appid", Secret.of("api_key"))
                .header("Accept", "application/json")
                .limit(WORD, "account");
    }

    private JsonNode json(HttpCall call, Judge judge) {
        return context.http().send(call.judge(judge)).json();
    }
}
