package org.symposium.handlers.perplexity;

import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.symposium.handlers.HandlerStage;
import org.symposium.spi.model.Card;
import org.symposium.spi.model.ConnectionOutcome;
import org.symposium.spi.model.ConnectionResult;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.RunResult;
import org.symposium.spi.model.Status;
import org.symposium.spi.model.Values;
import tools.jackson.databind.JsonNode;

/** Shapes of requests, answers and errors: Perplexity's OpenAPI (chat completions). */
class PerplexityHandlerTest {
    private static final Values QUERY = Values.of("query", "What is new\nin Java?");
    private static final String ANSWER = HandlerStage.resource(PerplexityHandlerTest.class, "answer.json");

    private final HandlerStage stage =
            new HandlerStage(new PerplexityHandler(), Credentials.of("api_key", "pplx-0123456789"));

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void a_question_is_posted_with_the_key_and_the_defaults() {
        run(ANSWER, QUERY);

        assertThat(stage.requests()).singleElement().satisfies(request -> {
            assertThat(request.getMethod().value()).isEqualTo("POST");
            assertThat(request.getUrl()).isEqualTo("/chat/completions");
            assertThat(request.header("Authorization").firstValue()).isEqualTo("Bearer pplx-0123456789");
            assertThat(request.header("Content-Type").firstValue()).startsWith("application/json");
        });
        assertThat(stage.lastBody().toString())
                .isEqualTo(
                        "{\"model\":\"sonar\",\"messages\":[{\"role\":\"user\",\"content\":\"What is new\\nin Java?\"}],"
                                + "\"temperature\":0.2,\"web_search_options\":{\"search_context_size\":\"low\"}}");
    }

    @Test
    void all_options_are_passed_on_and_days_are_american() {
        run(
                ANSWER,
                QUERY.with("model", "sonar-reasoning-pro")
                        .with("temperature", 0)
                        .with("instructions", "In French.")
                        .with("max_tokens", 500)
                        .with("search_mode", "academic")
                        .with("search_recency_filter", "month")
                        .with("search_after_date", "2026-01-31")
                        .with("search_before_date", "2026-12-01")
                        .with("search_domains", List.of("example.org", "-example.com"))
                        .with("search_context_size", "high")
                        .with("reasoning_effort", "low")
                        .with("related_questions", true));

        JsonNode body = stage.lastBody();
        assertThat(body.at("/messages/0/role").asString()).isEqualTo("system");
        assertThat(body.at("/messages/0/content").asString()).isEqualTo("In French.");
        assertThat(body.at("/messages/1/role").asString()).isEqualTo("user");
        assertThat(body.at("/max_tokens").asInt()).isEqualTo(500);
        assertThat(body.at("/search_mode").asString()).isEqualTo("academic");
        assertThat(body.at("/search_recency_filter").asString()).isEqualTo("month");
        assertThat(body.at("/search_after_date_filter").asString()).isEqualTo("01/31/2026");
        assertThat(body.at("/search_before_date_filter").asString()).isEqualTo("12/01/2026");
        assertThat(body.at("/search_domain_filter").toString()).isEqualTo("[\"example.org\",\"-example.com\"]");
        assertThat(body.at("/web_search_options/search_context_size").asString())
                .isEqualTo("high");
        assertThat(body.at("/reasoning_effort").asString()).isEqualTo("low");
        assertThat(body.at("/return_related_questions").asBoolean()).isTrue();
    }

    @Test
    void a_card_holds_the_answer_with_linked_numbers_and_its_sources() {
        Card card = run(ANSWER, QUERY).card().orElseThrow();

        assertThat(card.title()).isEqualTo("Perplexity: What is new in Java?");
        assertThat(card.content() + "\n").isEqualTo(HandlerStage.resource(getClass(), "answer.md"));
        assertThat(card.data().text("query")).isEqualTo("What is new\nin Java?");
        assertThat(card.data().text("model")).isEqualTo("sonar");
        assertThat(card.data().whole("citations_count")).isEqualTo(3);
        assertThat(card.data().whole("usage.total_tokens")).isEqualTo(84);
        assertThat(card.data().number("cost_usd")).isEqualByComparingTo("0.005");
        assertThat(card.data().has("confidence")).isFalse();
        assertThat(card.apiRequest().text("config.model")).isEqualTo("sonar");
    }

    @ParameterizedTest
    @CsvSource({"sonar-small-online, sonar", "sonar-medium-online, sonar", "sonar-large-online, sonar-pro"})
    void a_retired_model_is_replaced_and_its_user_told(String retired, String today) {
        RunResult result = run(ANSWER, QUERY.with("model", retired));

        assertThat(stage.lastBody().at("/model").asString()).isEqualTo(today);
        assertThat(result.card().orElseThrow().data().text("model")).isEqualTo(today);
        assertThat(result.notices()).singleElement().asString().contains(retired, today);
    }

    @Test
    void thoughts_before_the_answer_are_left_out() {
        assertThat(content("<think>\nLet me </think> see\n</think>\n\nIt is 4."))
                .isEqualTo("It is 4.");
    }

    @Test
    void an_answer_in_chunks_is_put_together() {
        RunResult result = run(
                "{\"choices\":[{\"message\":{\"content\":[{\"type\":\"text\",\"text\":\"It \"},{\"type\":\"text\",\"text\":\"is 4.\"}]}}]}",
                QUERY);

        assertThat(result.card().orElseThrow().content()).isEqualTo("It is 4.");
    }

    @Test
    void an_answer_that_got_too_long_says_so() {
        RunResult result = run(answer("It is", "length"), QUERY);

        assertThat(result.status()).isEqualTo(Status.SUCCESS);
        assertThat(result.notices()).singleElement().asString().contains("cut off");
    }

