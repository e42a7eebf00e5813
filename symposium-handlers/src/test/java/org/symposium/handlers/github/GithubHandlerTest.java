package org.symposium.handlers.github;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.WireMock;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.symposium.core.Engine;
import org.symposium.core.Settings;
import org.symposium.handlers.HandlerStage;
import org.symposium.spi.model.Card;
import org.symposium.spi.model.ConnectionOutcome;
import org.symposium.spi.model.ConnectionResult;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.Option;
import org.symposium.spi.model.RateLimit;
import org.symposium.spi.model.RunResult;
import org.symposium.spi.model.Status;
import org.symposium.spi.model.Values;
import org.symposium.testkit.FakeService;

/** Shapes of requests and answers: GitHub's OpenAPI 2022-11-28. */
class GithubHandlerTest {
    private static final Values TOP =
            Values.of("query", "language:typescript stars:>1000").with("sort", "stars");
    private static final Values ISSUES = Values.of("resource", "issues").with("repository", "octo/tetris");

    private final HandlerStage stage =
            new HandlerStage(new GithubHandler(), Credentials.of("token", "github_pat_0123456789"));

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void a_search_is_asked_as_github_wants_it() {
        answer("/search/repositories", "repositories.json");
        stage.execute(TOP);

        assertThat(stage.requests()).singleElement().satisfies(request -> {
            assertThat(request.getUrl())
                    .isEqualTo("/search/repositories?q=language%3Atypescript%20stars%3A%3E1000"
                            + "&sort=stars&order=desc&per_page=30");
            assertThat(request.getHeader("Authorization")).isEqualTo("Bearer github_pat_0123456789");
            assertThat(request.getHeader("Accept")).isEqualTo("application/vnd.github+json");
            assertThat(request.getHeader("X-GitHub-Api-Version")).isEqualTo("2022-11-28");
            assertThat(request.getHeader("User-Agent")).isNotBlank();
        });
    }

    @Test
    void the_card_of_the_specification() {
        answer("/search/repositories", "repositories.json");
        Card card = stage.execute(TOP).card().orElseThrow();

        assertThat(card.title()).isEqualTo("GitHub: Top TypeScript Projects");
        assertThat(card.data().text("query")).isEqualTo("language:typescript stars:>1000");
        assertThat(card.data().whole("results_count")).isEqualTo(3);
        assertThat(card.data().whole("total_stars")).isEqualTo(125_001);
        assertThat(card.data().whole("total_count")).isEqualTo(1234);
        assertThat(card.apiRequest().text("config.sort")).isEqualTo("stars");
        assertThat(card.toValues().toJson()).doesNotContain("github_pat");
    }

    @ParameterizedTest
    @CsvSource({
        "repositories, '', /search/repositories, GitHub: Top TypeScript Projects",
        "issues, octo/tetris, /repos/octo/tetris/issues, GitHub: octo/tetris open issues",
        "pull_requests, octo/tetris, /repos/octo/tetris/pulls, GitHub: octo/tetris open pull requests",
        "releases, octo/tetris, /repos/octo/tetris/releases, GitHub: octo/tetris releases",
        "issue_search, '', /search/issues, GitHub: floor"
    })
    void a_card_reads_well(String resource, String repository, String path, String title) {
        String name = resource.replace('_', '-');
        answer(path, name + ".json");
        Values settings = resource.equals("repositories") ? TOP : Values.of("resource", resource);
        settings = resource.equals("issue_search") ? settings.with("query", "floor") : settings;
        Card card = stage.execute(repository.isEmpty() ? settings : settings.with("repository", repository))
                .card()
                .orElseThrow();

        assertThat(card.title()).isEqualTo(title);
        assertThat(card.content() + "\n").isEqualTo(HandlerStage.resource(getClass(), name + ".md"));
    }

