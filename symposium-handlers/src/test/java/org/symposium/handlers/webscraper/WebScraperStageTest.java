package org.symposium.handlers.webscraper;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.symposium.handlers.HandlerStage;
import org.symposium.spi.model.Card;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.RunResult;
import org.symposium.spi.model.Status;
import org.symposium.spi.model.Values;

/** The scraper on the real road, with robots.txt, limits and clean Markdown. */
class WebScraperStageTest {
    private static final String SECRET = "s3cret-0123456789";

    private final HandlerStage stage = new HandlerStage(
                    new WebScraperHandler(),
                    Credentials.of("cookies", "session=" + SECRET)
                            .with("username", "ada")
                            .with("password", SECRET)
                            .with("headers", "{\"X-Key\":\"" + SECRET + "\"}"))
            .answersTake(Duration.ofMillis(1_010));

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void a_list_is_numbered_with_titles_that_lead_to_the_items() {
        Card card = card(
                "books.html",
                settings("/books")
                        .with("item_selector", "article.book")
                        .with(
                                "fields",
                                List.of(
                                        field("title", "h3 a")
                                                .with("take", "attribute")
                                                .with("attribute", "title"),
                                        field("link", "h3 a").with("take", "link"),
                                        field("price", ".price"),
                                        field("rating", "[data-rating]")
                                                .with("take", "attribute")
                                                .with("attribute", "data-rating"),
                                        field("tags", ".tags li").with("all", true))));

        assertThat(card.title()).isEqualTo("Poetry | Books to Read");
        assertThat(card.content() + "\n").isEqualTo(golden("books.md"));
        assertThat(card.data().whole("found_count")).isEqualTo(3);
        assertThat(card.data().texts("items.0.values.tags")).containsExactly("children", "humour");
        assertThat(card.data().text("items.1.id")).isEqualTo("https://books.example/the-black-maria?ref=list");
        assertThat(card.apiRequest().text("config.item_selector")).isEqualTo("article.book");
        assertThat(card.toValues().toJson()).doesNotContain(SECRET);
    }

    @Test
    void without_selectors_the_content_of_the_page_is_taken() {
        Card card = card("article.html", settings("/tides"));

        assertThat(card.title()).isEqualTo("Tides of the Wadden Sea");
        assertThat(card.content() + "\n").isEqualTo(golden("article.md"));
    }

    @Test
    void items_with_content_are_sections() {
        Card card = card(
                "notes.html",
                settings("/notes")
                        .with("item_selector", "section.release")
                        .with(
                                "fields",
                                List.of(
                                        field("name", "h2"),
                                        field("link", "h2 a").with("take", "link"),
                                        field("date", ".when"),
                                        field("text", ".body").with("take", "content"))));

        assertThat(card.content() + "\n").isEqualTo(golden("notes.md"));
    }

    @Test
    void values_of_a_single_page_stand_one_below_the_other() {
        Card card = card(
                "article.html",
                settings("/tides")
                        .with("title", "Tides")
                        .with(
                                "fields",
                                List.of(
                                        field("published", "time")
                                                .with("take", "attribute")
                                                .with("attribute", "datetime"),
                                        field("by", ".byline a"),
                                        field("places", "td:first-child").with("all", true),
                                        field("author page", ".byline a").with("take", "link"))));

        assertThat(card.title()).isEqualTo("Tides");
        assertThat(card.content())
                .isEqualTo("- **published:** 2026-03-01T08:30:00+01:00\n- **by:** Ida Brandt\n"
                        + "- **places:** Norddeich, Büsum\n- **author page:** [" + stage.uri("/people/ida") + "]("
                        + stage.uri("/people/ida") + ")");
    }

    @Test
    void credentials_go_to_the_page_and_not_to_robots_or_another_site() {
        String other = stage.uri("/real").toString().replace("localhost", "127.0.0.1");
        stage.on(get("/page"), aResponse().withStatus(302).withHeader("Location", other));
        stage.on(get("/real"), html("<main>Hello</main>"));

        assertThat(stage.execute(settings("/page")).status()).isEqualTo(Status.SUCCESS);

        assertThat(request("/page").header("Authorization").firstValue()).startsWith("Basic ");
        assertThat(request("/page").header("Cookie").firstValue()).contains(SECRET);
        assertThat(request("/page").header("X-Key").firstValue()).isEqualTo(SECRET);
        assertThat(stage.requests().stream().filter(request -> !request.getUrl().equals("/page")))
                .hasSize(3)
                .allSatisfy(
                        request -> assertThat(request.getHeaders().toString()).doesNotContain(SECRET, "Basic"));
    }

    @Test
    void requests_say_who_asks_and_the_name_is_the_one_that_robots_rules_are_looked_up_by() {
        stage.on(get("/page"), html("<main>Hello</main>"));
        stage.execute(settings("/page"));

        assertThat(stage.requests())
                .extracting(request -> request.header("User-Agent").firstValue())
                .allSatisfy(agent -> assertThat(agent).startsWithIgnoringCase(RobotsRules.TOKEN));
    }

