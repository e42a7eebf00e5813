package org.symposium.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.symposium.spi.EngineListener;
import org.symposium.spi.Lease;
import org.symposium.spi.Outcome;
import org.symposium.spi.Table;
import org.symposium.spi.model.CardData;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.Execution;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.Kind;
import org.symposium.spi.model.RunResult;
import org.symposium.spi.model.Status;
import org.symposium.spi.model.Stored;
import org.symposium.spi.model.Verdict;

/** Somebody cancels a run in the instant between the decision that it goes on and the writing of it. */
class LateCancelTest {
    private final AtomicReference<Runnable> inThatInstant = new AtomicReference<>(() -> {});
    private final AtomicReference<String> began = new AtomicReference<>("");
    private final List<EngineListener.Event> events = new CopyOnWriteArrayList<>();
    private final Waiting stores = new Waiting();
    private final Engine engine = engine();
    private final Engine other = engine();
    private final OwnerView ada = engine.forOwner("ada");

    /** As a limit or a failure ends an attempt. */
    enum End {
        RATE_LIMITED,
        NETWORK
    }

    @AfterEach
    void close() {
        engine.close();
        other.close();
    }

    @ParameterizedTest
    @EnumSource
    void here_of_a_run_that_was_called(End end) {
        String source = ending(end);
        inThatInstant.set(() -> assertThat(ada.cancel(began.get())).isTrue());

        RunResult result = ada.execute(source);

        assertThat(result.status()).isEqualTo(Status.CANCELLED);
        assertThat(result.nextTryAt()).isEmpty();
        assertCancelled(result.executionId(), "Cancelled by its user.");
    }

    @ParameterizedTest
    @EnumSource
    void here_of_a_run_of_the_queue(End end) {
        String id = ada.executeLater(ending(end));
        inThatInstant.set(() -> assertThat(ada.cancel(id)).isTrue());
        engine.start();

        await().until(() -> row(id).status() == Status.CANCELLED);
        assertCancelled(id, "Cancelled by its user.");
    }

    @ParameterizedTest
    @EnumSource
    void on_another_node(End end) {
        String id = ada.executeLater(ending(end));
        inThatInstant.set(() -> assertThat(other.forOwner("ada").cancel(id)).isTrue());
        engine.start();

        await().until(() -> row(id).status() == Status.CANCELLED);
        assertCancelled(id, end == End.RATE_LIMITED ? "Cancelled by its user." : "The run was cancelled.");
    }

    @Test
    void a_run_that_has_its_end_keeps_it() {
        String source = source();
        stores.fetching = CardData::of;
        inThatInstant.set(() -> ada.cancel(began.get()));

        RunResult result = ada.execute(source);

        assertThat(result.status()).isEqualTo(Status.SUCCESS);
        assertThat(row(result.executionId()).status()).isEqualTo(Status.SUCCESS);
        assertThat(ada.cancel(result.executionId())).isFalse();
    }

    @Test
    void a_run_that_nobody_cancels_goes_on() {
        RunResult result = ada.execute(ending(End.NETWORK));

        assertThat(result.status()).isEqualTo(Status.FAILURE);
        assertThat(result.nextTryAt()).isPresent();
        assertThat(stores.runs().list("", 10)).hasSize(1);
    }

    private void assertCancelled(String id, String why) {
        await().until(() -> stores.runs().list("", 10).isEmpty());
        assertThat(row(id).nextTryAt()).isEmpty();
        assertThat(row(id).errorMessage()).contains(why);
        assertThat(events)
                .filteredOn(event -> event.name().equals("execution.finished"))
                .singleElement()
                .satisfies(event -> assertThat(event.details().text("status")).isEqualTo("cancelled"));
        assertThat(ada.cancel(id)).as("it is over").isFalse();
    }

    private Execution row(String id) {
        return ada.executions().get(id);
    }

    private String ending(End end) {
        var verdict = Verdict.failed(FailureKind.valueOf(end.name()), "Not now.");
        stores.fetching = title -> {
            throw new HandlerException(end == End.RATE_LIMITED ? verdict.retryAfter(Duration.ofMinutes(7)) : verdict);
        };
        return source();
    }

    private String source() {
        String integration =
                ada.integrations().create("echo", "Mine", Credentials.none()).id();
        return ada.sources()
                .create(integration, "News", Settings.of("query", "java"))
                .id();
    }

    private Engine engine() {
        return Engine.builder()
                .stores(stores)
                .vault(AesGcmVault.ofBase64("3q2+7wD/EjRWeJq83vAZaK8ck0VW5w0hXmFzqUvPLys="))
                .grace(Duration.ofMillis(20))
                .handler(new Fakes.Source(run -> {
                    began.set(run.executionId());
                    return stores.fetching.apply("done");
                }))
                .listener(new EngineListener() {
                    @Override
                    public void on(Event event) {
                        events.add(event);
                    }
                })
                .build();
    }

    /** Stores that let something happen once, just before they write how an attempt has ended. */
    private final class Waiting extends OtherStores {
        private volatile Function<String, CardData> fetching = CardData::of;

        private Waiting() {
            super(new InMemoryStores());
        }

        @Override
        public Saved save(Outcome outcome, Lease lease) {
            inThatInstant.getAndSet(() -> {}).run();
            return super.save(outcome, lease);
        }

        @Override
        @SuppressWarnings("unchecked")
        public <T extends Stored> Table<T> table(Kind<T> kind) {
            Table<T> table = super.table(kind);
            return (Table<T>) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {Table.class}, (proxy, method, arguments) -> {
                        boolean isWrite = method.getName().equals("insert")
                                || method.getName().equals("replace");
                        if (isWrite && arguments[0] instanceof Execution row && row.status() == Status.DELAYED) {
                            inThatInstant.getAndSet(() -> {}).run();
                        }
                        try {
                            return method.invoke(table, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }
    }
}
