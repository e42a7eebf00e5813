package org.symposium.handlers.discord;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.symposium.handlers.HandlerStage;
import org.symposium.spi.model.ConnectionOutcome;
import org.symposium.spi.model.ConnectionResult;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.RunResult;
import org.symposium.spi.model.Status;
import org.symposium.spi.model.Values;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DiscordHandlerTest {
    private static final String GONE = "{\"message\": \"Unknown Webhook\", \"code\": 10015}";
    private static final String OTHER = "123704706495545345/" + DiscordStage.TOKEN;
    private static final String THIRD = "123704706495545346/" + DiscordStage.TOKEN;
    private static final String TWO_MESSAGES = "x".repeat(2_001);

    private final DiscordStage stage = new DiscordStage();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void a_message_is_posted_by_version_10_waited_for_and_mentions_nobody() {
        RunResult result = stage.deliver(stage.takesAll().output("*hello*", Values.empty()));

        LoggedRequest request = stage.itself().requests().get(0);
        assertThat(request.getUrl()).isEqualTo(DiscordStage.PATH + "?wait=true");
        assertThat(request.getHeader("Authorization")).isNull();
        assertThat(body(request).toString())
                .isEqualTo("{\"content\":\"*hello*\",\"flags\":4,\"allowed_mentions\":{\"parse\":[]}}");
        assertThat(result.delivery().orElseThrow().deliveryId()).isEqualTo("199737254929760256/1250000000000000000");
    }

    @Test
    void name_picture_previews_and_silence_are_as_the_output_wants_them() {
        Values settings = Values.of("username", " News ")
                .with("avatar_url", "https://example.org/a.png")
                .with("previews", true)
                .with("silent", true)
                .with("show_subject", true);

        stage.deliver(stage.takesAll().output("x", settings));

        assertThat(stage.itself().lastBody().toString())
                .isEqualTo(
                        "{\"content\":\"# The card's title\\nx\",\"username\":\"News\",\"avatar_url\":\"https://example.org/a.png\","
                                + "\"flags\":4096,\"allowed_mentions\":{\"parse\":[]}}");
    }

    @Test
    void a_link_leads_to_the_message_once_the_server_is_known() {
        stage.itself().on(get(urlPathEqualTo(DiscordStage.PATH)), HandlerStage.json(200, DiscordStage.WEBHOOK));

        ConnectionResult tested = stage.itself().ada().integrations().test(stage.hook());
        RunResult result = stage.deliver(stage.takesAll().output("x", Values.empty()));

        assertThat(tested.isValid()).as("%s", tested.failure()).isTrue();
        assertThat(tested.accountId())
                .as("a new webhook of the same channel is no other account")
                .contains("199737254929760256");
        assertThat(tested.accountLabel()).isEqualTo("News");
        assertThat(tested.toString()).doesNotContain(DiscordStage.TOKEN);
        assertThat(result.delivery().orElseThrow().confirmation().text("links.0.url"))
                .isEqualTo("https://discord.com/channels/199737254929760257/199737254929760256/1250000000000000000");
    }

    @Test
    void a_thread_is_named_with_each_message() {
        stage.deliver(stage.takesAll().output(TWO_MESSAGES, Values.of("thread_id", "1250000000000000001")));

        assertThat(stage.itself().requests())
                .hasSize(2)
                .allSatisfy(
                        request -> assertThat(request.getUrl()).endsWith("?wait=true&thread_id=1250000000000000001"));
    }

    @Test
    void a_forum_post_is_named_by_the_subject_and_goes_on_in_itself() {
        Values settings = Values.of("forum_post", true).with("tags", List.of("1250000000000000009"));

        stage.deliver(stage.takesAll().output(TWO_MESSAGES, settings));

        List<LoggedRequest> requests = stage.itself().requests();
        assertThat(requests)
                .extracting(LoggedRequest::getUrl)
                .containsExactly(
                        DiscordStage.PATH + "?wait=true",
                        DiscordStage.PATH + "?wait=true&thread_id=199737254929760256");
        assertThat(body(requests.get(0)).path("thread_name").asString("")).isEqualTo("The card's title");
        assertThat(body(requests.get(0)).path("applied_tags").toString()).isEqualTo("[\"1250000000000000009\"]");
        assertThat(body(requests.get(1)).has("thread_name")).isFalse();
    }

    @Test
    void a_forum_post_has_a_name_of_a_hundred_characters_at_most() {
        stage.card("x".repeat(150), "a", Values.empty());

        JsonNode post = stage.previewed(stage.outputOf(stage.hook(), Values.of("forum_post", true)))
                .get(0);

        assertThat(post.path("thread_name").asString("")).isEqualTo("x".repeat(99) + "…");
    }

    @Test
    void a_trial_goes_to_the_thread_that_it_names_and_begins_no_post() {
        String output = stage.takesAll().output("x", Values.of("forum_post", true));

        RunResult wrong = stage.itself().ada().deliverTest(output, "ada@example.org");
        stage.itself().ada().deliverTest(output, "1250000000000000007");

        assertMisconfigured(wrong, "thread's id");
        LoggedRequest only = stage.itself().requests().get(0);
        assertThat(stage.itself().requests()).hasSize(1);
        assertThat(only.getUrl()).endsWith("&thread_id=1250000000000000007");
        assertThat(body(only).has("thread_name")).isFalse();
    }

    @Test
    void settings_that_discord_would_refuse_are_refused_when_they_are_saved() {
        assertRefused(Values.of("username", "The DisCord News"), "config.username");
        assertRefused(Values.of("username", "Clyde"), "config.username");
        assertRefused(Values.of("username", "x".repeat(81)), "config.username");
        assertRefused(Values.of("thread_id", "general"), "config.thread_id");
        assertRefused(Values.of("thread_id", "1250000000000000001").with("forum_post", true), "config.thread_id");
        assertRefused(Values.of("tags", List.of("1250000000000000001")), "config.tags");
        assertRefused(Values.of("color", "red"), "config.color");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/webhooks/223704706495545344",
                "/api/webhooks/223/" + DiscordStage.TOKEN,
                "/api/webhooks/" + DiscordStage.ID + "/short",
                "/api/webhooks/" + DiscordStage.ID + "/" + DiscordStage.TOKEN + "/slack",
                "/api/webhooks/" + DiscordStage.ID + "/" + DiscordStage.TOKEN + "?wait=true",
                "/services/" + DiscordStage.ID + "/" + DiscordStage.TOKEN,
                "/"
            })
    void other_addresses_are_no_webhooks(String path) {
        assertThatThrownBy(() -> stage.webhook(path))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("webhook_url")
                .hasMessageNotContaining(DiscordStage.TOKEN);
    }

    @Test
    void an_address_of_another_host_gets_nothing() {
        String elsewhere = stage.itself()
                .ada()
                .integrations()
                .create(
                        "discord",
                        "Elsewhere",
                        Credentials.of(
                                "webhook_url",
                                "https://discord.evil.example/api/webhooks/" + DiscordStage.ID + "/"
                                        + DiscordStage.TOKEN))
                .id();
        stage.card("a", "x", Values.empty());

        assertMisconfigured(stage.deliver(stage.outputOf(elsewhere, Values.empty())), "may not be sent");
    }

    @Test
    void an_address_and_its_token_are_shown_nowhere() {
        String output = stage.output("x", Values.empty());
        stage.itself()
                .on(
                        post(urlPathEqualTo(DiscordStage.PATH)),
                        HandlerStage.json(
                                400,
                                "{\"code\": 50035, \"message\": \"token " + DiscordStage.TOKEN + " of "
                                        + DiscordStage.PATH + "\"}"));

        String shown = stage.itself().ada().preview(output).toString();
        RunResult result = stage.deliver(output);
        String logged = stage.itself()
                .ada()
                .executions()
                .get(result.executionId())
                .toValues()
                .toJson();

        assertThat(shown).contains("/api/v10/webhooks/" + DiscordStage.ID + "/••••?wait=true");
        assertThat(result.failure().orElseThrow().message()).contains("token •••• of ••••");
        assertThat(shown + result + logged).doesNotContain(DiscordStage.TOKEN);
    }

    @Test
    void a_webhook_that_is_gone_switches_the_output_off_and_is_not_called_again() {
        answering(HandlerStage.json(404, GONE));
        String output = stage.output("x", Values.empty());

        RunResult result = stage.deliver(output);

        assertThat(result.failure().orElseThrow().kind()).isEqualTo(FailureKind.TARGET_GONE);
        assertThat(stage.itself().ada().outputs().get(output).isActive()).isFalse();
        assertThat(stage.itself().ada().integrations().get(stage.hook()).isActive())
                .isTrue();
        assertThat(stage.itself().requests()).hasSize(1);
    }

    @Test
    void a_connection_test_finds_a_webhook_that_is_gone_to_be_no_credential_any_more() {
        stage.itself().on(get(urlPathEqualTo(DiscordStage.PATH)), HandlerStage.json(404, GONE));

        ConnectionResult result = stage.itself().ada().integrations().test(stage.hook());

        assertThat(result.outcome()).isEqualTo(ConnectionOutcome.INVALID);
        assertThat(result.failure().orElseThrow().kind()).isEqualTo(FailureKind.AUTHENTICATION);
        assertThat(result.field()).contains("webhook_url");
    }

    @Test
    void the_bodys_wait_is_kept_to_with_its_decimals() {
        stage.itself()
                .on(
                        post(urlPathEqualTo(DiscordStage.PATH))
                                .inScenario("limit")
                                .whenScenarioStateIs("Started")
                                .willSetStateTo("free"),
                        HandlerStage.json(
                                        429,
                                        "{\"message\": \"You are being rate limited.\", \"retry_after\": 0.3001, \"global\": false}")
                                .withHeader("Retry-After", "3600"))
                .on(
                        post(urlPathEqualTo(DiscordStage.PATH))
                                .inScenario("limit")
                                .whenScenarioStateIs("free"),
                        HandlerStage.json(200, DiscordStage.POSTED));
        long began = System.nanoTime();

        RunResult result = stage.deliver(stage.output("x", Values.empty()));

        assertThat(result.status()).as("%s", result.failure()).isEqualTo(Status.SUCCESS);
        assertThat(System.nanoTime() - began).isBetween(300_000_000L, 60_000_000_000L);
    }

    @Test
    void what_discord_has_left_is_kept_to() {
        answering(HandlerStage.json(200, DiscordStage.POSTED)
                .withHeader("X-RateLimit-Remaining", "0")
                .withHeader("X-RateLimit-Reset-After", "3600.5"));
        stage.deliver(stage.output("x", Values.empty()));

        RunResult second = stage.deliver(stage.output("y", Values.empty()));

        assertThat(second.status()).isEqualTo(Status.DELAYED);
        assertThat(stage.itself().requests()).hasSize(1);
    }

    @Test
    void integrations_of_one_webhook_share_its_limit() {
        answering(HandlerStage.json(200, DiscordStage.POSTED)
                .withHeader("X-RateLimit-Remaining", "0")
                .withHeader("X-RateLimit-Reset-After", "3600.5"));
        stage.deliver(stage.output("x", Values.empty()));
        String same = stage.webhook("/api/v9/webhooks/" + DiscordStage.ID + "/" + DiscordStage.TOKEN);

        assertThat(stage.deliver(stage.outputOf(same, Values.empty())).status()).isEqualTo(Status.DELAYED);
    }

    @Test
    void webhooks_of_one_channel_wait_for_each_other_once_it_is_known() {
        String other = stage.webhook("/api/webhooks/" + OTHER);
        String third = stage.webhook("/api/webhooks/" + THIRD);
        answering(limited());
        stage.itself().on(get(urlPathMatching(".*")), HandlerStage.json(200, DiscordStage.WEBHOOK));
        stage.itself().ada().integrations().test(stage.hook());
        stage.itself().ada().integrations().test(other);
        stage.itself().on(post(urlPathMatching("/api/v10/webhooks/1.*")), HandlerStage.json(200, DiscordStage.POSTED));
        stage.deliver(stage.output("x", Values.empty()));

        assertThat(stage.deliver(stage.outputOf(other, Values.empty())).status())
                .isEqualTo(Status.DELAYED);
        assertThat(stage.deliver(stage.outputOf(third, Values.empty())).status())
                .as("of another channel, for all that is known")
                .isEqualTo(Status.SUCCESS);
    }

    @Test
    void a_global_limit_is_for_all_webhooks() {
        String other = stage.webhook("/api/webhooks/" + OTHER);
        answering(limited().withHeader("X-RateLimit-Global", "true"));
        stage.deliver(stage.output("x", Values.empty()));

        assertThat(stage.deliver(stage.outputOf(other, Values.empty())).status())
                .isEqualTo(Status.DELAYED);
    }

    @ParameterizedTest
    @ValueSource(ints = {503, 429})
    void half_of_it_sent_and_refused_goes_on_with_the_rest(int status) {
        stage.takesAll();
        stage.itself().on(second(), HandlerStage.json(status, "{}").withHeader("Retry-After", "3600"));

        RunResult first = stage.deliver(stage.output(TWO_MESSAGES + "y", Values.empty()));

        assertThat(first.isSuccess()).isFalse();
        assertThat(first.failure().orElseThrow().kind()).isNotEqualTo(FailureKind.IN_DOUBT);
        assertThat(stage.itself().requests().stream().filter(request -> !isSecond(request)))
                .as("the message that was taken, once")
                .hasSize(1);
    }

    @Test
    void half_of_it_sent_and_an_error_in_the_middle_is_held_until_its_user_has_looked() {
        stage.takesAll();
        stage.itself().on(second(), HandlerStage.json(502, "{}"));
        RunResult first = stage.deliver(stage.output(TWO_MESSAGES + "y", Values.empty()));
        assertThat(first.isSuccess()).isFalse();
        stage.itself().on(second(), HandlerStage.json(200, DiscordStage.POSTED));

        RunResult again = stage.itself().ada().deliveries().resend(first.executionId());

        assertThat(again.status()).as("%s", again.failure()).isEqualTo(Status.SUCCESS);
        assertThat(stage.itself().requests())
                .extracting(DiscordHandlerTest::isSecond)
                .containsExactly(false, true, true);
    }

    @Test
    void a_connection_that_breaks_after_the_request_leaves_it_in_doubt() {
        answering(WireMock.aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
        String output = stage.output("x", Values.empty());

        stage.deliver(output);
        RunResult again = stage.deliver(output);

        assertThat(again.failure().orElseThrow().kind()).isEqualTo(FailureKind.IN_DOUBT);
        assertThat(stage.itself().requests()).hasSize(1);
    }

    @Test
    void a_redirect_is_not_followed() {
        stage.itself().on(any(anyUrl()), WireMock.aResponse().withStatus(307).withHeader("Location", "/elsewhere"));

        stage.deliver(stage.output("x", Values.empty()));
        stage.itself().ada().integrations().test(stage.hook());

        assertThat(stage.itself().requests()).hasSize(2);
    }

    private static ResponseDefinitionBuilder limited() {
        return HandlerStage.json(
                429, "{\"message\": \"You are being rate limited.\", \"retry_after\": 3600.5, \"global\": false}");
    }

    private void answering(ResponseDefinitionBuilder reply) {
        stage.itself().on(post(urlPathEqualTo(DiscordStage.PATH)), reply);
    }

    private void assertRefused(Values settings, String field) {
        assertThatThrownBy(() -> stage.outputOf(stage.hook(), settings))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        refused -> assertThat(refused.violations())
                                .anyMatch(violation -> violation.field().startsWith(field)));
    }

    private static void assertMisconfigured(RunResult result, String words) {
        RunResult.Failure failure = result.failure().orElseThrow();
        assertThat(failure.kind()).isEqualTo(FailureKind.MISCONFIGURED);
        assertThat(failure.message()).contains(words);
        assertThat(failure.suggestion()).isNotBlank();
    }

    private static MappingBuilder second() {
        return post(urlPathEqualTo(DiscordStage.PATH))
                .withRequestBody(WireMock.matchingJsonPath("$.content", equalTo("xy")));
    }

    private static boolean isSecond(LoggedRequest request) {
        return body(request).path("content").asString("").equals("xy");
    }

    private static JsonNode body(LoggedRequest request) {
        return JsonMapper.shared().readTree(request.getBody());
    }
}