    @Test
    void the_page_is_asked_for_a_second_after_robots_txt() {
        stage.answersTake(Duration.ZERO);
        stage.on(get("/page"), html("<main>Hello</main>"));
        long began = System.nanoTime();

        stage.execute(settings("/page"));

        assertThat(System.nanoTime() - began).isGreaterThan(1_000_000_000L);
        assertThat(stage.requests()).extracting(LoggedRequest::getUrl).containsExactly("/robots.txt", "/page");
    }

    @Test
    void a_site_that_is_asked_too_often_for_robots_txt_is_left_alone_by_all() {
        stage.on(get("/robots.txt"), aResponse().withStatus(429).withHeader("Retry-After", "120"));

        RunResult first = stage.execute(settings("/page"));
        RunResult second = stage.execute(settings("/other"));

        assertThat(first.failure().orElseThrow().kind()).isEqualTo(FailureKind.RATE_LIMITED);
        assertThat(first.failure().orElseThrow().message()).contains("robots.txt");
        assertThat(second.status()).isEqualTo(Status.DELAYED);
        assertThat(stage.requests()).hasSize(1);
    }

    @Test
    void robots_txt_is_asked_once_for_many_runs() {
        stage.on(get("/robots.txt"), aResponse().withBody("User-agent: *\nDisallow: /private"));
        stage.on(get("/page"), html("<main>Hello</main>"));

        stage.execute(settings("/page"));
        stage.execute(settings("/page"));
        RunResult refused = stage.execute(settings("/private/page"));

        assertFailure(refused, FailureKind.FORBIDDEN, "allow the user agent Symposium");
        assertThat(stage.requests().stream().map(LoggedRequest::getUrl))
                .containsExactly("/robots.txt", "/page", "/page");
    }

    @Test
    void a_second_run_of_an_unchanged_page_makes_no_card() {
        stage.on(get("/page"), html("<main>Hello</main>").withHeader("ETag", "\"1\""));
        String source = stage.source(settings("/page"));

        assertThat(stage.ada().execute(source).status()).isEqualTo(Status.SUCCESS);
        stage.on(
                get("/page")
                        .withHeader("If-None-Match", com.github.tomakehurst.wiremock.client.WireMock.equalTo("\"1\"")),
                aResponse().withStatus(304));
        assertThat(stage.ada().execute(source).status()).isEqualTo(Status.UNCHANGED);
    }

    @ParameterizedTest
    @CsvSource({
        "401, AUTHENTICATION, credentials",
        "403, FORBIDDEN, refuses programs",
        "404, TARGET_GONE, still exists",
        "410, TARGET_GONE, still exists",
        "400, INVALID_REQUEST, settings",
        "503, SERVER_ERROR, later"
    })
    void a_refusal_of_the_page_is_of_its_kind(int status, FailureKind kind, String suggestion) {
        stage.on(get("/page"), aResponse().withStatus(status).withBody("<html><body>No</body></html>"));

        assertFailure(stage.execute(settings("/page")), kind, suggestion);
    }

    @Test
    void selectors_are_checked_when_they_are_saved() {
        assertThatThrownBy(() -> stage.source(settings("/page")
                        .with("item_selector", "li[")
                        .with("fields", List.of(field("a", "b:matches(x)")))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("item_selector")
                .hasMessageContaining("fields.0.selector");
    }

    @Test
    void an_attribute_has_a_name_and_only_web_addresses_are_read() {
        assertThatThrownBy(() -> stage.source(
                        settings("/page").with("fields", List.of(field("a", "b").with("take", "attribute")))))
                .hasMessageContaining("fields.0.attribute");
        assertThatThrownBy(() -> stage.source(Values.of("url", "file:///etc/passwd")))
                .hasMessageContaining("https://");
        assertThatThrownBy(() -> stage.source(Values.of("url", "https://ada:pw@example.org/")))
                .hasMessageContaining("credentials")
                .hasMessageNotContaining("pw@");
    }

    private Card card(String page, Values settings) {
        stage.on(get(settings.uri("url").getPath()), html(HandlerStage.resource(getClass(), page)));
        RunResult result = stage.execute(settings);
        assertThat(result.failure()).isEmpty();
        return result.card().orElseThrow();
    }

    private Values settings(String path) {
        return Values.of("url", stage.uri(path).toString());
    }

    private static Values field(String name, String selector) {
        return Values.of(Map.of("name", name)).with("selector", selector);
    }

    private String golden(String name) {
        return HandlerStage.resource(getClass(), name)
                .replace("HOST", stage.uri("").toString());
    }

    private LoggedRequest request(String path) {
        return stage.requests().stream()
                .filter(request -> request.getUrl().equals(path))
                .findFirst()
                .orElseThrow();
    }

    private static ResponseDefinitionBuilder html(String body) {
        return HandlerStage.html(200, body);
    }

    private static void assertFailure(RunResult result, FailureKind kind, String suggestion) {
        assertThat(result.status()).isEqualTo(Status.FAILURE);
        assertThat(result.failure().orElseThrow().kind()).isEqualTo(kind);
        assertThat(result.failure().orElseThrow().suggestion()).contains(suggestion);
    }
}