    @Test
    void filters_of_a_search_are_qualifiers() {
        answer("/search/issues", "issue-search.json");
        stage.execute(Values.of("resource", "issue_search")
                .with("query", "floor  is  wet")
                .with("kind", "pull_requests")
                .with("labels", List.of("good first issue", "bug\" is:pr"))
                .with("author", "ada")
                .with("assignee", "dependabot[bot]")
                .with("state", "closed")
                .with("sort", "comments")
                .with("order", "asc")
                .with("count", 5));

        assertThat(stage.requests()).singleElement().satisfies(request -> {
            assertThat(request.queryParameter("q").firstValue())
                    .isEqualTo("floor is wet author:ada assignee:\"dependabot[bot]\" label:\"good first issue\""
                            + " label:\"bug is:pr\" state:closed is:pull-request");
            assertThat(request.queryParameter("sort").firstValue()).isEqualTo("comments");
            assertThat(request.queryParameter("order").firstValue()).isEqualTo("asc");
            assertThat(request.queryParameter("per_page").firstValue()).isEqualTo("5");
        });
    }

    @Test
    void filters_of_a_list_are_parameters() {
        answer("/repos/octo/tetris/issues", "issues.json");
        stage.execute(ISSUES.with("state", "all")
                .with("labels", List.of("bug", "ui"))
                .with("author", "ada")
                .with("assignee", "bob")
                .with("sort", "comments"));

        assertThat(stage.requests())
                .singleElement()
                .satisfies(request -> assertThat(request.getUrl())
                        .isEqualTo("/repos/octo/tetris/issues?state=all&labels=bug%2Cui&creator=ada&assignee=bob"
                                + "&sort=comments&direction=desc&per_page=30"));
    }

    @Test
    void issues_and_pull_requests_are_two_searches_in_one_card() {
        stage.on(
                        get(urlPathEqualTo("/search/issues")).withQueryParam("q", matching(".* is:issue")),
                        HandlerStage.json(200, search(found(1, "2026-01-01"), found(3, "2026-01-03"))))
                .on(
                        get(urlPathEqualTo("/search/issues")).withQueryParam("q", matching(".* is:pull-request")),
                        HandlerStage.json(200, search(found(2, "2026-01-02"), found(4, "2026-01-04"))));
        Values settings =
                Values.of("resource", "issue_search").with("query", "floor").with("kind", "both");

        Card byAge = stage.execute(settings.with("sort", "created")).card().orElseThrow();
        Card best = stage.execute(settings.with("count", 3)).card().orElseThrow();

        assertThat(ids(byAge)).containsExactly("4", "3", "2", "1");
        assertThat(ids(best)).containsExactly("1", "2", "3");
        assertThat(byAge.data().whole("total_count")).isEqualTo(4);
    }

    @Test
    void a_query_that_says_its_kind_is_left_as_it_is() {
        answer("/search/issues", "issue-search.json");
        stage.execute(Values.of("resource", "issue_search").with("query", "type:pr floor"));

        assertThat(stage.requests())
                .singleElement()
                .satisfies(request ->
                        assertThat(request.queryParameter("q").firstValue()).isEqualTo("type:pr floor state:open"));
    }

    @Test
    void texts_may_be_left_out_and_a_title_chosen() {
        answer("/repos/octo/tetris/issues", "issues.json");
        Card card = stage.execute(ISSUES.with("content", "titles").with("title", "Bugs"))
                .card()
                .orElseThrow();

        assertThat(card.title()).isEqualTo("Bugs");
        assertThat(card.content()).doesNotContain("What happens");
    }

    @Test
    void prereleases_may_be_left_out() {
        answer("/repos/octo/tetris/releases", "releases.json");

        assertThat(ids(stage.execute(Values.of("resource", "releases")
                                .with("repository", "octo/tetris")
                                .with("prereleases", false))
                        .card()
                        .orElseThrow()))
                .containsExactly("501");
    }

    @Test
    void a_list_that_did_not_change_costs_no_card_and_no_quota() {
        stage.on(
                        get(urlPathEqualTo("/repos/octo/tetris/issues")),
                        HandlerStage.json(200, HandlerStage.resource(getClass(), "issues.json"))
                                .withHeader("ETag", "W/\"abc\""))
                .on(
                        get(urlPathEqualTo("/repos/octo/tetris/issues"))
                                .withHeader("If-None-Match", equalTo("W/\"abc\"")),
                        WireMock.aResponse().withStatus(304));
        String source = stage.source(ISSUES);

        assertThat(stage.ada().execute(source).status()).isEqualTo(Status.SUCCESS);
        assertThat(stage.ada().execute(source).status()).isEqualTo(Status.UNCHANGED);
        assertThat(stage.ada().execute(source).status()).isEqualTo(Status.UNCHANGED);
        assertThat(stage.requests().get(2).getHeader("If-None-Match")).isEqualTo("W/\"abc\"");
    }

