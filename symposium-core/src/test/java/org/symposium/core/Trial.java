package org.symposium.core;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.symposium.spi.Delivery;
import org.symposium.spi.EngineListener;
import org.symposium.spi.Run;
import org.symposium.spi.SourceRun;
import org.symposium.spi.Stores;
import org.symposium.spi.model.CardData;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.DeliveryResult;
import org.symposium.spi.model.Execution;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.IntegrationType;
import org.symposium.spi.model.Output;
import org.symposium.spi.model.Schedule;
import org.symposium.spi.model.Source;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;

/** Engines over one store in memory, whose clock the test sets, with a source and an output that do what the test says. */
final class Trial implements AutoCloseable {
    static final Instant START = Instant.parse("2026-01-31T09:00:00Z");

    final AtomicReference<Function<SourceRun, CardData>> fetching = new AtomicReference<>(run -> CardData.of("done"));
    final AtomicReference<Function<Delivery, DeliveryResult>> delivering =
            new AtomicReference<>(delivery -> DeliveryResult.delivered("d-1"));
    /** Execution ids, one for each attempt, in the order they began. */
    final List<String> began = new CopyOnWriteArrayList<>();

    final List<EngineListener.Event> events = new CopyOnWriteArrayList<>();
    final Stores stores;
    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final UnaryOperator<EngineBuilder> choices;
    private final Values typeParts;
    private final List<Engine> engines = new ArrayList<>();
    Engine engine;
    OwnerView ada;

    Trial() {
        this(builder -> builder, Values.empty());
    }

    /**
     * With choices of its own.
     *
     * @param typeParts more for the source's and the output's type
     */
    Trial(UnaryOperator<EngineBuilder> choices, Values typeParts) {
        this.choices = choices;
        this.typeParts = typeParts;
        this.stores = new InMemoryStores(new Hand());
        this.engine = another();
        this.ada = engine.forOwner("ada");
    }

    /** Another engine over the same store. */
    Engine another() {
        IntegrationType type = IntegrationType.of(
                Fakes.newType("echo", "source", Fakes.Source.SCHEMA).toValues().with(typeParts));
        Engine made = choices.apply(Engine.builder()
                        .stores(stores)
                        .clock(new Hand())
                        .vault(AesGcmVault.ofBase64("3q2+7wD/EjRWeJq83vAZaK8ck0VW5w0hXmFzqUvPLys="))
                        .grace(Duration.ofMillis(20))
                        .handler(new Fakes.Source(type, run -> {
                            began.add(run.executionId());
                            return fetching.get().apply(run);
                        }))
                        .handler(new Fakes.Output(delivery -> {
                            began.add(delivery.executionId());
                            return delivering.get().apply(delivery);
                        }))
                        .listener(new EngineListener() {
                            @Override
                            public void on(Event event) {
                                events.add(event);
                            }
                        }))
                .build();
        engines.add(made);
        return made;
    }

    /** The process ends, and another one begins. */
    void restart() {
        engine.close();
        engine = another();
        ada = engine.forOwner("ada");
    }

    Source source() {
        return ada.sources().create(integration("echo"), "News", Settings.of("query", "java"));
    }

    Source scheduled(Schedule schedule) {
        return ada.sources()
                .create(SourceDraft.of(integration("echo"), "News", Settings.of("query", "java"))
                        .schedule(schedule));
    }

    Source everyFullHour() {
        return scheduled(Schedule.cron("0 * * * *", ZoneOffset.UTC));
    }

    /** An output, and a card for it. */
    Output output() {
        ada.cards().create("One", "x", Values.empty(), List.of());
        return ada.outputs().create(integration("sink"), "Digest", Settings.of("to", "team"), "{{#cards}}x{{/cards}}");
    }

    String integration(String type) {
        return ada.integrations()
                .create(type, "Mine", Credentials.of("api_key", "k3y-of-ada"))
                .id();
    }

    void fetchingFails(FailureKind kind) {
        fetching.set(run -> {
            throw new HandlerException(kind, "It failed.");
        });
    }

    /** As a service that says when to come back. */
    void fetchingIsPutOff(FailureKind kind, Duration wait) {
        fetching.set(run -> {
            throw new HandlerException(Verdict.failed(kind, "Too many.").retryAfter(wait));
        });
    }

    void deliveringFails(FailureKind kind) {
        delivering.set(delivery -> {
            throw new HandlerException(kind, "It failed.");
        });
    }

    void pass(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }

    void passTo(Instant moment) {
        now.set(moment);
    }

    Instant now() {
        return now.get();
    }

    Execution row(String executionId) {
        return ada.executions().get(executionId);
    }

    List<Run> queue() {
        return stores.runs().list("", 100).stream().map(queued -> queued.run()).toList();
    }

    List<String> names() {
        return events.stream().map(EngineListener.Event::name).toList();
    }

    @Override
    public void close() {
        engines.forEach(Engine::close);
    }

    /** Set by the test. */
    private final class Hand extends Clock {
        @Override
        public Instant instant() {
            return now.get();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
