package org.symposium.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.symposium.core.internal.http.Stopwatch;
import org.symposium.spi.Run;
import org.symposium.spi.SourceRun;
import org.symposium.spi.model.CardData;
import org.symposium.spi.model.Execution;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.NotFoundException;
import org.symposium.spi.model.RunResult;
import org.symposium.spi.model.Source;
import org.symposium.spi.model.Status;

class CancelledRunsTest {
    private final Trial trial = new Trial();
    private final CountDownLatch inside = new CountDownLatch(1);
    private Source source;

    @BeforeEach
    void make() {
        source = trial.source();
    }

    @AfterEach
    void close() {
        trial.close();
    }

    private CardData endless(SourceRun run) {
        inside.countDown();
        try {
            TimeUnit.HOURS.sleep(1);
        } catch (InterruptedException e) {
            throw new IllegalStateException("as handlers do", e);
        }
        return CardData.of("never");
    }

    private void assertCancelled(String id) {
        assertThat(trial.row(id).status()).isEqualTo(Status.CANCELLED);
        assertThat(trial.row(id).nextTryAt()).isEmpty();
        assertThat(trial.queue()).noneMatch(run -> run.executionId().equals(id));
        assertThat(trial.events)
                .filteredOn(event -> event.name().equals("execution.finished"))
                .singleElement()
                .satisfies(event -> assertThat(event.details().text("status")).isEqualTo("cancelled"));
        assertThat(trial.ada.cancel(id)).as("it is over").isFalse();
    }

    @Test
    void a_run_that_goes_on_ends_within_a_second() throws Exception {
        trial.fetching.set(this::endless);
        CompletableFuture<RunResult> run = CompletableFuture.supplyAsync(() -> trial.ada.execute(source.id()));
        inside.await();
        String id = trial.began.get(0);
        assertThatThrownBy(() -> trial.engine.forOwner("bob").cancel(id)).isInstanceOf(NotFoundException.class);

        var watch = Stopwatch.start();
        assertThat(trial.ada.cancel(id)).isTrue();

        assertThat(run.get(10, TimeUnit.SECONDS).status()).isEqualTo(Status.CANCELLED);
        assertThat(watch.time()).isLessThan(Duration.ofSeconds(1));
        assertThat(trial.row(id).errorMessage()).contains("Cancelled by its user.");
        assertCancelled(id);
        assertThat(trial.ada.sources().get(source.id()).progress().consecutiveFailures())
                .isZero();
    }

    @Test
    void a_queued_run_does_not_begin() {
        String id = trial.ada.executeLater(source.id());

        assertThat(trial.ada.cancel(id)).isTrue();

        assertCancelled(id);
        trial.engine.start();
        await().during(Duration.ofMillis(150)).until(() -> trial.began.isEmpty());
    }

    @Test
    void a_run_that_was_put_back_does_not_go_on() {
        trial.fetchingIsPutOff(FailureKind.RATE_LIMITED, Duration.ofMinutes(7));
        String id = trial.ada.execute(source.id()).executionId();

        assertThat(trial.engine.operator().cancel("ada", id)).isTrue();

        assertThat(trial.row(id).errorMessage()).contains("Cancelled by the operator.");
        assertCancelled(id);
    }

    @Test
    void a_run_that_waits_to_be_tried_again_is_not() {
        trial.fetchingFails(FailureKind.NETWORK);
        String id = trial.ada.execute(source.id()).executionId();

        assertThat(trial.ada.cancel(id)).isTrue();

        assertCancelled(id);
        assertThat(trial.queue()).isEmpty();
    }

    @Test
    void the_schedule_of_a_run_that_waited_goes_on() {
        trial.ada.sources().delete(source.id());
        trial.everyFullHour();
        trial.fetchingFails(FailureKind.NETWORK);
        trial.pass(Duration.ofHours(1));
        trial.engine.start();
        await().until(() -> trial.queue().stream().anyMatch(run -> run.attempt() == 2));
        String id = trial.queue().get(0).executionId();

        assertThat(trial.ada.cancel(id)).isTrue();

        assertCancelled(id);
        assertThat(trial.queue()).extracting(Run::dueAt).containsExactly(Trial.START.plus(Duration.ofHours(2)));
    }