    @Test
    void the_same_results_make_no_second_card() {
        answer("/search/repositories", "repositories.json");
        String source = stage.source(TOP);

        assertThat(stage.ada().execute(source).status()).isEqualTo(Status.SUCCESS);
        assertThat(stage.ada().execute(source).status()).isEqualTo(Status.UNCHANGED);
    }

    @ParameterizedTest
    @CsvSource({
        "repositories, '', comments, false, sort",
        "repositories, '', '', false, query",
        "issue_search, '', '', false, query",
        "issue_search, floor, reactions, true, sort",
        "issues, octo/.., '', false, repository",
        "issues, octo, '', false, repository",
        "issues, '', '', false, repository"
    })
    void settings_that_cannot_work_are_refused(
            String resource, String where, String sort, boolean onlyNew, String field) {
        boolean isSearch = resource.equals("repositories") || resource.equals("issue_search");
        Values settings = Values.of("resource", resource).with("only_new", onlyNew);
        Values placed = where.isEmpty() ? settings : settings.with(isSearch ? "query" : "repository", where);
        Values sorted = sort.isEmpty() ? placed : placed.with("sort", sort).with("language", "java");

        assertThatThrownBy(() -> stage.source(sorted))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(field);
    }

    @Test
    void a_token_is_tried_by_asking_whose_it_is() {
        stage.on(get("/user"), HandlerStage.json(200, "{\"login\": \"ada\", \"id\": 7, \"name\": null}"));
        ConnectionResult result = stage.ada().integrations().test(stage.integrationId());

        assertThat(result.outcome()).isEqualTo(ConnectionOutcome.VALID);
        assertThat(result.accountLabel()).isEqualTo("ada");
        assertThat(result.accountId()).contains("7");
    }

    @Test
    void a_token_that_is_wrong_is_refused_at_its_field() {
        stage.on(get("/user"), HandlerStage.json(401, "{\"message\": \"Bad credentials\", \"status\": \"401\"}"));
        ConnectionResult result = stage.ada().integrations().test(stage.integrationId());

        assertThat(result.failure().orElseThrow().kind()).isEqualTo(FailureKind.AUTHENTICATION);
        assertThat(result.field()).contains("token");
    }

    @Test
    void a_token_of_an_app_is_known_by_its_limit() {
        stage.on(get("/user"), HandlerStage.json(403, "{\"message\": \"Resource not accessible by integration\"}"))
                .on(get("/rate_limit"), HandlerStage.json(200, "{\"resources\": {\"core\": {\"limit\": 5000}}}"));
        assertThat(stage.ada().integrations().test(stage.integrationId()).isValid())
                .isTrue();

        stage.on(get("/rate_limit"), HandlerStage.json(200, "{\"resources\": {\"core\": {\"limit\": 60}}}"));
        assertThat(stage.ada().integrations().test(stage.integrationId()).isValid())
                .isFalse();
    }

    @Test
    void repositories_and_labels_are_offered() {
        stage.on(
                        get(urlPathEqualTo("/user/repos")),
                        HandlerStage.json(
                                200, "[{\"full_name\": \"ada/engine\"}, {\"full_name\": \"octo/tetris\"}, null]"))
                .on(
                        get(urlPathEqualTo("/search/repositories")).withQueryParam("q", equalTo("chess in:name")),
                        HandlerStage.json(200, "{\"items\": [{\"full_name\": \"octo/chess\"}]}"))
                .on(
                        get(urlPathEqualTo("/repos/octo/tetris/labels")),
                        HandlerStage.json(200, "[{\"name\": \"bug\"}, {\"name\": \"ui\"}]"));

        assertThat(options("repository", "")).containsExactly("ada/engine", "octo/tetris");
        assertThat(options("repository", "Tetris")).containsExactly("octo/tetris");
        assertThat(options("repository", "chess")).containsExactly("octo/chess");
        assertThat(options("labels", "u")).containsExactly("bug", "ui");
        assertThat(options("labels", "ui")).containsExactly("ui");
    }

