package org.symposium.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.symposium.core.AesGcmVault;
import org.symposium.core.Engine;
import org.symposium.core.InMemoryStores;
import org.symposium.core.OwnerView;
import org.symposium.core.Settings;
import org.symposium.spi.OutputHandler;
import org.symposium.spi.Stores;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.Output;
import org.symposium.spi.model.Preview;
import org.symposium.spi.model.RunResult;
import org.symposium.spi.model.Status;
import org.symposium.spi.model.Values;
import org.symposium.testkit.DyingStores.Point;
import org.symposium.testkit.FakeService.Reply;

/**
 * What every handler of an output must hold to besides {@link HandlerContract}: what a preview shows is what is sent, and nothing is sent by it; a process that dies at any point
 * of any step costs nothing and sends no finished step again. Extend it beside a handler whose steps are calls, once for each way of its settings that takes other steps.
 *
 * <pre>{@code
 * class BuoyOutputDeliveriesTest extends OutputHandlerContract {
 *     @Override protected OutputHandler handler() { return new BuoyOutput(); }
 *     @Override protected Settings settings(FakeService service) { return Settings.of("channel", "north"); }
 *     @Override protected Reply goodAnswer(FakeService.Request request) { return Reply.json("{\"id\": \"m-1\"}"); }
 * }
 * }</pre>
 */
public abstract class OutputHandlerContract {
    private static final int CARDS = 3;

    private static final Duration LEASE_IS_OVER = Duration.ofMinutes(1);

    /** Longer than the windows of most limits, so that a delivery of several steps is not put back in them. */
    private static final Duration ANSWERING = Duration.ofMillis(1_010);

    private final String key = AesGcmVault.newKey();
    private final MutableClock clock = MutableClock.at("2026-01-31T09:00:00Z");
    private FakeService service;

    /** A new handler, or the same one. */
    protected abstract OutputHandler handler();

    /** Settings with which a delivery succeeds against the service. */
    protected abstract Settings settings(FakeService service);

    /** Credentials with which a delivery succeeds. Default: none. */
    protected Credentials credentials() {
        return Credentials.none();
    }

    /** The service. */
    protected final FakeService service() {
        return service;
    }

    /** What the service answers when all is well. To a handler that looks whether a step was done ({@code ifInDoubt}): by what {@link #service} was asked so far. */
    protected abstract Reply goodAnswer(FakeService.Request request);

    /** Markdown of one of the three cards. Longer ones make a handler split that has limits. */
    protected String content(int number) {
        return "Some *content* of " + number;
    }

    /** Opens the service. It takes its time by the hand-set clock, which limits go by. */
    @BeforeEach
    void open() {
        service = FakeService.start();
        service.answer(request -> {
            clock.advance(ANSWERING);
            return goodAnswer(request);
        });
    }

    /** Closes it. */
    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void a_preview_shows_what_is_sent_and_sends_nothing() {
        try (Engine engine = engine(new InMemoryStores(clock))) {
            OwnerView ada = engine.forOwner("ada");
            Output output = output(ada);

            Preview preview = ada.preview(output.id());
            List<FakeService.Request> read = service.requests();
            service.forget();
            RunResult result = ada.deliver(output.id());

            assertThat(preview.failure()).isEmpty();
            assertThat(preview.cards()).hasSize(CARDS);
            assertThat(result.status()).as("%s", result.failure()).isEqualTo(Status.SUCCESS);
            List<FakeService.Request> done = without(service.requests(), read);
            List<ShownCall> shown = ShownCall.of(preview, service, result.executionId());
            assertThat(shown).as("a delivery has steps").isNotEmpty();
            assertThat(done)
                    .as("sent, but for what the preview has read as well")
                    .hasSameSizeAs(shown);
            for (int number = 0; number < done.size(); number++) {
                assertThat(shown.get(number).differences(done.get(number))).isEmpty();
            }
        }
    }

    @Test
    void a_preview_of_a_failing_service_sends_nothing_either() {
        service.answer(Reply.of(500, "text/plain", "down"));
        try (Engine engine = engine(new InMemoryStores(clock))) {
            OwnerView ada = engine.forOwner("ada");
            Output output = output(ada);

            Preview preview = ada.preview(output.id());

            assertThat(ada.executions().latest(10)).isEmpty();
            assertThat(ada.outputs().get(output.id()).executionCount()).isZero();
            assertThat(ShownCall.of(preview, service, preview.deliveryId()))
                    .as("calls that were shown, and sent all the same")
                    .noneMatch(call -> service.requests().stream().anyMatch(call::fits));
        }
    }