    @Test
    void thoughts_that_used_up_the_length_are_a_matter_of_the_settings() {
        assertFailure(
                run(answer("<think>Let me see", "length"), QUERY), FailureKind.MISCONFIGURED, "Allow a longer answer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"choices\":[]}",
                "{\"choices\":null,\"citations\":null}",
                "{\"choices\":[{\"message\":null}]}",
                "{\"choices\":[{\"message\":{\"content\":null}}]}",
                "{\"choices\":[{\"message\":{\"content\":\"  \"}}]}",
                "{\"choices\":[{\"message\":{\"content\":{\"a\":1}}}]}"
            })
    void a_reply_without_an_answer_is_invalid(String reply) {
        assertFailure(run(reply, QUERY), FailureKind.INVALID_RESPONSE, "Try again");
    }

    @Test
    void missing_and_odd_sources_are_taken_as_they_come() {
        Card card = run(
                        "{\"choices\":[{\"message\":{\"content\":\"Yes [1] [2] [3] [0] [99999]\"}}],\"citations\":null,"
                                + "\"search_results\":[{\"title\":\"Bad\",\"url\":\"javascript:alert(1)\"},null,"
                                + "{\"title\":null,\"url\":\"HTTPS://x.example/\",\"date\":20250101}],\"usage\":null}",
                        QUERY)
                .card()
                .orElseThrow();

        assertThat(card.content())
                .isEqualTo("Yes [1] [2] [\\[3\\]](HTTPS://x.example/) [0] [99999]\n\n### Sources\n\n"
                        + "1. Bad\n2. Source\n3. [HTTPS://x.example/](HTTPS://x.example/) (20250101)");
        assertThat(card.data().has("cost_usd")).isFalse();
    }

    @Test
    void a_long_answer_is_kept_whole() {
        String text = "word ".repeat(100_000).strip();

        assertThat(content(text)).isEqualTo(text);
    }

    @Test
    void unclosed_code_on_a_very_long_line_takes_no_time() {
        String text = "`a``b".repeat(100_000) + " [1]";

        assertThat(content(text)).isEqualTo(text);
    }

    @Test
    void an_html_page_for_401_is_a_refused_key_and_credit_is_mentioned() {
        RunResult result = run(
                HandlerStage.html(401, "<html><head><title>401 Authorization Required</title></head></html>"), QUERY);

        assertFailure(result, FailureKind.AUTHENTICATION, "credit");
        assertThat(result.failure().orElseThrow().message()).isEqualTo("Perplexity refused the API key.");
    }

    @Test
    void an_invalid_model_is_told_with_what_to_do() {
        RunResult result = run(
                HandlerStage.json(
                        400,
                        "{\"error\":{\"message\":\"Invalid model 'x'. Permitted models can be found in the documentation\",\"type\":\"invalid_model\",\"code\":400}}"),
                QUERY);

        assertFailure(result, FailureKind.INVALID_REQUEST, "Choose another model");
        assertThat(result.failure().orElseThrow().message()).contains("Invalid model 'x'");
    }

    @Test
    void a_failed_validation_is_told_in_its_own_words() {
        RunResult result = run(
                HandlerStage.json(
                        422,
                        "{\"detail\":[{\"loc\":[\"body\",\"messages\"],\"msg\":\"field required\",\"type\":\"value_error.missing\"}]}"),
                QUERY);

        assertFailure(result, FailureKind.INVALID_REQUEST, "Check the settings");
        assertThat(result.failure().orElseThrow().message()).contains("field required");
    }

    @Test
    void too_many_requests_are_a_limit() {
        assertThat(run(HandlerStage.json(429, "{}").withHeader("Retry-After", "3600"), QUERY)
                        .status())
                .isIn(Status.DELAYED, Status.FAILURE);
    }

    @Test
    void a_key_is_tried_with_a_single_token() {
        assertThat(Question.ping().body().orElseThrow().shown())
                .contains("\"max_tokens\":1", "\"disable_search\":true");
    }

    @Test
    void a_key_is_tried_only_when_its_user_asks_since_it_costs() {
        stage.on(post("/chat/completions"), HandlerStage.json(200, ANSWER));
        var integrations = stage.ada().integrations();

        assertThat(integrations.enable(stage.integrationId()).test())
                .satisfies(test -> assertThat(test.map(ConnectionResult::outcome))
                        .isNotEqualTo(Optional.of(ConnectionOutcome.VALID)));
        assertThat(stage.requests()).isEmpty();
        assertThat(integrations.test(stage.integrationId()).outcome()).isEqualTo(ConnectionOutcome.VALID);
        assertThat(stage.requests()).hasSize(1);
    }

    private String content(String text) {
        RunResult result = run(answer(text, "stop"), QUERY);
        assertThat(result.failure()).isEmpty();
        return result.card().orElseThrow().content();
    }

    private static String answer(String text, String finish) {
        return Values.of(
                        "choices",
                        List.of(Values.of("finish_reason", finish).with("message", Values.of("content", text))))
                .toJson();
    }

    private RunResult run(String reply, Values settings) {
        return run(HandlerStage.json(200, reply), settings);
    }

    private RunResult run(ResponseDefinitionBuilder reply, Values settings) {
        return stage.on(post("/chat/completions"), reply).execute(settings);
    }

    private static void assertFailure(RunResult result, FailureKind kind, String suggestion) {
        assertThat(result.status()).isEqualTo(Status.FAILURE);
        assertThat(result.failure().orElseThrow().kind()).isEqualTo(kind);
        assertThat(result.failure().orElseThrow().suggestion()).contains(suggestion);
    }
}
