package org.symposium.handlers.github;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.symposium.handlers.HandlerStage;
import org.symposium.spi.model.Card;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.RunResult;
import org.symposium.spi.model.Status;
import org.symposium.spi.model.Values;

/** Lists of many pages, and what may be wrong with them. */
class GithubPagesTest {
    private static final String PATH = "/repos/octo/tetris/pulls";
    private static final Values PULLS = Values.of("resource", "pull_requests").with("repository", "octo/tetris");

    private final HandlerStage stage =
            new HandlerStage(new GithubHandler(), Credentials.of("token", "github_pat_0123456789"));

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void pages_are_read_until_there_are_enough() {
        stage.on(first(), page(1, 100, "/repositories/9/pulls?cursor=b"))
                .on(get("/repositories/9/pulls?cursor=b"), page(101, 100, "/repositories/9/pulls?cursor=c"));
        RunResult result = stage.execute(PULLS.with("count", 150));

        Card card = result.card().orElseThrow();
        assertThat(card.data().whole("results_count")).isEqualTo(150);
        assertThat(card.content()).endsWith("*There are more; these are the first 150.*");
        assertThat(stage.requests()).hasSize(2);
        assertThat(stage.requests().get(1).getHeader("Authorization")).isEqualTo("Bearer github_pat_0123456789");
        assertThat(stage.requests().get(1).getHeader("X-GitHub-Api-Version")).isEqualTo("2022-11-28");
    }

    @Test
    void pages_without_end_are_read_to_a_bound_and_it_is_said() {
        stage.on(first(), page(1, 1, "/p?n=2"));
        IntStream.rangeClosed(2, 20).forEach(n -> stage.on(get("/p?n=" + n), page(n, 1, "/p?n=" + (n + 1))));
        RunResult result = stage.execute(PULLS);

        assertThat(result.card().orElseThrow().data().whole("results_count")).isEqualTo(10);
        assertThat(result.notices()).singleElement().asString().contains("10 pages");
        assertThat(stage.requests()).hasSize(10);
    }

    @Test
    void a_page_that_names_itself_is_read_once() {
        stage.on(first(), page(1, 2, "/p?n=2")).on(get("/p?n=2"), page(3, 2, "/p?n=2"));

        assertThat(stage.execute(PULLS).card().orElseThrow().data().whole("results_count"))
                .isEqualTo(4);
        assertThat(stage.requests()).hasSize(2);
    }

    @Test
    void a_page_that_repeats_what_was_there_is_the_last() {
        stage.on(first(), page(1, 2, "/p?n=2")).on(get("/p?n=2"), page(1, 2, "/p?n=3"));
        RunResult result = stage.execute(PULLS);

        assertThat(result.card().orElseThrow().data().whole("results_count")).isEqualTo(2);
        assertThat(result.notices()).singleElement().asString().contains("repeats itself");
        assertThat(stage.requests()).hasSize(2);
    }

    @Test
    void a_next_page_at_another_site_is_not_read() {
        stage.on(
                first(),
                page(1, 2, "")
                        .withHeader("Link", "<https://evil.example/repos/octo/tetris/pulls?page=2>; rel=\"next\""));
        RunResult result = stage.execute(PULLS);

        assertThat(result.status()).isEqualTo(Status.SUCCESS);
        assertThat(result.notices()).singleElement().asString().contains("another site");
        assertThat(result.card().orElseThrow().data().flag("has_more")).isTrue();
        assertThat(stage.requests()).hasSize(1);
    }

    @Test
    void ten_thousand_entries_in_a_page_are_cut_to_what_was_asked_for() {
        stage.on(first(), page(1, 10_000, ""));
        Card card = stage.execute(PULLS).card().orElseThrow();

        assertThat(card.data().list("items")).hasSize(30);
        assertThat(card.content()).contains("30. **").endsWith("these are the first 30.*");
    }

