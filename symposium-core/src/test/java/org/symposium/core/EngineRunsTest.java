package org.symposium.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.symposium.spi.Lease;
import org.symposium.spi.Leases;
import org.symposium.spi.SourceHandler;
import org.symposium.spi.SourceRun;
import org.symposium.spi.model.CardData;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.DeliveryResult;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.IntegrationType;
import org.symposium.spi.model.RunResult;
import org.symposium.spi.model.Source;
import org.symposium.spi.model.Status;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;

/** What the frame around every run holds, whatever runs in it. */
class EngineRunsTest {
    private static final String SECRET = "s3cret/key+42";

    private final AtomicReference<Function<SourceRun, CardData>> source =
            new AtomicReference<>(Fakes.Source.echo()::execute);
    private final AtomicReference<Runnable> beforeLease = new AtomicReference<>(() -> {});
    private final InMemoryStores stores = new InMemoryStores();
    private final Engine engine = Engine.builder()
            .vault(AesGcmVault.ofBase64(AesGcmVault.newKey()))
            .stores(new StoresWithLeases(stores, new Late(stores.leases())))
            .handler(new Fakes.Source(run -> source.get().apply(run)))
            .handler(new Contentless())
            .handler(new Fakes.Output(
                    delivery -> DeliveryResult.delivered("d-" + SECRET).notice("The service says " + SECRET)))
            .build();
    private final OwnerView ada = engine.forOwner("ada");

    @AfterEach
    void close() {
        engine.close();
    }

    private Source source(Credentials credentials) {
        var integration = ada.integrations().create("echo", "Mine", credentials);
        return ada.sources().create(integration.id(), "News", Settings.of("query", "java"));
    }

    private Source source() {
        return source(Credentials.of("api_key", SECRET));
    }

    @Test
    void a_run_goes_on_from_where_one_that_ended_just_before_it_got_the_lease_has_moved_to() {
        Source made = source();
        beforeLease.set(() -> {
            beforeLease.set(() -> {});
            ada.execute(made.id());
        });

        ada.execute(made.id());

        assertThat(ada.sources().get(made.id()).cursor().whole("at.runs")).isEqualTo(2);
    }

    @Test
    void cards_that_were_delivered_just_before_an_output_got_its_lease_are_not_delivered_again() {
        ada.execute(source().id());
        var sink = ada.integrations().create("sink", "Sink", Credentials.none());
        var output = ada.outputs().create(sink.id(), "Digest", Settings.of("to", "x"), "{{#cards}}{{title}}{{/cards}}");
        beforeLease.set(() -> {
            beforeLease.set(() -> {});
            ada.deliver(output.id());
        });

        assertThat(ada.deliver(output.id()).status()).isEqualTo(Status.SKIPPED);
    }

    @Test
    void exceptions_that_throw_themselves_when_looked_at_are_a_status_and_logged() {
        Source made = source();
        for (RuntimeException thrown : new RuntimeException[] {
            new SpeechlessException(), new UnprintableException(), new WithoutVerdictException()
        }) {
            source.set(run -> {
                throw thrown;
            });

            RunResult result = ada.execute(made.id());

            assertThat(result.failure().orElseThrow().kind()).isEqualTo(FailureKind.INTERNAL);
            assertThat(ada.executions().get(result.executionId()).toValues().text("error_message"))
                    .contains(thrown.getClass().getSimpleName());
        }
    }

    @Test
    void a_handler_that_formats_no_content_has_failed() {
        var integration = ada.integrations().create("contentless", "Mine", Credentials.none());
        Source made = ada.sources().create(integration.id(), "News", Settings.of("query", "x"));

        RunResult result = ada.execute(made.id());

        assertThat(result.failure().orElseThrow().kind()).isEqualTo(FailureKind.INTERNAL);
        assertThat(ada.cards().latest(10)).isEmpty();
    }

    @Test
    void a_secret_that_a_service_repeats_stays_out_of_card_cursor_log_and_result() {
        String encoded = Base64.getEncoder().encodeToString(SECRET.getBytes(StandardCharsets.UTF_8));
        source.set(run -> CardData.of("Hello " + SECRET)
                .data("echo", List.of(Map.of("key " + SECRET, "value " + encoded)))
                .cursor(Values.of("next", "/page?key=" + SECRET))
                .notice("You are " + SECRET));
        Source made = source();

        RunResult result = ada.execute(made.id());

        String everything = result
                + ada.cards().latest(1).toString()
                + ada.sources().get(made.id())
                + ada.executions().get(result.executionId()).toValues();
        assertThat(everything).contains("Hello ••••", "You are ••••").doesNotContain(SECRET, encoded);
    }

    @Test
    void a_secret_that_a_receiver_repeats_stays_out_of_log_and_result() {
        ada.cards().create("A card", "", Values.empty(), List.of());
        var sink = ada.integrations().create("sink", "Sink", Credentials.of("api_key", SECRET));
        var output = ada.outputs().create(sink.id(), "Digest", Settings.of("to", "x"), "{{#cards}}{{title}}{{/cards}}");

        RunResult result = ada.deliver(output.id());

        assertThat(result.delivery().orElseThrow().deliveryId()).isEqualTo("d-••••");
        assertThat(result.delivery().orElseThrow().notices()).containsExactly("The service says ••••");
        assertThat(ada.executions().get(result.executionId()).toValues().toJson())
                .contains("The service says ••••")
                .doesNotContain(SECRET);
    }

    @Test
    void an_address_that_wants_credentials_does_not_switch_off_an_integration_that_has_none() {
        source.set(run -> {
            throw new HandlerException(FailureKind.AUTHENTICATION, "The feed answered 401.");
        });
        Source made = source(Credentials.none());

        ada.execute(made.id());

        assertThat(ada.integrations().get(made.integrationId()).isActive()).isTrue();
        assertThat(ada.sources().get(made.id()).progress().consecutiveFailures())
                .isEqualTo(1);
    }

    /** Leases that take their time to be given. */
    private final class Late implements Leases {
        private final Leases leases;

        private Late(Leases leases) {
            this.leases = leases;
        }

        @Override
        public Optional<Lease> acquire(String key, Duration ttl) {
            beforeLease.get().run();
            return leases.acquire(key, ttl);
        }

        @Override
        public boolean renew(Lease lease, Duration ttl) {
            return leases.renew(lease, ttl);
        }

        @Override
        public void release(Lease lease) {
            leases.release(lease);
        }
    }

    /** Formats nothing. */
    private static final class Contentless implements SourceHandler {
        private final IntegrationType type = Fakes.newType("contentless", "source", Fakes.Source.SCHEMA);

        @Override
        public IntegrationType type() {
            return type;
        }

        @Override
        public CardData execute(SourceRun run) {
            return CardData.of("x");
        }

        @Override
        public String formatResponse(String title, Values data) {
            return null;
        }
    }

    private static final class SpeechlessException extends RuntimeException {
        private static final long serialVersionUID = 1;

        @Override
        public String getMessage() {
            throw new AssertionError("no message");
        }
    }

    private static final class UnprintableException extends RuntimeException {
        private static final long serialVersionUID = 1;

        @Override
        public void printStackTrace(PrintWriter writer) {
            throw new LinkageError("no trace");
        }
    }

    private static final class WithoutVerdictException extends HandlerException {
        private static final long serialVersionUID = 1;

        private WithoutVerdictException() {
            super(FailureKind.NETWORK, "no verdict");
        }

        @Override
        public Verdict verdict() {
            return null;
        }
    }
}
