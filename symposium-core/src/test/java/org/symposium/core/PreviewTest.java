package org.symposium.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.RequestMethod;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.symposium.spi.Delivery;
import org.symposium.spi.Step;
import org.symposium.spi.http.HttpCall;
import org.symposium.spi.http.Secret;
import org.symposium.spi.model.AuditAction;
import org.symposium.spi.model.AuditEntry;
import org.symposium.spi.model.Card;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.DeliveryResult;
import org.symposium.spi.model.Effect;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.InactiveException;
import org.symposium.spi.model.IntegrationType;
import org.symposium.spi.model.NotFoundException;
import org.symposium.spi.model.Output;
import org.symposium.spi.model.Preview;
import org.symposium.spi.model.RunResult;
import org.symposium.spi.model.Status;
import org.symposium.spi.model.Values;

/** What a preview shows is what a delivery sends; nothing is sent, nothing is kept. */
class PreviewTest {
    private static final String KEY = "k3y-of-ada-7f3b9e21";

    private final WireMockServer service =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
    private final AtomicReference<Function<Delivery, DeliveryResult>> work = new AtomicReference<>();
    private final InMemoryStores stores = new InMemoryStores();
    private Engine engine;
    private OwnerView ada;
    private Output output;

    @BeforeEach
    void start() {
        service.start();
        service.stubFor(WireMock.any(WireMock.anyUrl()).willReturn(WireMock.okJson("{\"id\": \"c-1\", \"n\": 7}")));
        engine = engine(Fakes.Output.TYPE);
        ada = engine.forOwner("ada");
        output = output();
    }

    @AfterEach
    void stop() {
        engine.close();
        service.stop();
    }

    private Engine engine(IntegrationType type) {
        return Engine.builder()
                .stores(stores)
                .vault(AesGcmVault.ofBase64("3q2+7wD/EjRWeJq83vAZaK8ck0VW5w0hXmFzqUvPLys="))
                .allowAddresses("127.0.0.0/8")
                .baseUrl("sink", URI.create(service.baseUrl()))
                .handler(new Fakes.Output(type, delivery -> work.get().apply(delivery)))
                .build();
    }

    private Output output() {
        var sink = ada.integrations().create("sink", "Sink", Credentials.of("api_key", KEY));
        ada.cards().create("One", "Some *content*", Values.empty(), List.of());
        return ada.outputs().create(sink.id(), "Digest", Settings.of("to", "team"), "{{#cards}}## {{title}}{{/cards}}");
    }

    /** A campaign is made, filled and sent, as services want it. */
    private static DeliveryResult campaign(Delivery delivery) {
        var made = delivery.step(Step.of(
                        "campaign",
                        HttpCall.of("POST", "/campaigns")
                                .bearer("api_key")
                                .json(Values.of("title", delivery.content().subject())))
                .keep(reply ->
                        Values.of("id", reply.json().at("/id").asString()).with("n", 7)));
        delivery.step(Step.of(
                "content",
                HttpCall.of("PUT", "/campaigns/{}/content", made.text("id"))
                        .header("X-Key", Secret.of("api_key"))
                        .json(Values.of("html", delivery.content().html()))));
        delivery.step(Step.of(
                "send",
                HttpCall.of("POST", "/send")
                        .idempotencyHeader("Idempotency-Key")
                        .form(java.util.Map.of("id", made.text("id")))));
        return DeliveryResult.delivered(made.text("id")).notice("Look at " + KEY);
    }

