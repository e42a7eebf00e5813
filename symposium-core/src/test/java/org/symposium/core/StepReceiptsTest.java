package org.symposium.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.symposium.spi.Delivery;
import org.symposium.spi.EngineListener;
import org.symposium.spi.Receipt;
import org.symposium.spi.Step;
import org.symposium.spi.http.HttpCall;
import org.symposium.spi.http.HttpReply;
import org.symposium.spi.model.ConflictException;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.DeliveryResult;
import org.symposium.spi.model.DeliveryStatus;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.Output;
import org.symposium.spi.model.RunResult;
import org.symposium.spi.model.Status;
import org.symposium.spi.model.Values;

/** What a step keeps of its answer, and what becomes of a delivery when there is no such thing. */
class StepReceiptsTest {
    private final WireMockServer service =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
    private final AtomicReference<Function<HttpReply, Values>> keeping = new AtomicReference<>();
    private final List<String> events = new CopyOnWriteArrayList<>();
    private Engine engine;
    private OwnerView ada;
    private Output output;

    @BeforeEach
    void start() {
        service.start();
        service.stubFor(WireMock.any(WireMock.anyUrl()).willReturn(WireMock.okJson("{\"id\": \"p-1\"}")));
        engine = Engine.builder()
                .vault(AesGcmVault.ofBase64("3q2+7wD/EjRWeJq83vAZaK8ck0VW5w0hXmFzqUvPLys="))
                .allowAddresses("127.0.0.0/8")
                .baseUrl("sink", URI.create(service.baseUrl()))
                .handler(new Fakes.Output(this::pageAndContent))
                .listener(new EngineListener() {
                    @Override
                    public void on(Event event) {
                        events.add(event.name());
                    }
                })
                .build();
        ada = engine.forOwner("ada");
        var sink = ada.integrations().create("sink", "Sink", Credentials.of("api_key", "k3y-of-ada-7f3b9e21"));
        ada.cards().create("One", "x", Values.empty(), List.of());
        output = ada.outputs().create(sink.id(), "Pages", Settings.of("to", "team"), "{{#cards}}x{{/cards}}");
    }

    @AfterEach
    void stop() {
        engine.close();
        service.stop();
    }

    /** A page is made, and then filled: that needs its id. */
    private DeliveryResult pageAndContent(Delivery delivery) {
        Receipt page = delivery.step(Step.of("page", HttpCall.of("POST", "/pages"))
                .keep(reply -> keeping.get().apply(reply)));
        delivery.step(Step.of("content", HttpCall.of("PUT", "/pages/{}", page.text("id"))));
        return DeliveryResult.delivered(page.text("id"));
    }

    private static Values id(HttpReply reply) {
        return Values.of("id", reply.json().at("/id").asString());
    }

    private void cantBeRead() {
        keeping.set(reply -> {
            throw new HandlerException(FailureKind.INVALID_RESPONSE, "It lacks an id.");
        });
    }

    private List<String> sent() {
        return service.getAllServeEvents().stream()
                .map(event -> event.getRequest().getMethod() + " "
                        + event.getRequest().getUrl())
                .sorted()
                .toList();
    }

    @Test
    void a_step_whose_answer_can_not_be_kept_was_done_and_is_held() {
        cantBeRead();

        RunResult result = ada.deliver(output.id());

        assertThat(result.failure().orElseThrow().message())
                .isEqualTo("It lacks an id. It is not known whether step 'page' was done.");
        assertThat(ada.deliveries().get(result.executionId()).status()).isEqualTo(DeliveryStatus.HELD);
        assertThat(events).contains("delivery.held");
        keeping.set(StepReceiptsTest::id);
        ada.deliver(output.id());
        ada.deliveries().replay(result.executionId());
        assertThat(sent()).as("not a second page").containsExactly("POST /pages");
    }

    @Test
    void a_handler_that_fails_when_it_keeps_an_answer_leaves_the_step_held() {
        keeping.set(reply -> {
            throw new IllegalStateException("oh");
        });

        RunResult result = ada.deliver(output.id());

        assertThat(ada.deliveries().get(result.executionId()).status()).isEqualTo(DeliveryStatus.HELD);
        assertThat(events).contains("delivery.held");
    }

    private String held() {
        cantBeRead();
        return ada.deliver(output.id()).executionId();
    }

    @Test
    void what_comes_after_a_step_that_was_marked_as_done_may_need_its_answer_and_says_so() {
        String id = held();

        RunResult result = ada.deliveries().markDone(id);

        assertThat(result.failure().orElseThrow().kind()).isEqualTo(FailureKind.IN_DOUBT);
        assertThat(result.failure().orElseThrow().message())
                .isEqualTo("Step 'page' was marked as done, but what comes after it needs 'id' of its answer.");
        assertThat(result.failure().orElseThrow().suggestion()).contains("with a receipt that has 'id'");
        assertThat(ada.deliveries().get(id).status()).isEqualTo(DeliveryStatus.HELD);
        assertThat(ada.outputs().get(output.id()).toValues().whole("consecutive_failures", 0))
                .as("only the answer that could not be read")
                .isEqualTo(1);
    }

    @Test
    void a_step_is_marked_as_done_with_what_the_target_has_made_of_it_and_the_rest_is_sent() {
        String id = held();
        ada.deliveries().markDone(id);

        RunResult result = ada.deliveries().markDone(id, "page", Values.of("id", "p-1"));

        assertThat(result.status()).as("%s", result).isEqualTo(Status.SUCCESS);
        assertThat(sent()).containsExactly("POST /pages", "PUT /pages/p-1");
        assertThat(ada.deliveries().get(id).steps().get(0).receipt())
                .isEqualTo(Values.of("id", "p-1").with("marked_done", true));
    }

    @Test
    void what_a_user_has_said_of_a_step_holds_for_later_attempts() {
        String id = held();
        service.stubFor(WireMock.put(WireMock.anyUrl()).willReturn(WireMock.status(400)));
        ada.deliveries().markDone(id, "page", Values.of("id", "p-1"));
        assertThat(ada.deliveries().get(id).status())
                .as("of 'page' all is known")
                .isEqualTo(DeliveryStatus.FAILED);
        service.stubFor(WireMock.put(WireMock.anyUrl()).willReturn(WireMock.ok("{}")));

        assertThat(ada.deliveries().replayAnew(id).status()).isEqualTo(Status.SUCCESS);

        assertThat(sent()).containsExactly("POST /pages", "PUT /pages/p-1", "PUT /pages/p-1");
    }

    @Test
    void a_step_that_was_marked_as_done_is_sent_again_when_its_user_says_so() {
        String id = held();
        ada.deliveries().markDone(id);
        keeping.set(StepReceiptsTest::id);

        assertThat(ada.deliveries().resend(id).status()).isEqualTo(Status.SUCCESS);

        assertThat(sent()).containsExactly("POST /pages", "POST /pages", "PUT /pages/p-1");
    }

    @Test
    void a_receipt_is_refused_that_is_too_large_or_of_a_step_that_is_not_in_doubt() {
        String id = held();
        Deliveries deliveries = ada.deliveries();

        assertThatThrownBy(() -> deliveries.markDone(id, "content", Values.of("id", "p-1")))
                .isInstanceOf(ConflictException.class)
                .hasMessage("No step 'content' of the delivery is in doubt. In doubt: 'page'.");
        assertThatThrownBy(() -> deliveries.markDone(id, "page", Values.of("id", "p".repeat(64 * 1024))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("at most 64 KiB");
    }
}