    /** Another process goes on: with the same delivery, and without what is done. */
    @TestFactory
    List<DynamicTest> a_process_may_die_at_any_point_of_any_step() {
        var tests = new ArrayList<DynamicTest>();
        int steps = previewed().calls().size();
        for (int step = 1; step <= steps; step++) {
            for (Point point : Point.values()) {
                int number = step;
                tests.add(DynamicTest.dynamicTest(
                        "step " + step + " of " + steps + ", " + point, () -> diedAt(point, number)));
            }
        }
        return tests;
    }

    private Preview previewed() {
        try (Engine engine = engine(new InMemoryStores(clock))) {
            OwnerView ada = engine.forOwner("ada");
            return ada.preview(output(ada).id());
        }
    }

    private void diedAt(Point point, int step) {
        service.forget(); // what another case has made at the service is not there in this one
        var stores = new InMemoryStores(clock);
        try (Engine next = engine(stores)) {
            OwnerView ada = next.forOwner("ada");
            Output output = output(ada);
            Preview preview = ada.preview(output.id());
            service.forget();
            try (Engine dying = engine(DyingStores.of(stores, point, step))) {
                assertThatThrownBy(() -> dying.forOwner("ada").deliver(output.id()))
                        .isInstanceOf(DyingStores.Died.class);
            }
            clock.advance(LEASE_IS_OVER);

            RunResult result = ada.deliver(output.id());

            List<ShownCall> shown = ShownCall.of(preview, service, result.executionId());
            if (point == Point.INTENDED && isHeld(result)) {
                assertThat(sent(shown)).as("sent so far").hasSize(step - 1);
                result = ada.deliveries().resend(result.executionId());
            }
            check(point, step, shown, result);
        }
    }

    /** What was sent and never answered may be sent again, or found to be there, or held. */
    private void check(Point point, int step, List<ShownCall> shown, RunResult result) {
        List<FakeService.Request> sent = sent(shown);
        if (point == Point.SENT && isHeld(result)) {
            assertThat(sent).as("sent, the step in doubt once").hasSize(step);
            return;
        }
        assertThat(result.status()).as("%s", result.failure()).isEqualTo(Status.SUCCESS);
        assertThat(result.cardsSent()).isEqualTo(CARDS);
        assertThat(shown)
                .allSatisfy(call -> assertThat(sent)
                        .as("step '%s' at the service", call.step())
                        .anyMatch(call::fits));
        long twice = (long) sent.size() - shown.size();
        assertThat(twice).as("sent twice").isBetween(0L, point == Point.SENT ? 1L : 0L);
        assertThat(sent.stream().filter(shown.get(step - 1)::fits).count())
                .as("of the step in doubt")
                .isGreaterThanOrEqualTo(1 + twice);
    }

    private List<FakeService.Request> sent(List<ShownCall> shown) {
        return service.requests().stream()
                .filter(request -> shown.stream().anyMatch(call -> call.fits(request)))
                .toList();
    }

    private static boolean isHeld(RunResult result) {
        return result.failure()
                .filter(failure -> failure.kind() == FailureKind.IN_DOUBT)
                .isPresent();
    }

    private Engine engine(Stores stores) {
        return Engine.builder()
                .stores(stores)
                .vault(AesGcmVault.ofBase64(key))
                .clock(clock)
                .handler(handler())
                .allowAddresses("127.0.0.0/8", "::1/128")
                .baseUrl(handler().type().name(), URI.create(service.uri("").toString()))
                .build();
    }

    private Output output(OwnerView ada) {
        var integration = ada.integrations().create(handler().type().name(), "Contract", credentials());
        for (int number = 1; number <= CARDS; number++) {
            ada.cards().create("Card " + number, content(number), Values.of("n", number), List.of("a"));
        }
        return ada.outputs()
                .create(
                        integration.id(),
                        "Contract",
                        settings(service),
                        "{{#cards}}## {{title}}\n\n{{{content}}}\n{{/cards}}");
    }

    private static List<FakeService.Request> without(List<FakeService.Request> all, List<FakeService.Request> those) {
        var left = new ArrayList<>(all);
        for (FakeService.Request request : those) {
            left.stream().filter(other -> isSame(request, other)).findFirst().ifPresent(left::remove);
        }
        return left;
    }

    private static boolean isSame(FakeService.Request one, FakeService.Request other) {
        return one.method().equals(other.method())
                && one.path().equals(other.path())
                && one.body().equals(other.body());
    }
}