    @Test
    void it_shows_what_a_delivery_then_sends() {
        work.set(PreviewTest::campaign);

        Preview preview = ada.preview(output.id());
        assertThat(service.getAllServeEvents()).as("sent by the preview").isEmpty();
        RunResult result = ada.deliver(output.id());

        assertThat(result.status()).as(result.toString()).isEqualTo(Status.SUCCESS);
        List<LoggedRequest> sent = service.findAll(WireMock.anyRequestedFor(WireMock.anyUrl()));
        assertThat(preview.failure()).isEmpty();
        assertThat(preview.calls()).extracting(Preview.Call::step).containsExactly("campaign", "content", "send");
        for (int number = 0; number < sent.size(); number++) {
            Values shown = preview.calls().get(number).shown();
            LoggedRequest request = sent.get(number);
            assertThat(RequestMethod.fromString(shown.text("method"))).isEqualTo(request.getMethod());
            assertThat(answered(shown.text("url"))).isEqualTo(request.getAbsoluteUrl());
            assertThat(answered(
                            java.net.URLDecoder.decode(shown.text("body"), java.nio.charset.StandardCharsets.UTF_8)))
                    .isEqualTo(request.getBodyAsString());
        }
        assertThat(preview.calls().get(1).shown().text("url")).endsWith("/campaigns/\u2039campaign.id\u203A/content");
        assertThat(preview.calls().get(2).shown().object("headers").asMap())
                .containsEntry("Idempotency-Key", preview.deliveryId() + "_send");
        assertThat(sent.get(2).getHeader("Idempotency-Key")).isEqualTo(result.executionId() + "_send");
    }

    private static String answered(String text) {
        return text.replace("\u2039campaign.id\u203A", "c-1");
    }

    @Test
    void it_shows_cards_and_content_and_no_secret() {
        work.set(PreviewTest::campaign);

        Preview preview = ada.preview(output.id());

        assertThat(preview.cards()).extracting(Card::title).containsExactly("One");
        assertThat(preview.rendered().subject()).isEqualTo("One");
        assertThat(preview.rendered().markdown()).contains("## One");
        assertThat(preview.rendered().html()).contains("<h2>One</h2>");
        assertThat(preview.rendered().text()).contains("One");
        assertThat(preview.notices()).containsExactly("Look at \u2022\u2022\u2022\u2022");
        assertThat(preview.toValues().toJson()).doesNotContain(KEY).contains("\"wait_ms\":0");
        assertThat(preview.toString()).doesNotContain(KEY);
    }

    @Test
    void nothing_is_kept_of_it_but_that_credentials_were_used() {
        work.set(PreviewTest::campaign);

        Preview preview = ada.preview(output.id());

        assertThat(stores.ledger().find("ada", preview.deliveryId())).isEmpty();
        assertThat(ada.executions().latest(10)).isEmpty();
        assertThat(ada.outputs().get(output.id())).isEqualTo(output);
        assertThat(ada.audit().latest(AuditFilter.all(), 10))
                .filteredOn(entry -> entry.action() == AuditAction.PREVIEW)
                .singleElement()
                .extracting(AuditEntry::outcome)
                .isEqualTo("success");
        assertThat(ada.preview(output.id()).cards()).as("still to be delivered").hasSize(1);
    }

    @Test
    void what_is_read_is_read_and_what_is_done_is_not() {
        work.set(delivery -> {
            int n = delivery.http().send(HttpCall.get("/lists")).json().at("/n").intValue();
            var done = delivery.step(
                    Step.of("rows", Effect.ONCE, Values.of("table", "t").with("n", n), () -> {
                        throw new IllegalStateException("done in a preview");
                    }));
            assertThat(done.whole("count")).isEmpty();
            assertThat(done.text("id")).isEqualTo("\u2039rows.id\u203A");
            return DeliveryResult.delivered("d");
        });

        Preview preview = ada.preview(output.id());

        assertThat(preview.failure()).isEmpty();
        assertThat(preview.calls()).singleElement().satisfies(call -> {
            assertThat(call.shown()).isEqualTo(Values.of("table", "t").with("n", 7));
            assertThat(call.effect()).isEqualTo(Effect.ONCE);
        });
        service.verify(1, WireMock.getRequestedFor(WireMock.urlEqualTo("/lists")));
        assertThat(service.getAllServeEvents()).hasSize(1);
    }

