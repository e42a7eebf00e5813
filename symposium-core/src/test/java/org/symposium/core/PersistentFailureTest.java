package org.symposium.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.symposium.spi.EngineListener;
import org.symposium.spi.model.CardData;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.InactiveException;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.Output;
import org.symposium.spi.model.Source;
import org.symposium.spi.model.Status;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;

class PersistentFailureTest {
    private Trial trial = withoutRetries();

    private static Trial withoutRetries() {
        return new Trial(builder -> builder.retries(1, Duration.ofMinutes(1), Duration.ofMinutes(1)), Values.empty());
    }

    @AfterEach
    void close() {
        trial.close();
    }

    private void execute(Source source, int times) {
        for (int time = 0; time < times; time++) {
            trial.ada.execute(source.id());
        }
    }

    private Source now(Source source) {
        return trial.ada.sources().get(source.id());
    }

    private long told(String event) {
        return trial.names().stream().filter(event::equals).count();
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "FORBIDDEN",
                "SERVER_ERROR",
                "NETWORK",
                "INVALID_RESPONSE",
                "INVALID_REQUEST",
                "TARGET_GONE",
                "MISCONFIGURED",
                "INTERNAL"
            })
    void five_failures_in_a_row_are_a_warning_and_ten_switch_the_source_off(FailureKind kind) {
        Source source = trial.everyFullHour();
        trial.fetching.set(run -> {
            throw new HandlerException(Verdict.failed(kind, "It failed.").suggest("Look at it."));
        });

        execute(source, 4);
        assertThat(told("source.failing")).isZero();
        execute(source, 5);
        assertThat(told("source.failing")).isEqualTo(1);
        assertThat(now(source).isActive()).isTrue();
        execute(source, 1);

        Source off = now(source);
        assertThat(off.isActive()).isFalse();
        assertThat(off.disabledReason()).contains("10 runs in a row", "It failed.", "Look at it.");
        assertThat(off.nextRunAt()).isEmpty();
        assertThat(trial.queue()).isEmpty();
        assertThat(told("source.disabled")).isEqualTo(1);
        assertThat(trial.ada.integrations().get(source.integrationId()).isActive())
                .isTrue();
        assertThatThrownBy(() -> trial.ada.execute(source.id())).isInstanceOf(InactiveException.class);
        EngineListener.Event event = trial.events.get(trial.names().indexOf("source.disabled"));
        assertThat(event.owner()).isEqualTo("ada");
        assertThat(event.details().text("target_id")).isEqualTo(source.id());
        assertThat(event.details().text("error_kind")).isEqualTo(kind.word());
        assertThat(event.details().text("suggestion")).isEqualTo("Look at it.");
        assertThat(event.details().whole("consecutive_failures")).isEqualTo(10);
    }

    @ParameterizedTest
    @EnumSource(names = {"RATE_LIMITED", "QUOTA", "CANCELLED"})
    void limits_and_cancelled_runs_are_no_failures(FailureKind kind) {
        Source source = trial.source();
        trial.fetchingFails(kind);

        execute(source, 11);

        assertThat(now(source).isActive()).isTrue();
        assertThat(now(source).progress().consecutiveFailures()).isZero();
    }

    @Test
    void a_success_in_between_begins_anew() {
        Source source = trial.source();
        trial.fetchingFails(FailureKind.INVALID_RESPONSE);
        execute(source, 9);
        trial.fetching.set(run -> CardData.unchanged());
        execute(source, 1);
        trial.fetchingFails(FailureKind.INVALID_RESPONSE);
        execute(source, 9);

        assertThat(now(source).isActive()).isTrue();
        assertThat(told("source.failing")).as("once for each time it begins").isEqualTo(2);
    }

    @Test
    void switched_on_again_it_has_all_its_chances() {
        Source source = trial.source();
        trial.fetchingFails(FailureKind.INVALID_RESPONSE);
        execute(source, 10);

        trial.ada.sources().enable(source.id());
        execute(source, 9);

        assertThat(now(source).isActive()).isTrue();
        assertThat(now(source).disabledReason()).isEmpty();
        execute(source, 1);
        assertThat(now(source).isActive()).isFalse();
        assertThat(told("source.disabled")).isEqualTo(2);
    }

    @Test
    void the_host_says_how_many() {
        trial.close();
        trial = new Trial(builder -> builder.persistentFailure(1, 2), Values.empty());
        Source source = trial.source();
        trial.fetchingFails(FailureKind.INVALID_RESPONSE);

        execute(source, 1);
        assertThat(told("source.failing")).isEqualTo(1);
        execute(source, 1);

        assertThat(now(source).isActive()).isFalse();
        assertThatThrownBy(() -> Engine.builder().persistentFailure(0, 2)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void an_output_whose_target_is_gone_is_switched_off_at_once() {
        Output output = trial.output();
        trial.deliveringFails(FailureKind.TARGET_GONE);

        trial.ada.deliver(output.id());

        Output off = trial.ada.outputs().get(output.id());
        assertThat(off.isActive()).isFalse();
        assertThat(off.disabledReason()).contains("It failed.");
        assertThat(told("output.disabled")).isEqualTo(1);
        assertThat(trial.ada.integrations().get(output.integrationId()).isActive())
                .isTrue();
    }

    @Test
    void an_output_is_switched_off_after_ten_failures_as_well() {
        Output output = trial.output();
        trial.deliveringFails(FailureKind.INVALID_REQUEST);

        for (int time = 0; time < 10; time++) {
            trial.ada.deliver(output.id());
        }

        assertThat(trial.ada.outputs().get(output.id()).isActive()).isFalse();
        assertThat(told("output.failing")).isEqualTo(1);
        assertThat(told("output.disabled")).isEqualTo(1);
    }

    @Test
    void a_wrong_credential_switches_off_the_integration_and_not_its_sources() {
        Source source = trial.source();
        Source other = trial.ada.sources().create(source.integrationId(), "Other", Settings.of("query", "x"));
        trial.fetchingFails(FailureKind.AUTHENTICATION);

        trial.ada.execute(source.id());

        assertThat(trial.ada.integrations().get(source.integrationId()).isActive())
                .isFalse();
        assertThat(trial.ada.integrations().get(source.integrationId()).consecutiveFailures())
                .isEqualTo(1);
        assertThat(now(source).isActive()).isTrue();
        assertThat(now(source).progress().consecutiveFailures()).isZero();
        assertThatThrownBy(() -> trial.ada.execute(other.id())).isInstanceOf(InactiveException.class);
        assertThat(told("integration.disabled")).isEqualTo(1);
        trial.fetching.set(run -> CardData.of("done"));
        trial.ada.integrations().enable(source.integrationId());
        trial.ada.execute(other.id());
        assertThat(trial.ada.integrations().get(source.integrationId()).consecutiveFailures())
                .isZero();
    }

    @Test
    void where_there_is_no_credential_it_is_the_source_that_fails() {
        String integration = trial.ada
                .integrations()
                .create("echo", "Open", Credentials.none())
                .id();
        Source source = trial.ada.sources().create(integration, "News", Settings.of("query", "java"));
        trial.fetchingFails(FailureKind.AUTHENTICATION);

        execute(source, 10);

        assertThat(now(source).isActive()).isFalse();
        assertThat(trial.ada.integrations().get(integration).isActive()).isTrue();
    }

    @Test
    void a_host_that_is_offline_switches_nobody_off() {
        Source one = trial.source();
        Source other = trial.source();
        trial.fetchingFails(FailureKind.NETWORK);

        for (int round = 0; round < 20; round++) {
            execute(one, 1);
            execute(other, 1);
        }

        assertThat(now(one).isActive()).isTrue();
        assertThat(now(other).isActive()).isTrue();
        assertThat(told("source.failing")).isZero();
    }

    @Test
    void what_had_nothing_to_send_tells_nothing_of_the_network() {
        Source one = trial.source();
        Source other = trial.source();
        List<Output> idle = List.of(trial.output(), trial.output(), trial.output());
        idle.forEach(output -> trial.ada.deliver(output.id()));
        trial.fetchingFails(FailureKind.NETWORK);

        for (int round = 0; round < 11; round++) {
            execute(one, 1);
            execute(other, 1);
            for (Output output : idle) {
                assertThat(trial.ada.deliver(output.id()).status()).isEqualTo(Status.SKIPPED);
            }
        }

        assertThat(now(one).isActive()).isTrue();
        assertThat(now(other).isActive()).isTrue();
    }

    @Test
    void but_one_that_is_gone_while_others_answer_is() {
        Source gone = trial.source();
        Source well = trial.source();
        trial.fetching.set(run -> {
            if (run.integration().id().equals(gone.integrationId())) {
                throw new HandlerException(FailureKind.NETWORK, "No answer.");
            }
            return CardData.of("done");
        });

        for (int round = 0; round < 11; round++) {
            if (now(gone).isActive()) {
                execute(gone, 1);
            }
            execute(well, 1);
        }

        assertThat(now(gone).isActive()).isFalse();
        assertThat(now(well).isActive()).isTrue();
    }

    @Test
    void a_run_counts_once_however_often_it_is_tried() {
        trial.close();
        trial = new Trial();
        Source source = trial.source();
        trial.fetchingFails(FailureKind.SERVER_ERROR);

        execute(source, 59); // six for each run
        assertThat(now(source).isActive()).isTrue();
        assertThat(now(source).progress().consecutiveFailures()).isEqualTo(9);
        execute(source, 1);

        assertThat(now(source).isActive()).isFalse();
        assertThat(trial.ada.executions().latest(100)).hasSize(10);
    }
}
