package org.symposium.handlers.slack;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.time.Duration;
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
import org.symposium.spi.model.Option;
import org.symposium.spi.model.RunResult;
import org.symposium.spi.model.Status;
import org.symposium.spi.model.Values;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SlackHandlerTest {
    private static final String HOOK = "/services/T00000000/B00000000/c4n4ry5ecret";
    private static final String TWO_MESSAGES = "x".repeat(12_001);

    private final SlackStage stage = new SlackStage();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void a_message_is_posted_with_the_token_and_its_place_is_told() {
        String output = stage.takesAll().output("*hello*", Values.empty());

        RunResult result = stage.deliver(output);

        LoggedRequest request = stage.itself().requests().get(0);
        assertThat(request.getHeader("Authorization")).isEqualTo("Bearer xoxb-1-secret");
        assertThat(request.getHeader("Content-Type")).isEqualToIgnoringCase("application/json; charset=utf-8");
        assertThat(body(request).toString())
                .isEqualTo(
                        "{\"channel\":\"C123ABC456\",\"text\":\"The card's title\",\"blocks\":[{\"type\":\"section\","
                                + "\"text\":{\"type\":\"mrkdwn\",\"text\":\"_hello_\",\"verbatim\":true}}],"
                                + "\"unfurl_links\":false,\"unfurl_media\":true,\"parse\":\"none\",\"link_names\":false}");
        assertThat(result.delivery().orElseThrow().deliveryId()).isEqualTo("C123ABC456/1503435956.000247");
    }

    @Test
    void previews_of_links_are_as_the_output_wants_them() {
        String output =
                stage.takesAll().output("x", Values.of("unfurl_links", true).with("unfurl_media", false));

        stage.deliver(output);

        JsonNode body = body(stage.itself().requests().get(0));
        assertThat(body.path("unfurl_links").asBoolean(false)).isTrue();
        assertThat(body.path("unfurl_media").asBoolean(true)).isFalse();
    }

    @Test
    void a_link_leads_to_the_message_once_the_workspace_is_known() {
        stage.itself().on(post(urlPathEqualTo("/auth.test")), HandlerStage.json(200, ACCOUNT));
        stage.itself().ada().integrations().test(stage.itself().integrationId());

        RunResult result = stage.deliver(stage.takesAll().output("x", Values.empty()));

        assertThat(result.delivery().orElseThrow().confirmation().text("links.0.url"))
                .isEqualTo("https://x.slack.com/archives/C123ABC456/p1503435956000247");
    }

    @Test
    void what_is_too_long_goes_on_in_the_thread() {
        stage.deliver(stage.takesAll().output(TWO_MESSAGES, Values.empty()));

        List<LoggedRequest> requests = stage.itself().requests();
        assertThat(requests).hasSize(2);
        assertThat(body(requests.get(0)).has("thread_ts")).isFalse();
        assertThat(body(requests.get(1)).path("thread_ts").asString("")).isEqualTo("1503435956.000247");
    }

    @Test
    void or_in_the_channel() {
        stage.deliver(stage.takesAll().output(TWO_MESSAGES, Values.of("rest", "channel")));

        assertThat(stage.itself().requests())
                .hasSize(2)
                .allSatisfy(
                        request -> assertThat(body(request).has("thread_ts")).isFalse());
    }

    @Test
    void two_messages_to_a_channel_are_a_second_apart() {
        stage.itself().answersTake(Duration.ZERO);
        long began = System.nanoTime();

        stage.deliver(stage.takesAll().output(TWO_MESSAGES, Values.empty()));

        assertThat(System.nanoTime() - began).isGreaterThan(1_000_000_000L);
        assertThat(stage.itself().requests()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"503", "429"})
    void half_of_it_sent_and_refused_goes_on_with_the_rest(String status) {
        String output = stage.output(TWO_MESSAGES, Values.empty());
        stage.takesAll();
        stage.itself()
                .on(
                        inThread(),
                        HandlerStage.json(
                                        Integer.parseInt(status), "{\"ok\": false, \"error\": \"service_unavailable\"}")
                                .withHeader("Retry-After", "3600"));
        RunResult first = stage.deliver(output);
        assertThat(first.isSuccess()).isFalse();
        assertThat(first.failure().orElseThrow().kind()).isNotEqualTo(FailureKind.IN_DOUBT);

        assertThat(stage.itself().requests().stream().filter(request -> !isInThread(request)))
                .as("the message that was taken, once")
                .hasSize(1);
    }

    @Test
    void half_of_it_sent_and_an_error_in_the_middle_is_held_until_its_user_has_looked() {
        String output = stage.output(TWO_MESSAGES, Values.empty());
        stage.takesAll();
        stage.itself().on(inThread(), HandlerStage.json(500, "{}"));
        RunResult first = stage.deliver(output);
        assertThat(first.isSuccess()).isFalse();
        stage.itself().on(inThread(), HandlerStage.json(200, SlackStage.POSTED));

        RunResult again = stage.itself().ada().deliveries().resend(first.executionId());

        assertThat(again.status()).as("%s", again.failure()).isEqualTo(Status.SUCCESS);
        assertThat(stage.itself().requests())
                .extracting(SlackHandlerTest::isInThread)
                .containsExactly(false, true, true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"internal_error", "fatal_error"})
    void a_message_that_slack_may_have_posted_is_not_posted_again(String word) {
        stage.itself()
                .on(
                        post(urlPathEqualTo("/chat.postMessage")),
                        HandlerStage.json(200, "{\"ok\": false, \"error\": \"" + word + "\"}"));
        String output = stage.output("x", Values.empty());

        stage.deliver(output);
        RunResult again = stage.deliver(output);

        assertThat(again.failure().orElseThrow().kind()).isEqualTo(FailureKind.IN_DOUBT);
        assertThat(stage.itself().requests()).hasSize(1);
    }

    @Test
    void a_connection_that_breaks_after_the_request_leaves_it_in_doubt() {
        stage.itself()
                .on(
                        post(urlPathEqualTo("/chat.postMessage")),
                        WireMock.aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
        String output = stage.output("x", Values.empty());

        stage.deliver(output);
        RunResult again = stage.deliver(output);

        assertThat(again.failure().orElseThrow().kind()).isEqualTo(FailureKind.IN_DOUBT);
        assertThat(stage.itself().requests()).hasSize(1);
    }

    @Test
    void a_channel_that_is_gone_switches_the_output_off_and_not_the_integration() {
        stage.itself()
                .on(
                        post(urlPathEqualTo("/chat.postMessage")),
                        HandlerStage.json(200, "{\"ok\": false, \"error\": \"is_archived\"}"));
        String output = stage.output("x", Values.empty());

        RunResult result = stage.deliver(output);

        assertThat(result.failure().orElseThrow().kind()).isEqualTo(FailureKind.TARGET_GONE);
        assertThat(stage.itself().ada().outputs().get(output).isActive()).isFalse();
        assertThat(stage.itself()
                        .ada()
                        .integrations()
                        .get(stage.itself().integrationId())
                        .isActive())
                .isTrue();
    }

    @Test
    void a_trial_goes_to_the_channel_that_it_names() {
        String output = stage.takesAll().output("x", Values.empty());

        stage.itself().ada().deliverTest(output, "U999");

        assertThat(body(stage.itself().requests().get(0)).path("channel").asString(""))
                .isEqualTo("U999");
    }

    @Test
    void a_token_needs_a_channel() {
        String output = stage.output(stage.itself().integrationId(), "x", Values.empty());

        assertMisconfigured(stage.deliver(output), "names no channel");
    }

    @Test
    void a_webhook_posts_the_same_without_what_it_does_not_know() {
        stage.itself().on(post(urlPathEqualTo(HOOK)), WireMock.ok("ok"));

        RunResult result = stage.deliver(stage.webhookOutput(HOOK, "*hello*", Values.empty()));

        assertThat(result.status()).as("%s", result.failure()).isEqualTo(Status.SUCCESS);
        assertThat(body(stage.itself().requests().get(0)).toString())
                .isEqualTo("{\"text\":\"The card's title\",\"blocks\":[{\"type\":\"section\","
                        + "\"text\":{\"type\":\"mrkdwn\",\"text\":\"_hello_\",\"verbatim\":true}}],"
                        + "\"unfurl_links\":false,\"unfurl_media\":true}");
        assertThat(stage.itself().requests().get(0).getHeader("Authorization")).isNull();
    }

    @Test
    void a_webhooks_address_is_shown_nowhere() {
        String output = stage.webhookOutput(HOOK, "x", Values.empty());
        stage.itself().on(post(urlPathEqualTo(HOOK)), HandlerStage.json(404, "no_service " + HOOK));

        String shown = stage.itself().ada().preview(output).toString();
        RunResult result = stage.deliver(output);
        String logged = stage.itself()
                .ada()
                .executions()
                .get(result.executionId())
                .toValues()
                .toJson();

        assertThat(shown).contains("/services/••••");
        assertThat(shown + result + logged).doesNotContain("c4n4ry5ecret");
    }

    @Test
    void a_webhook_has_a_channel_of_its_own() {
        String output = stage.webhookOutput(HOOK, "x", Values.of("channel", "C1"));

        assertMisconfigured(stage.deliver(output), "no other");
        assertThat(stage.itself().requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/workflows/T1/A1/1/x", "/triggers/T1/1/x", "/services/", "/"})
    void other_addresses_of_slack_are_no_webhooks(String path) {
        assertMisconfigured(stage.deliver(stage.webhookOutput(path, "x", Values.empty())), "incoming webhook");
        assertThat(stage.itself().requests()).isEmpty();
    }

    @Test
    void a_webhook_of_another_host_gets_nothing() {
        String hook = stage.itself()
                .ada()
                .integrations()
                .create("slack", "Hook", Credentials.of("webhook_url", "https://hooks.example.org" + HOOK))
                .id();

        RunResult result = stage.deliver(stage.output(hook, "x", Values.empty()));

        assertMisconfigured(result, "may not be sent to");
        assertThat(result.toString()).doesNotContain("c4n4ry5ecret");
    }

    @Test
    void a_token_is_proven_and_tells_its_workspace() {
        stage.itself().on(post(urlPathEqualTo("/auth.test")), HandlerStage.json(200, ACCOUNT));

        ConnectionResult result =
                stage.itself().ada().integrations().test(stage.itself().integrationId());

        assertThat(result.outcome()).isEqualTo(ConnectionOutcome.VALID);
        assertThat(result.toString()).contains("bot in X");
    }

    @Test
    void a_token_that_slack_refuses_is_invalid() {
        stage.itself()
                .on(
                        post(urlPathEqualTo("/auth.test")),
                        HandlerStage.json(200, "{\"ok\": false, \"error\": \"invalid_auth\"}"));

        assertThat(stage.itself()
                        .ada()
                        .integrations()
                        .test(stage.itself().integrationId())
                        .outcome())
                .isEqualTo(ConnectionOutcome.INVALID);
    }

    @Test
    void a_webhook_cannot_be_proven_and_nothing_is_asked() {
        String hook = stage.itself()
                .ada()
                .integrations()
                .create(
                        "slack",
                        "Hook",
                        Credentials.of("webhook_url", stage.itself().uri(HOOK).toString()))
                .id();

        assertThat(stage.itself().ada().integrations().test(hook).outcome()).isEqualTo(ConnectionOutcome.UNPROVABLE);
        assertThat(stage.itself().requests()).isEmpty();
    }

    @Test
    void no_credentials_at_all_are_told() {
        String none = stage.itself()
                .ada()
                .integrations()
                .create("slack", "None", Credentials.none())
                .id();

        assertMisconfigured(stage.deliver(stage.output(none, "x", Values.empty())), "neither");
    }

    @Test
    void channels_are_offered_from_all_pages() {
        page("", "{\"id\": \"C1\", \"name\": \"general\"}", "next=");
        page(
                "next=",
                "{\"id\": \"C2\", \"name\": \"team-general\", \"is_private\": true}, {\"id\": \"C3\", \"name\": \"random\"}",
                "");

        assertThat(options("#General"))
                .containsExactly(new Option("C1", "#general"), new Option("C2", "🔒 team-general"));
        assertThat(stage.itself().requests()).hasSize(2);
    }

    @Test
    void pages_of_channels_without_end_are_read_to_a_bound() {
        endless("{{randomValue length=9}}");

        assertThat(options("")).isEmpty();
        assertThat(stage.itself().requests()).hasSize(5);
    }

    @Test
    void a_cursor_that_leads_in_a_circle_is_left() {
        endless("same");

        assertThat(options("")).isEmpty();
        assertThat(stage.itself().requests()).hasSize(2);
    }

    @Test
    void without_the_right_to_private_channels_public_ones_are_offered() {
        stage.itself()
                .on(
                        get(urlPathEqualTo("/conversations.list"))
                                .withQueryParam("types", equalTo("public_channel,private_channel")),
                        HandlerStage.json(
                                200, "{\"ok\": false, \"error\": \"missing_scope\", \"needed\": \"groups:read\"}"))
                .on(
                        get(urlPathEqualTo("/conversations.list")).withQueryParam("types", equalTo("public_channel")),
                        HandlerStage.json(
                                200, "{\"ok\": true, \"channels\": [{\"id\": \"C1\", \"name\": \"general\"}]}"));

        assertThat(options("")).containsExactly(new Option("C1", "#general"));
    }

    @Test
    void a_redirect_is_not_followed() {
        stage.itself().on(any(anyUrl()), WireMock.aResponse().withStatus(307).withHeader("Location", "/elsewhere"));

        stage.deliver(stage.output("x", Values.empty()));

        assertThat(stage.itself().requests()).hasSize(1);
    }

    private static final String ACCOUNT =
            "{\"ok\": true, \"url\": \"https://x.slack.com/\", \"team\": \"X\", \"user\": \"bot\", \"team_id\": \"T1\", \"user_id\": \"U1\"}";

    private void endless(String cursor) {
        stage.itself()
                .on(
                        get(urlPathEqualTo("/conversations.list")),
                        HandlerStage.json(
                                        200,
                                        "{\"ok\": true, \"channels\": [], \"response_metadata\": {\"next_cursor\": \""
                                                + cursor + "\"}}")
                                .withTransformers("response-template"));
    }

    private void page(String cursor, String channels, String next) {
        MappingBuilder request = get(urlPathEqualTo("/conversations.list"));
        request = cursor.isEmpty()
                ? request.withQueryParam("cursor", WireMock.absent())
                : request.withQueryParam("cursor", equalTo(cursor));
        stage.itself()
                .on(
                        request,
                        HandlerStage.json(
                                200,
                                "{\"ok\": true, \"channels\": [" + channels
                                        + "], \"response_metadata\": {\"next_cursor\": \"" + next + "\"}}"));
    }

    private List<Option> options(String search) {
        return stage.itself()
                .ada()
                .integrations()
                .options(
                        stage.itself().integrationId(),
                        "output_schema.channel",
                        search,
                        org.symposium.core.Settings.none())
                .options();
    }

    private static void assertMisconfigured(RunResult result, String words) {
        RunResult.Failure failure = result.failure().orElseThrow();
        assertThat(failure.kind()).isEqualTo(FailureKind.MISCONFIGURED);
        assertThat(failure.message()).contains(words);
        assertThat(failure.suggestion()).isNotBlank();
    }

    private static MappingBuilder inThread() {
        return post(urlPathEqualTo("/chat.postMessage")).withRequestBody(WireMock.matchingJsonPath("$.thread_ts"));
    }

    private static boolean isInThread(LoggedRequest request) {
        return body(request).has("thread_ts");
    }

    private static JsonNode body(LoggedRequest request) {
        return JsonMapper.shared().readTree(request.getBody());
    }
}