    @Test
    void what_a_delivery_would_end_with_is_told_after_what_it_would_have_sent() {
        work.set(delivery -> {
            delivery.step(Step.of("first", HttpCall.of("POST", "/first")));
            delivery.step(Step.of(
                    "elsewhere",
                    HttpCall.of("POST", URI.create("https://example.org/")).bearer("api_key")));
            return DeliveryResult.delivered("d");
        });

        Preview preview = ada.preview(output.id());

        assertThat(preview.calls()).extracting(Preview.Call::step).containsExactly("first");
        assertThat(preview.failure().orElseThrow().kind()).isEqualTo(FailureKind.MISCONFIGURED);
        assertThat(preview.failure().orElseThrow().message()).contains("may not be sent to example.org");
    }

    @Test
    void an_address_that_an_earlier_step_gives_is_shown_as_it_stands() {
        work.set(delivery -> {
            var ticket = delivery.step(Step.of("ticket", HttpCall.of("POST", "/ticket")));
            delivery.step(Step.of("upload", HttpCall.of("PUT", URI.create(ticket.text("upload_url")))));
            return DeliveryResult.delivered("d");
        });

        Preview preview = ada.preview(output.id());

        assertThat(preview.failure()).isEmpty();
        assertThat(preview.calls().get(1).shown().text("url")).isEqualTo("\u2039ticket.upload_url\u203A");
    }

    @Test
    void it_tells_how_long_a_rate_limit_would_keep_each_call_and_takes_no_permit() {
        engine.close();
        engine = engine(IntegrationType.of(
                Fakes.Output.TYPE.toValues().with("capabilities", Values.of("rate_limit_per_minute", 2))));
        ada = engine.forOwner("ada");
        work.set(delivery -> {
            for (int number = 1; number <= 5; number++) {
                delivery.step(Step.of("s" + number, HttpCall.of("POST", "/s")));
            }
            return DeliveryResult.delivered("d");
        });

        for (int look = 0; look < 3; look++) {
            assertThat(ada.preview(output.id()).calls())
                    .extracting(Preview.Call::waitTime)
                    .containsExactly(
                            Duration.ZERO,
                            Duration.ZERO,
                            Duration.ofMinutes(1),
                            Duration.ofMinutes(1),
                            Duration.ofMinutes(2));
        }
        ada.deliver(output.id());

        assertThat(service.getAllServeEvents()).hasSize(2);
        Preview rest = ada.preview(output.id());
        assertThat(rest.calls()).as("the delivery goes on where it was").hasSize(3);
        assertThat(rest.deliveryId())
                .isEqualTo(ada.executions().latest(1).get(0).id());
        assertThat(rest.calls().get(0).waitTime()).isPositive().isLessThanOrEqualTo(Duration.ofMinutes(1));
        assertThat(rest.waitTime()).isGreaterThan(Duration.ofMinutes(1));
    }

    @Test
    void nothing_to_deliver_gives_nothing() {
        work.set(PreviewTest::campaign);
        ada.deliver(output.id());

        Preview preview = ada.preview(output.id());

        assertThat(preview.cards()).isEmpty();
        assertThat(preview.calls()).isEmpty();
        assertThat(preview.failure()).isEmpty();
    }

    @Test
    void a_template_that_can_not_be_rendered_is_told() {
        ada.cards().create("Large", "x", Values.of("all", "x".repeat(300_000)), List.of());
        ada.outputs().update(output.id(), draft -> draft.template("{{#cards}}{{data.all}}{{/cards}}"));

        Preview preview = ada.preview(output.id());

        assertThat(preview.failure().orElseThrow().kind()).isEqualTo(FailureKind.MISCONFIGURED);
        assertThat(preview.calls()).isEmpty();
    }

    @Test
    void an_output_that_is_off_may_be_looked_at_one_without_integration_or_of_others_may_not() {
        work.set(PreviewTest::campaign);
        ada.outputs().disable(output.id());

        assertThat(ada.preview(output.id()).calls()).hasSize(3);

        assertThatThrownBy(() -> engine.forOwner("bob").preview(output.id())).isInstanceOf(NotFoundException.class);
        ada.integrations().disable(output.integrationId());
        assertThatThrownBy(() -> ada.preview(output.id())).isInstanceOf(InactiveException.class);
    }
}
