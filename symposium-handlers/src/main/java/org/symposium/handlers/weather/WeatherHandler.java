package org.symposium.handlers.weather;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.symposium.spi.HandlerContext;
import org.symposium.spi.SourceHandler;
import org.symposium.spi.SourceRun;
import org.symposium.spi.model.CardData;
import org.symposium.spi.model.ConnectionCheck;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.IntegrationType;
import org.symposium.spi.model.Option;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;

/** The weather of a place: now, in the next hours and days, with alerts where the provider has some. What did not change makes no card. */
public final class WeatherHandler implements SourceHandler {
    private static final IntegrationType TYPE =
            IntegrationType.read(WeatherHandler.class.getResourceAsStream("weather.json"));
    private static final int SHORTEST_SEARCH = 2;

    private final IntegrationType type;

    /** Serves the type as it is shipped. */
    public WeatherHandler() {
        this(TYPE);
    }

    WeatherHandler(IntegrationType type) {
        this.type = type;
    }

    @Override
    public IntegrationType type() {
        return type;
    }

    @Override
    public CardData execute(SourceRun run) {
        Provider provider = provider(run);
        Wishes wishes = Wishes.of(run.settings());
        Optional<Place> known = Optional.of(run.cursor().objectOrEmpty("place"))
                .filter(place -> !place.isEmpty())
                .map(Place::of);
        PlaceSearch.Found found = new PlaceSearch(provider, run.settings()).find(known);
        Report report = provider.report(found.place(), wishes);
        if (report.isEmpty()) {
            throw new HandlerException(
                    Verdict.failed(FailureKind.INVALID_RESPONSE, "The provider's answer holds no weather.")
                            .suggest("Try again later, or choose the other provider."));
        }
        // whole numbers in the form in which stores give them back
        Values data = Values.fromJson(provider.data(report, wishes).toJson());
        String digest = digest(data);
        Values cursor = Values.of("place", found.place().values()).with("digest", digest);
        CardData card = digest.equals(run.cursor().text("digest", ""))
                ? CardData.unchanged().cursor(cursor)
                : CardData.of(title(run, report)).data(data).cursor(cursor);
        for (String notice : Stream.concat(found.notice().stream(), report.notices().stream())
                .toList()) {
            card = card.notice(notice);
        }
        return card;
    }

    @Override
    public String formatResponse(String title, Values data) {
        return WeatherMarkdown.of(data);
    }

    /** Tries the key, by one call. Without a key there is nothing to try. */
    @Override
    public ConnectionCheck test(HandlerContext context) {
        if (!context.credentials().has("api_key")) {
            return ConnectionCheck.untested();
        }
        new OpenWeather(context).ping();
        return ConnectionCheck.ok("", "OpenWeather");
    }

    /** Places of the name that is typed, each with its coordinates, so that it means one place only. */
    @Override
    public List<Option> options(HandlerContext context, String field, String search) {
        if (!field.equals("source_schema.place") || search.strip().length() < SHORTEST_SEARCH) {
            return List.of();
        }
        return provider(context).placesOf(search.strip(), context.settings().text("language", "en")).stream()
                .map(Place::option)
                .distinct()
                .toList();
    }

    private static Provider provider(HandlerContext context) {
        return context.settings().text("provider", OpenMeteo.WORD).equals(OpenWeather.WORD)
                ? new OpenWeather(context)
                : new OpenMeteo(context);
    }

    private static String title(SourceRun run, Report report) {
        String chosen = run.settings().text("title", "").strip();
        return chosen.isEmpty() ? "Weather: " + report.place().shortName() : chosen;
    }

    private static String digest(Values data) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(data.toJson().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