    @Test
    void a_run_on_another_node_is_stopped_there() throws Exception {
        trial.ada.sources().delete(source.id());
        trial.everyFullHour();
        trial.fetching.set(this::endless);
        trial.pass(Duration.ofHours(1));
        trial.engine.start();
        inside.await();
        String id = trial.began.get(0);
        Engine other = trial.another();

        assertThat(other.forOwner("ada").cancel(id)).isTrue();

        await().atMost(Duration.ofSeconds(5)).until(() -> trial.row(id).status() == Status.CANCELLED);
        await().until(() ->
                trial.queue().stream().noneMatch(run -> run.executionId().equals(id)));
        assertCancelled(id);
        assertThat(trial.row(id).errorMessage()).contains("Cancelled by its user.");
    }

    @Test
    void one_that_was_asked_for_and_goes_on_on_another_node_too() {
        String id = trial.ada.executeLater(source.id());
        Run run = trial.queue().get(0);
        trial.fetching.set(this::endless);
        trial.engine.start();
        await().until(() -> trial.row(id).status() == Status.RUNNING);
        Engine other = trial.another();
        other.forOwner("ada").cancel(id);
        await().until(() -> trial.row(id).status() == Status.CANCELLED);
        assertThat(trial.queue()).noneMatch(waiting -> waiting.key().equals(run.key()));
    }

    @Test
    void a_mark_on_a_run_that_was_cut_off_ends_it_when_it_would_go_on() {
        trial.fetchingFails(FailureKind.NETWORK);
        String id = trial.ada.execute(source.id()).executionId();
        Run entry = trial.queue().get(0);
        var row = trial.row(id);
        trial.stores
                .table(Execution.KIND)
                .replace(Execution.of(row.toValues().with("to_be_cancelled", "Enough.")), row.revision());
        trial.passTo(entry.dueAt());

        trial.engine.start();

        await().until(() -> trial.row(id).status() == Status.CANCELLED);
        await().until(() -> trial.queue().isEmpty());
        assertThat(trial.began).hasSize(1);
        assertThat(trial.row(id).errorMessage()).contains("Enough.");
    }

    @Test
    void what_there_is_not_can_not_be_cancelled() {
        assertThatThrownBy(() -> trial.ada.cancel("none")).isInstanceOf(NotFoundException.class);
        String done = trial.ada.execute(source.id()).executionId();
        assertThat(trial.ada.cancel(done)).isFalse();
        assertThatThrownBy(() -> trial.engine.forOwner("bob").cancel(done)).isInstanceOf(NotFoundException.class);
    }

    @Test
    void a_run_that_fails_at_the_moment_it_is_cancelled_is_not_tried_again() {
        Engine other = trial.another();
        trial.fetching.set(run -> {
            other.forOwner("ada").cancel(run.executionId());
            throw new HandlerException(FailureKind.NETWORK, "Not now.");
        });
        String id = trial.ada.executeLater(source.id());

        trial.engine.start();

        await().until(() -> trial.row(id).status() == Status.CANCELLED);
        await().until(() -> trial.queue().isEmpty());
        assertThat(trial.row(id).errorMessage()).contains("Cancelled by its user.");
    }

    @Test
    void a_run_that_is_cancelled_here_just_after_it_failed_is_not_tried_again() {
        trial.fetching.set(run -> {
            throw new HandlerException(
                    org.symposium.spi.model.Verdict.failed(FailureKind.NETWORK, "Not now."), new RuntimeException() {
                        private static final long serialVersionUID = 1;

                        @Override
                        public String getMessage() { // asked when the trace is written: the run has failed by then
                            trial.ada.cancel(run.executionId());
                            return "late";
                        }
                    });
        });
        String id = trial.ada.executeLater(source.id());

        trial.engine.start();

        await().until(() -> trial.row(id).status() == Status.CANCELLED);
        await().until(() -> trial.queue().isEmpty());
    }
}