    @Test
    void without_a_token_public_data_is_read_and_nothing_is_there_to_try() {
        try (var open = new HandlerStage(new GithubHandler(), Credentials.none())) {
            open.on(
                    get(urlPathEqualTo("/repos/octo/tetris/issues")),
                    HandlerStage.json(200, HandlerStage.resource(getClass(), "issues.json")));

            assertThat(open.execute(ISSUES).status()).isEqualTo(Status.SUCCESS);
            assertThat(open.requests())
                    .singleElement()
                    .satisfies(request ->
                            assertThat(request.containsHeader("Authorization")).isFalse());
            assertThat(open.ada().integrations().test(open.integrationId()).outcome())
                    .isEqualTo(ConnectionOutcome.UNPROVABLE);
        }
    }

    @Test
    void requests_count_in_the_windows_that_github_counts_in() {
        assertThat(stage.handler().type().rateLimits())
                .contains(
                        new RateLimit(60, Duration.ofMinutes(1), "integration", ""),
                        new RateLimit(30, Duration.ofMinutes(1), "integration", "search"),
                        new RateLimit(10, Duration.ofMinutes(1), "type", "search_without_token"));
    }

    @Test
    void searches_without_a_token_stop_where_github_stops_them() {
        try (var open = new HandlerStage(new GithubHandler(), Credentials.none())) {
            open.on(
                    get(urlPathEqualTo("/search/repositories")),
                    HandlerStage.json(200, "{\"total_count\": 0, \"items\": []}")
                            .withHeader("X-RateLimit-Remaining", "0")
                            .withHeader("X-RateLimit-Reset", String.valueOf(System.currentTimeMillis() / 1000 + 900)));

            assertThat(open.execute(TOP).status()).isEqualTo(Status.SUCCESS);
            RunResult second = open.execute(TOP);
            assertThat(second.status()).isEqualTo(Status.DELAYED);
            assertThat(open.requests()).hasSize(1);
        }
    }

    @Test
    void an_enterprise_server_is_asked_below_its_own_path() {
        try (var server = FakeService.start();
                var engine = Engine.builder()
                        .handler(new GithubHandler())
                        .allowAddresses("127.0.0.0/8")
                        .baseUrl("github", URI.create(server.uri("/api/v3").toString()))
                        .build()) {
            server.answer(FakeService.Reply.json(HandlerStage.resource(getClass(), "issues.json")));
            var ada = engine.forOwner("ada");
            var integration = ada.integrations().create("github", "Ours", Credentials.of("token", "ghp_0123456789"));
            var source = ada.sources().create(integration.id(), "Issues", Settings.of(ISSUES.asMap()));

            assertThat(ada.execute(source.id()).status()).isEqualTo(Status.SUCCESS);
            assertThat(server.requests()).singleElement().satisfies(request -> {
                assertThat(request.path()).startsWith("/api/v3/repos/octo/tetris/issues?");
                assertThat(request.header("Authorization")).contains("Bearer ghp_0123456789");
            });
        }
    }

    private void answer(String path, String resource) {
        stage.on(get(urlPathEqualTo(path)), HandlerStage.json(200, HandlerStage.resource(getClass(), resource)));
    }

    private List<String> options(String field, String typed) {
        return stage
                .ada()
                .integrations()
                .options(
                        stage.integrationId(),
                        "source_schema." + field,
                        typed,
                        Settings.of("repository", "octo/tetris"))
                .options()
                .stream()
                .map(Option::value)
                .toList();
    }

    private static List<String> ids(Card card) {
        return card.data().list("items").stream().map(item -> item.text("id")).toList();
    }

    private static String search(String... items) {
        return "{\"total_count\": " + items.length + ", \"incomplete_results\": false, \"items\": ["
                + String.join(",", items) + "]}";
    }

    private static String found(int id, String day) {
        return "{\"id\": " + id + ", \"number\": " + id + ", \"title\": \"T\", \"created_at\": \"" + day
                + "T00:00:00Z\"}";
    }
}
