package org.symposium.handlers.weather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.Option;
import org.symposium.spi.model.RunResult;
import org.symposium.spi.model.Values;
import org.symposium.testkit.FakeService.Reply;

class PlacesTest {
    private final OpenMeteoStage stage = new OpenMeteoStage();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void a_name_of_several_places_means_the_first_and_the_others_are_told() {
        RunResult result = stage.run(Values.of("place", "Springfield"));

        assertThat(result.notices())
                .singleElement()
                .asString()
                .contains(
                        "3 places",
                        "weather of Springfield, Illinois, United States",
                        "Missouri",
                        "Queensland, Australia");
        assertThat(result.card().orElseThrow().data().text("place.region")).isEqualTo("Illinois");
    }

    @ParameterizedTest
    @CsvSource({
        "'Springfield, Missouri', Missouri",
        "'Springfield,missouri,US', Missouri",
        "'Springfield, AU', Queensland",
        "'Springfield, Australia', Queensland"
    })
    void region_and_country_behind_commas_tell_which(String name, String region) {
        RunResult result = stage.run(Values.of("place", name));

        assertThat(result.notices()).isEmpty();
        assertThat(result.card().orElseThrow().data().text("place.region")).isEqualTo(region);
        assertThat(stage.paths().get(0)).startsWith("/v1/search?name=Springfield&count=10&language=en&format=json");
    }

    @Test
    void a_picked_place_is_not_searched_for() {
        Option picked = stage.options("spring").get(1);
        int searched = stage.paths().size();
        RunResult result = stage.run(Values.of("place", picked.value()));

        assertThat(picked.label()).isEqualTo("Springfield, Missouri, United States (37.21533, -93.29824)");
        assertThat(stage.paths().subList(searched, stage.paths().size()))
                .singleElement()
                .asString()
                .startsWith("/v1/forecast?latitude=37.21533&longitude=-93.29824");
        assertThat(result.card().orElseThrow().title()).isEqualTo("Weather: Springfield, Missouri, United States");
        assertThat(result.notices()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "s"})
    void nothing_is_offered_for_next_to_nothing(String search) {
        assertThat(stage.options(search)).isEmpty();
        assertThat(stage.paths()).isEmpty();
    }

    @Test
    void a_place_is_searched_for_once() {
        String source = stage.source(Values.of("place", "Springfield, Illinois"));
        stage.run(source);
        stage.weather(Reply.json("{\"current\":{\"temperature_2m\":7}}")).places(Reply.of(500, "text/plain", "no"));

        assertThat(stage.run(source).card().orElseThrow().title()).isEqualTo("Weather: Springfield");
        assertThat(stage.paths().stream().filter(path -> path.startsWith("/v1/search")))
                .hasSize(1);
    }

    @Test
    void a_postcode_goes_before_a_place_that_is_only_called_so() {
        RunResult result = stage.run(
                Values.of("location_by", "postcode").with("postcode", "65801").with("country", "us"));

        assertThat(result.card().orElseThrow().data().text("place.region")).isEqualTo("Missouri");
        assertThat(stage.paths().get(0)).contains("name=65801", "countryCode=US");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"generationtime_ms\":0.5}",
                "{\"results\":null}",
                "{\"results\":[{\"name\":\"X\",\"latitude\":null,\"longitude\":1}]}",
                "{\"results\":[{\"name\":\"X\",\"latitude\":522,\"longitude\":1}]}",
                "{\"results\":{}}"
            })
    void a_place_that_nobody_knows_is_a_matter_of_the_settings(String reply) {
        RunResult result = stage.places(Reply.json(reply)).run(Values.of("place", "Xyzzy"));

        assertThat(result.failure().orElseThrow().kind()).isEqualTo(FailureKind.MISCONFIGURED);
        assertThat(result.failure().orElseThrow().message()).contains("'Xyzzy'");
        assertThat(result.failure().orElseThrow().suggestion()).contains("pick one");
    }

    @Test
    void coordinates_have_a_readable_name() {
        RunResult result = stage.run(
                Values.of("location_by", "coordinates").with("latitude", -33.87).with("longitude", -151.2));

        assertThat(result.card().orElseThrow().title()).isEqualTo("Weather: 33.87° S, 151.20° W");
        assertThat(result.card().orElseThrow().content()).startsWith("**33.87° S, 151.20° W**, Wed 1 Jul 2026");
    }

    @Test
    void what_the_kind_of_place_needs_must_be_there() {
        assertThatThrownBy(() ->
                        stage.source(Values.of("location_by", "coordinates").with("latitude", 91)))
                .hasMessageContaining("latitude")
                .hasMessageContaining("longitude");
        assertThatThrownBy(() -> stage.source(Values.of("location_by", "postcode")
                        .with("postcode", "1")
                        .with("country", "USA")))
                .hasMessageContaining("country");
        assertThatThrownBy(() -> stage.source(Values.empty())).hasMessageContaining("place");
    }

    @Test
    void odd_names_are_only_text() {
        stage.places(
                Reply.json(
                        "{\"results\":[{\"name\":\"*Bad* [x](javascript:1)\\n# \u202Eمكة\",\"latitude\":\"21.42\",\"longitude\":39.8}]}"));

        assertThat(stage.run(Values.of("place", "مكة")).card().orElseThrow().content())
                .startsWith("**\\*Bad\\* \\[x\\](javascript:1) # \u202Eمكة** (21.42° N, 39.80° E)");
    }

    @ParameterizedTest
    @CsvSource({
        "'Paris (48.85, 2.35)', true",
        "'Paris (Texas)', false",
        "'(1, 2)', true",
        "'X (91, 0)', false",
        "'X (1,2', false"
    })
    void only_whole_coordinates_are_picked(String text, boolean picked) {
        assertThat(Place.picked(text).isPresent()).isEqualTo(picked);
        assertThat(Place.at(BigDecimal.ONE, BigDecimal.TEN).option().value()).isEqualTo("1.00° N, 10.00° E (1, 10)");
    }
}
