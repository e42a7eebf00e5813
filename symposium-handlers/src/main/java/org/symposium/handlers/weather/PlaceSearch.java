package org.symposium.handlers.weather;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;

/** Finds the place that the settings mean. What an earlier run has found is not looked for again. */
final class PlaceSearch {
    private static final int MOST_TOLD = 4;

    private final Provider provider;
    private final Values settings;

    PlaceSearch(Provider provider, Values settings) {
        this.provider = provider;
        this.settings = settings;
    }

    /**
     * What was found.
     *
     * @param notice that others are called the same
     */
    record Found(Place place, Optional<String> notice) {}

    /**
     * The place.
     *
     * @param known what an earlier run has found with the same settings
     * @throws HandlerException MISCONFIGURED when there is none
     */
    Found find(Optional<Place> known) {
        return switch (settings.text("location_by", "name")) {
            case "coordinates" ->
                new Found(Place.at(settings.number("latitude"), settings.number("longitude")), Optional.empty());
            case "postcode" -> known.map(PlaceSearch::certain).orElseGet(this::byPostcode);
            default ->
                Place.picked(settings.text("place"))
                        .or(() -> known)
                        .map(PlaceSearch::certain)
                        .orElseGet(this::byName);
        };
    }

    private Found byName() {
        String name = settings.text("place").strip();
        return first(provider.placesOf(name, settings.text("language", "en")), "'" + name + "'");
    }

    private Found byPostcode() {
        String postcode = settings.text("postcode").strip();
        return first(provider.placesOfPostcode(postcode, settings.text("country")), "the postcode " + postcode);
    }

    private static Found certain(Place place) {
        return new Found(place, Optional.empty());
    }

    private static Found first(List<Place> places, String wanted) {
        if (places.isEmpty()) {
            throw new HandlerException(
                    Verdict.failed(FailureKind.MISCONFIGURED, "There is no place found for " + wanted + ".")
                            .suggest("Check how it is written, pick one of the places that are offered, or enter its"
                                    + " coordinates."));
        }
        String others = places.stream()
                .skip(1)
                .map(place -> place.fullName() + " (" + place.coordinates() + ")")
                .distinct()
                .limit(MOST_TOLD)
                .collect(Collectors.joining("; "));
        return new Found(
                places.get(0),
                others.isEmpty()
                        ? Optional.empty()
                        : Optional.of("There are " + places.size() + " places found for " + wanted
                                + "; this is the weather of "
                                + places.get(0).fullName() + ". Others are " + others
                                + ". Pick one in the source's settings to be sure."));
    }
}
