package org.symposium.handlers.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.symposium.handlers.CannedReply;
import org.symposium.handlers.FakeContext;
import org.symposium.handlers.FakeDelivery;
import org.symposium.spi.Step;
import org.symposium.spi.http.HttpCall;
import org.symposium.spi.http.Secret;
import org.symposium.spi.model.Card;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.Effect;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;
import org.symposium.spi.model.Violation;

class WebhookHandlerTest {
    private static final String ID = "msg_0192d5f07c1a70008000000000000001";
    private static final Values SETTINGS = Values.of("url", "https://receiver.example/hook");
    private static final Credentials SIGNED =
            Credentials.of("signing_secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

    private final WebhookHandler handler = new WebhookHandler();

    @Test
    void a_delivery_is_one_step_named_message_that_keeps_the_status() {
        FakeDelivery delivery = delivery(SETTINGS, Credentials.none(), CannedReply.of(202, new byte[0]));

        assertThat(handler.send(delivery).deliveryId()).isEqualTo(ID);
        assertThat(delivery.steps()).extracting(Step::name).containsExactly("message");
        assertThat(delivery.receipts()).containsExactly(Values.of("status", 202));
    }

    @Test
    void the_payload_is_a_tree_of_what_is_frozen() {
        Values payload = payload(call(SETTINGS, Credentials.none()));

        assertThat(payload.text("type")).isEqualTo("cards.delivered");
        assertThat(payload.text("timestamp")).isEqualTo("2026-01-02T03:04:05.678Z");
        Values data = payload.object("data");
        assertThat(data.text("subject")).isEqualTo("Digest");
        assertThat(data.text("markdown")).isEqualTo("# Digest");
        assertThat(data.text("html")).isEqualTo("<h1>Digest</h1>");
        assertThat(data.text("text")).isEqualTo("Digest");
        assertThat(data.object("cards.0").toJson())
                .isEqualTo(
                        "{\"id\":\"card-1\",\"title\":\"One \\\"quoted\\\"\",\"content\":\"# One\",\"data\":{\"n\":1},\"tags\":[\"a\"],"
                                + "\"source_id\":\"source-1\",\"created_at\":\"2026-01-01T00:00:00Z\"}");
        assertThat(data.list("cards")).hasSize(2);
    }

    @Test
    void the_same_delivery_has_the_same_bytes_and_the_same_id_again() {
        HttpCall once = call(SETTINGS, SIGNED);
        HttpCall again = call(SETTINGS, SIGNED);

        assertThat(again.body().orElseThrow().bytes(field -> ""))
                .isEqualTo(once.body().orElseThrow().bytes(field -> ""));
        assertThat(header(again, "webhook-id"))
                .isEqualTo(ID)
                .isEqualTo(header(once, "webhook-id"))
                .doesNotContain(".");
    }

    @Test
    void data_stays_out_if_it_is_not_wanted() {
        assertThat(payload(call(SETTINGS.with("include_data", false), Credentials.none()))
                        .has("data.cards.0.data"))
                .isFalse();
    }

    @Test
    void one_message_per_card_has_an_id_for_each() {
        FakeDelivery delivery =
                delivery(SETTINGS.with("per_card", true), Credentials.none(), CannedReply.ok(""), CannedReply.ok(""));

        assertThat(handler.send(delivery).deliveryId()).isEqualTo(ID);
        assertThat(delivery.steps()).extracting(Step::name).containsExactly("message-1", "message-2");
        assertThat(delivery.sent())
                .extracting(call -> header(call, "webhook-id"))
                .containsExactly(ID + "_1", ID + "_2");
        assertThat(payload(delivery.sent().get(1)).text("data.subject")).isEqualTo("Two");
        assertThat(payload(delivery.sent().get(1)).list("data.cards")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE", "PROPFIND"})
    void a_message_may_be_sent_again_and_follows_no_redirect(String method) {
        HttpCall call = call(SETTINGS.with("method", method), SIGNED);

        assertThat(call.method()).isEqualTo(method);
        assertThat(call.effect()).isEqualTo(Effect.REPEATABLE);
        assertThat(call.redirects()).hasValue(0);
        assertThat(call.uri()).hasToString("Optional[https://receiver.example/hook]");
    }

    @Test
    void a_message_is_signed_if_there_is_a_secret() {
        assertThat(call(SETTINGS, SIGNED).signer())
                .contains(new Signers(List.of(new StandardSigner(ID, "signing_secret"))));
        assertThat(call(SETTINGS, Credentials.none()).signer()).isEmpty();
        assertThat(call(SETTINGS, Credentials.none()).hasSecret()).isFalse();
    }

    @Test
    void tokens_and_secret_headers_are_named_and_never_held() {
        Credentials credentials = Credentials.of("bearer_token", "t0ken").with("headers", "{\"X-Api-Key\": \"k3y\"}");
        HttpCall call = call(SETTINGS.with("headers", Map.of("X-Team", "core")), credentials);

        assertThat(header(call, "X-Team")).isEqualTo("core");
        assertThat(header(call, "Authorization")).isEqualTo(Secret.MASK);
        assertThat(call.headerObjects()).flatExtracting(Secret::fields).containsExactly("headers");
    }

    @Test
    void a_users_header_never_replaces_the_messages_id() {
        Values settings = SETTINGS.with("headers", Map.of("webhook-id", "mine"));

        assertThat(header(call(settings, Credentials.none()), "webhook-id")).isEqualTo(ID);
    }

    @Test
    void a_template_of_its_own_is_filled_from_the_delivery() {
        Values settings = SETTINGS.with(
                "json_template",
                "{\"s\": \"{{title}}\", \"m\": \"{{content}}\", \"h\": \"{{data.html}}\", \"t\": \"{{data.text}}\","
                        + " \"n\": \"{{data.count}}\", \"first\": \"{{data.cards.0.title}}\"}");

        assertThat(payload(call(settings, Credentials.none())).toJson())
                .isEqualTo("{\"s\":\"Digest\",\"m\":\"# Digest\",\"h\":\"<h1>Digest</h1>\",\"t\":\"Digest\",\"n\":2,"
                        + "\"first\":\"One \\\"quoted\\\"\"}");
    }

    @Test
    void and_for_each_card_from_the_card() {
        Values settings =
                SETTINGS.with("per_card", true).with("json_template", "{\"t\": \"{{title}}\", \"n\": \"{{data.n}}\"}");
        FakeDelivery delivery = delivery(settings, Credentials.none(), CannedReply.ok(""), CannedReply.ok(""));

        handler.send(delivery);

        assertThat(delivery.sent())
                .extracting(call -> payload(call).toJson())
                .containsExactly("{\"t\":\"One \\\"quoted\\\"\",\"n\":1}", "{\"t\":\"Two\",\"n\":1}");
    }

    @Test
    void a_template_that_is_no_json_is_told_when_it_is_saved() {
        assertThat(handler.check(SETTINGS.with("json_template", "{\"a\": {{title}}}")))
                .singleElement()
                .satisfies(violation -> {
                    assertThat(violation.field()).isEqualTo("json_template");
                    assertThat(violation.rule()).isEqualTo("json");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "connect"})
    void methods_without_a_body_are_refused(String method) {
        assertThat(handler.check(SETTINGS.with("method", method)))
                .extracting(Violation::field)
                .containsExactly("method");
    }

    @ParameterizedTest
    @ValueSource(strings = {"webhook-signature", "Content-Length", "X Y"})
    void a_plain_hmac_takes_no_header_of_ours(String header) {
        assertThat(handler.check(SETTINGS.with("hmac_header", header)))
                .extracting(Violation::field)
                .containsExactly("hmac_header");
    }

    @Test
    void wrong_credentials_are_told_before_anything_is_sent() {
        for (Credentials wrong : List.of(
                Credentials.of("signing_secret", "whsec_tooshort"),
                Credentials.of("headers", "k3y"),
                Credentials.of("headers", "{\"Host\": \"k3y\"}"),
                Credentials.of("headers", "{\"X\": \"k3y\\n\"}"),
                Credentials.of("headers", "{\"X\": {\"k3y\": 1}}"))) {
            FakeDelivery delivery = delivery(SETTINGS, wrong);

            assertMisconfigured(() -> handler.send(delivery));
            assertMisconfigured(() -> handler.test(new FakeContext(handler.type(), Values.empty(), wrong)));
            assertThat(delivery.steps()).isEmpty();
        }
    }

    @Test
    void credentials_of_the_right_form_stay_unproven() {
        assertThat(handler.test(new FakeContext(handler.type(), SETTINGS, SIGNED))
                        .isTested())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "webhook-id",
                "Webhook-Signature",
                "WEBHOOK-X",
                "Host",
                "content-length",
                "Content-Type",
                "Transfer-Encoding",
                "connection"
            })
    void headers_of_ours_and_of_the_connection_are_refused(String name) {
        assertThat(check(name, "x")).singleElement().satisfies(violation -> {
            assertThat(violation.field()).isEqualTo("headers." + name);
            assertThat(violation.rule()).isEqualTo("header_forbidden");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization", "cookie"})
    void secrets_belong_in_the_credentials(String name) {
        assertThat(check(name, "s3cret")).singleElement().satisfies(violation -> {
            assertThat(violation.rule()).isEqualTo("secret");
            assertThat(violation.message()).contains("credentials").doesNotContain("s3cret");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "X Y", "X:Y", "X\nY", "Ü"})
    void names_that_are_none_are_refused(String name) {
        assertThat(check(name, "x")).extracting(Violation::rule).containsExactly("header_name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nX-Evil: 1", "a\nb", "a\u0007", "日本"})
    void values_that_no_header_can_hold_are_refused(String value) {
        assertThat(check("X-Team", value)).extracting(Violation::rule).containsExactly("header_value");
    }

    @Test
    void ordinary_headers_are_fine() {
        assertThat(check("X-Team", "core ü\t!")).isEmpty();
        assertThat(handler.check(SETTINGS)).isEmpty();
    }

    @Test
    void any_2xx_is_a_success() {
        assertThat(handler.judge(CannedReply.of(299, new byte[0])).isOk()).isTrue();
    }

    @Test
    void gone_ends_it_and_says_what_to_do() {
        Verdict verdict = handler.judge(CannedReply.of(410, new byte[0]));

        assertThat(verdict.kind()).isEqualTo(FailureKind.TARGET_GONE);
        assertThat(verdict.suggestion()).isNotEmpty();
    }

    @Test
    void nobody_there_counts_as_one_failure_and_ends_nothing() {
        Verdict verdict = handler.judge(CannedReply.of(404, new byte[0]));

        assertThat(verdict.kind())
                .as("TARGET_GONE would switch the output off at once, a retryable kind would go on asking")
                .isEqualTo(FailureKind.INVALID_REQUEST);
        assertThat(verdict.isPerhapsDone()).isFalse();
        assertThat(verdict.suggestion()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 301, 302, 303, 304, 307, 308})
    void a_redirect_is_a_failure(int status) {
        assertThat(handler.judge(CannedReply.of(status, new byte[0])).kind()).isEqualTo(FailureKind.MISCONFIGURED);
    }

    @Test
    void everything_else_is_judged_by_its_status() {
        assertThat(handler.judge(CannedReply.of(500, new byte[0])).kind()).isEqualTo(FailureKind.SERVER_ERROR);
    }

    @Test
    void runs_are_tried_again_as_the_standard_has_it() {
        assertThat(handler.type().retryPolicy().orElseThrow().texts("delays"))
                .containsExactly("PT5S", "PT5M", "PT30M", "PT2H", "PT5H", "PT10H", "PT14H", "PT20H", "PT24H");
    }

    private List<Violation> check(String header, String value) {
        return handler.check(SETTINGS.with("headers", Map.of(header, value)));
    }

    private static void assertMisconfigured(org.assertj.core.api.ThrowableAssert.ThrowingCallable action) {
        assertThatThrownBy(action).isInstanceOfSatisfying(HandlerException.class, failure -> {
            assertThat(failure.verdict().kind()).isEqualTo(FailureKind.MISCONFIGURED);
            assertThat(failure).hasMessageNotContaining("k3y").hasMessageNotContaining("tooshort");
        });
    }

    private HttpCall call(Values settings, Credentials credentials) {
        FakeDelivery delivery = delivery(settings, credentials, CannedReply.ok(""));
        handler.send(delivery);
        return delivery.sent().get(0);
    }

    private FakeDelivery delivery(Values settings, Credentials credentials, CannedReply... replies) {
        return new FakeDelivery(
                handler.type(), settings, credentials, List.of(card("1", "One \"quoted\""), card("2", "Two")), replies);
    }

    private static Card card(String number, String title) {
        return new Card(
                "ada",
                "card-" + number,
                "source",
                "source-1",
                title,
                Values.of("n", 1),
                "# One",
                Values.empty(),
                List.of("a"),
                Instant.parse("2026-01-01T00:00:00Z"),
                0);
    }

    private static Values payload(HttpCall call) {
        return Values.fromJson(new String(call.body().orElseThrow().bytes(field -> ""), StandardCharsets.UTF_8));
    }

    private static String header(HttpCall call, String name) {
        return call.headers().stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElseThrow()
                .shown();
    }
}