    @Test
    void pull_requests_among_issues_do_not_count() {
        String issues = list(1, 2, ", \"pull_request\": {\"merged_at\": null}");
        stage.on(
                        get(urlPathEqualTo("/repos/octo/tetris/issues")).withQueryParam("page", absent()),
                        HandlerStage.json(200, issues)
                                .withHeader(
                                        "Link",
                                        "<" + stage.uri("/repos/octo/tetris/issues?page=2") + ">; rel=\"next\""))
                .on(
                        get(urlPathEqualTo("/repos/octo/tetris/issues")).withQueryParam("page", equalTo("2")),
                        HandlerStage.json(200, list(3, 1, "")));

        assertThat(stage.execute(Values.of("resource", "issues").with("repository", "octo/tetris"))
                        .card()
                        .orElseThrow()
                        .data()
                        .whole("results_count"))
                .isEqualTo(1);
    }

    @Test
    void a_search_ends_after_a_thousand() {
        stage.on(
                        get(urlPathEqualTo("/search/repositories")),
                        HandlerStage.json(200, "{\"total_count\": 5000, \"items\": " + list(1, 100, "") + "}")
                                .withHeader(
                                        "Link", "<" + stage.uri("/search/repositories2?page=11") + ">; rel=\"next\""))
                .on(
                        get(urlPathEqualTo("/search/repositories2")),
                        HandlerStage.json(
                                422,
                                "{\"message\": \"Only the first 1000 search results are available\", \"status\": \"422\"}"));
        RunResult result = stage.execute(Values.of("query", "tetris").with("count", 1000));

        assertThat(result.card().orElseThrow().content()).endsWith("*The first 100 of 5000.*");
        assertThat(result.notices()).singleElement().asString().contains("thousand");
    }

    @Test
    void a_renamed_repository_is_followed_and_its_new_name_told() {
        stage.on(
                        first(),
                        aResponse()
                                .withStatus(301)
                                .withHeader(
                                        "Location",
                                        stage.uri("/repositories/9/pulls").toString()))
                .on(
                        get("/repositories/9/pulls"),
                        HandlerStage.json(200, HandlerStage.resource(getClass(), "pull-requests.json")));
        RunResult result = stage.execute(PULLS);

        assertThat(result.status()).isEqualTo(Status.SUCCESS);
        assertThat(result.notices()).singleElement().asString().contains("renamed");
        assertThat(stage.requests().get(1).getHeader("Authorization")).isEqualTo("Bearer github_pat_0123456789");
    }

    @Test
    void odd_unicode_stays_inside_its_entry() {
        String title = "\\u202Eevil\\u2028# H\\uD83D\\uDE00\\uD83D \\u0000 \\n\\n- x";
        stage.on(
                first(),
                HandlerStage.json(200, "[{\"id\": 1, \"title\": \"" + title + "\", \"created_at\": \"31/12/2026\"}]"));
        String content = stage.execute(PULLS).card().orElseThrow().content();

        assertThat(content.lines().filter(line -> line.startsWith("#"))).hasSize(1);
        assertThat(content.lines().filter(line -> line.startsWith("-"))).isEmpty();
        assertThat(content).contains("😀");
    }

    private MappingBuilder first() {
        return get(urlPathEqualTo(PATH));
    }

    private ResponseDefinitionBuilder page(int from, int count, String next) {
        ResponseDefinitionBuilder page = HandlerStage.json(200, list(from, count, ""));
        return next.isEmpty()
                ? page
                : page.withHeader(
                        "Link",
                        "<" + stage.uri("/first") + ">; rel=\"first\", <" + stage.uri(next) + ">; rel=\"next\"");
    }

    private static String list(int from, int count, String more) {
        List<String> items = IntStream.range(from, from + count)
                .mapToObj(id -> "{\"id\": " + id + ", \"number\": " + id + ", \"title\": \"T" + id + "\"" + more + "}")
                .toList();
        return items.stream().collect(Collectors.joining(",", "[", "]"));
    }
}
