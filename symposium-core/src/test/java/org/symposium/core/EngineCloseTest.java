package org.symposium.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.symposium.spi.model.CardData;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.RunResult;
import org.symposium.spi.model.Source;
import org.symposium.spi.model.Status;

class EngineCloseTest {
    private final CountDownLatch inside = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);

    private Engine engine(Duration grace) {
        return Engine.builder()
                .grace(grace)
                .handler(new Fakes.Source(run -> {
                    inside.countDown();
                    await(go);
                    return CardData.of("x");
                }))
                .build();
    }

    private static Source source(OwnerView ada) {
        var integration = ada.integrations().create("echo", "Mine", Credentials.none());
        return ada.sources().create(integration.id(), "News", Settings.of("query", "java"));
    }

    @Test
    void closing_waits_for_a_run_on_the_hosts_own_thread() throws Exception {
        Engine engine = engine(Duration.ofSeconds(20));
        OwnerView ada = engine.forOwner("ada");
        Source made = source(ada);
        CompletableFuture<RunResult> run = CompletableFuture.supplyAsync(() -> ada.execute(made.id()));
        inside.await();

        CompletableFuture<Void> closing = CompletableFuture.runAsync(engine::close);
        while (isOpen(engine)) {
            Thread.onSpinWait();
        }

        assertThat(closing).isNotDone();
        go.countDown();
        assertThat(run.get().status()).isEqualTo(Status.SUCCESS);
        closing.get();
    }

    @Test
    void a_run_that_does_not_end_in_the_grace_is_woken_and_ends() throws Exception {
        Engine engine = engine(Duration.ofMillis(50));
        OwnerView ada = engine.forOwner("ada");
        Source made = source(ada);
        CompletableFuture<RunResult> run = CompletableFuture.supplyAsync(() -> ada.execute(made.id()));
        inside.await();

        engine.close();

        assertThat(run.get(10, TimeUnit.SECONDS).status()).isEqualTo(Status.CANCELLED);
    }

    @Test
    void whatever_is_asked_of_a_closed_engine_is_refused_in_plain_words() {
        Engine engine = engine(Duration.ofSeconds(1));
        OwnerView ada = engine.forOwner("ada");
        Source made = source(ada);

        engine.close();
        engine.close();

        for (Runnable asked : new Runnable[] {
            engine::start,
            () -> ada.execute(made.id()),
            () -> ada.deliver("x"),
            () -> ada.executeAsync(made.id()).join(),
            () -> ada.deliverAsync("x").join(),
            ada::sources,
            ada::cards
        }) {
            assertThatThrownBy(asked::run)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("The engine is closed; build another one.");
        }
    }

    private static boolean isOpen(Engine engine) {
        try {
            engine.parts();
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
