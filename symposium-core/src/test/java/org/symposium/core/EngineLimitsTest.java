package org.symposium.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.symposium.spi.EngineListener;
import org.symposium.spi.model.CardData;
import org.symposium.spi.model.ConflictException;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.NotFoundException;
import org.symposium.spi.model.RunResult;
import org.symposium.spi.model.Schedule;
import org.symposium.spi.model.Source;
import org.symposium.spi.model.Status;

/** What strangers and unlucky moments can't do. */
class EngineLimitsTest {

    @Test
    @Timeout(30)
    void a_handler_that_sleeps_past_the_deadline_is_woken_and_its_run_ends() {
        var never = new CountDownLatch(1);
        try (Engine engine = Engine.builder()
                .runDeadline(Duration.ofMillis(300))
                .handler(new Fakes.Source(run -> {
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    return CardData.of("x");
                }))
                .build()) {
            RunResult result = execute(engine);

            assertThat(result.status()).isEqualTo(Status.CANCELLED);
            assertThat(result.failure().orElseThrow().kind()).isEqualTo(FailureKind.CANCELLED);
            assertThat(result.failure().orElseThrow().message()).contains("longer than it may");
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        }
    }

    @Test
    void an_endless_title_is_cut_at_a_code_point() {
        try (Engine engine = Engine.builder()
                .handler(new Fakes.Source(run -> CardData.of("😀".repeat(10_000))))
                .build()) {
            String title = execute(engine).card().orElseThrow().title();

            assertThat(title.codePointCount(0, title.length())).isEqualTo(500);
            assertThat(title).endsWith("😀…");
        }
    }

    @Test
    void a_listener_that_throws_an_error_hurts_nobody() {
        try (Engine engine = Engine.builder()
                .handler(Fakes.Source.echo())
                .listener(new EngineListener() {
                    @Override
                    public void on(Event event) {
                        throw new StackOverflowError();
                    }
                })
                .build()) {
            assertThat(execute(engine).status()).isEqualTo(Status.SUCCESS);
        }
    }

    @Test
    void a_source_is_never_left_without_its_integration_however_create_and_delete_meet() {
        try (Engine engine = Engine.builder().handler(Fakes.Source.echo()).build()) {
            OwnerView ada = engine.forOwner("ada");
            for (int round = 0; round < 200; round++) {
                String integration = ada.integrations()
                        .create("echo", "x", Credentials.none())
                        .id();
                var start = new CountDownLatch(1);
                List<CompletableFuture<Void>> both = List.of(
                        racing(start, () -> ada.sources().create(integration, "x", Settings.of("query", "x"))),
                        racing(start, () -> ada.integrations().delete(integration)));
                start.countDown();
                both.forEach(EngineLimitsTest::finish);
            }

            List<String> orphans = new ArrayList<>();
            for (Source source : ada.sources().list()) {
                if (ada.integrations().find(source.integrationId()).isEmpty()) {
                    orphans.add(source.id());
                }
            }
            assertThat(orphans).isEmpty();
        }
    }

    @Test
    void an_interval_begins_after_its_first_length_and_not_at_once() {
        try (Engine engine = Engine.builder().handler(Fakes.Source.echo()).build()) { // a clock that moves
            OwnerView ada = engine.forOwner("ada");
            String integration =
                    ada.integrations().create("echo", "x", Credentials.none()).id();
            Source made = ada.sources()
                    .create(SourceDraft.of(integration, "x", Settings.of("query", "x"))
                            .schedule(Schedule.every(Duration.ofHours(6))));

            assertThat(made.nextRunAt()).contains(made.createdAt().plus(Duration.ofHours(6)));
        }
    }

    @Test
    void absurd_numbers_and_moments_are_refused() {
        try (Engine engine = Engine.builder().handler(Fakes.Source.echo()).build()) {
            OwnerView ada = engine.forOwner("ada");
            String integration =
                    ada.integrations().create("echo", "x", Credentials.none()).id();

            assertThatThrownBy(() -> ada.cards().latest(-1)).isInstanceOf(InvalidInputException.class);
            assertThatThrownBy(() -> ada.executions().latest(0)).isInstanceOf(InvalidInputException.class);
            assertThatThrownBy(() -> ada.sources()
                            .create(SourceDraft.of(integration, "x", Settings.of("query", "x"))
                                    .schedule(Schedule.at(Instant.MAX))))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("schedule.at");
        }
    }

    private static CompletableFuture<Void> racing(CountDownLatch start, Runnable work) {
        return CompletableFuture.runAsync(() -> {
            try {
                start.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            work.run();
        });
    }

    private static void finish(CompletableFuture<Void> one) {
        try {
            one.join();
        } catch (CompletionException e) {
            assertThat(e.getCause()).isInstanceOfAny(NotFoundException.class, ConflictException.class);
        }
    }

    private static RunResult execute(Engine engine) {
        OwnerView ada = engine.forOwner("ada");
        String integration =
                ada.integrations().create("echo", "x", Credentials.none()).id();
        return ada.execute(ada.sources()
                .create(integration, "x", Settings.of("query", "x"))
                .id());
    }
}
