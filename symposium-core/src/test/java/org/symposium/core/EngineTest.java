package org.symposium.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.symposium.spi.Delivery;
import org.symposium.spi.EngineListener;
import org.symposium.spi.SourceRun;
import org.symposium.spi.Step;
import org.symposium.spi.model.Card;
import org.symposium.spi.model.CardData;
import org.symposium.spi.model.ConflictException;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.DeliveryResult;
import org.symposium.spi.model.Effect;
import org.symposium.spi.model.Execution;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.InactiveException;
import org.symposium.spi.model.IntegrationType;
import org.symposium.spi.model.IntegrationView;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.NotFoundException;
import org.symposium.spi.model.Output;
import org.symposium.spi.model.RunResult;
import org.symposium.spi.model.Schedule;
import org.symposium.spi.model.Source;
import org.symposium.spi.model.Status;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Violation;

class EngineTest {
    private static final Instant NOW = Instant.parse("2026-01-31T09:00:00Z");

    private final AtomicReference<Function<SourceRun, CardData>> source =
            new AtomicReference<>(Fakes.Source.echo()::execute);
    private final AtomicReference<Function<Delivery, DeliveryResult>> output =
            new AtomicReference<>(delivery -> DeliveryResult.delivered("d-1"));
    private final List<EngineListener.Event> events = new ArrayList<>();
    private final Engine engine = Engine.builder()
            .clock(Clock.fixed(NOW, ZoneOffset.UTC))
            .handler(new Fakes.Source(run -> source.get().apply(run)))
            .handler(new Fakes.Output(delivery -> output.get().apply(delivery)))
            .listener(new EngineListener() {
                @Override
                public void on(Event event) {
                    events.add(event);
                }
            })
            .build();
    private final OwnerView ada = engine.forOwner("ada");
    private final OwnerView bob = engine.forOwner("bob");

    @AfterEach
    void close() {
        engine.close();
    }

    private IntegrationView integration() {
        return ada.integrations().create("echo", "Mine", Credentials.of("api_key", "s3cret-key"));
    }

    private Source source() {
        return ada.sources().create(integration().id(), "News", Settings.of("query", "java"));
    }

    private Output output() {
        var sink = ada.integrations().create("sink", "Sink", Credentials.none());
        return ada.outputs()
                .create(sink.id(), "Digest", Settings.of("to", "team"), "{{#cards}}* {{title}}\n{{/cards}}");
    }

    @Test
    void a_run_of_a_source_makes_a_card_a_log_row_and_moves_the_source_forward() {
        Source made = ada.sources()
                .create(SourceDraft.of(integration().id(), "News", Settings.of("query", "java"))
                        .tags("a", "b")
                        .schedule(Schedule.cron("0 12 * * *", ZoneId.of("Europe/Berlin"))));

        RunResult result = ada.execute(made.id());

        assertThat(result.status()).isEqualTo(Status.SUCCESS);
        Card card = result.card().orElseThrow();
        assertThat(card.title()).isEqualTo("Echo: java");
        assertThat(card.cardType()).isEqualTo("source");
        assertThat(card.sourceId()).isEqualTo(made.id());
        assertThat(card.tags()).containsExactly("a", "b");
        assertThat(card.data().number("temperature")).isEqualTo(new BigDecimal("0.2"));
        assertThat(card.content()).startsWith("**Echo: java**");
        assertThat(card.apiRequest().toJson())
                .isEqualTo(
                        "{\"integration_id\":\"" + made.integrationId()
                                + "\",\"config\":{\"query\":\"java\",\"temperature\":0.2},\"timestamp\":\"2026-01-31T09:00:00Z\"}");
        assertThat(ada.cards().get(card.id()).toValues().without("revision"))
                .isEqualTo(card.toValues().without("revision"));
        assertThat(ada.cards().get(card.id()).revision())
                .isEqualTo(card.revision())
                .isEqualTo(1);

        Execution log = ada.executions().get(result.executionId());
        assertThat(log.status()).isEqualTo(Status.SUCCESS);
        assertThat(log.cardId()).contains(card.id());
        assertThat(log.resultSummary()).contains("Echo: java");

        Source after = ada.sources().get(made.id());
        assertThat(after.lastExecutedAt()).contains(NOW);
        assertThat(after.executionCount()).isEqualTo(1);
        assertThat(after.nextRunAt()).contains(Instant.parse("2026-01-31T11:00:00Z"));
        assertThat(ada.integrations().get(made.integrationId()).lastUsedAt()).contains(NOW);
        assertThat(events).extracting(EngineListener.Event::name).containsExactly("execution.finished");
    }

    @Test
    void settings_come_from_the_source_then_the_integration_then_the_defaults() {
        var integration = ada.integrations()
                .create(
                        "echo",
                        "Mine",
                        Credentials.none(),
                        Settings.of("default_temperature", 0.5).with("preferred_query", "rust"));
        Source own = ada.sources().create(integration.id(), "Own", Settings.of("query", "java"));
        Source none = ada.sources().create(integration.id(), "None", Settings.none());

        assertThat(ada.execute(own.id()).card().orElseThrow().title()).isEqualTo("Echo: java");
        assertThat(ada.execute(none.id()).card().orElseThrow().title()).isEqualTo("Echo: rust");
        assertThat(ada.execute(none.id()).card().orElseThrow().data().number("temperature"))
                .isEqualTo(new BigDecimal("0.5"));
    }

    @Test
    void a_cursor_goes_from_run_to_run_until_the_settings_change() {
        List<Long> runs = new ArrayList<>();
        source.set(run -> {
            runs.add(run.cursor().whole("runs", 0));
            return CardData.of("x").cursor(Values.of("runs", run.cursor().whole("runs", 0) + 1));
        });
        Source made = source();

        ada.execute(made.id());
        ada.execute(made.id());
        ada.sources().update(made.id(), draft -> draft.name("Renamed"));
        ada.execute(made.id());
        ada.sources().update(made.id(), draft -> draft.settings(Settings.of("query", "other")));
        ada.execute(made.id());
        ada.integrations().rotate(made.integrationId(), Credentials.of("api_key", "another"));

        assertThat(runs).containsExactly(0L, 1L, 2L, 0L);
    }

    @Test
    void nothing_new_makes_no_card_and_keeps_the_cursor() {
        source.set(run -> CardData.unchanged().cursor(Values.of("etag", "x")));
        Source made = source();

        RunResult result = ada.execute(made.id());

        assertThat(result.status()).isEqualTo(Status.UNCHANGED);
        assertThat(result.isSuccess()).isTrue();
        assertThat(ada.cards().latest(10)).isEmpty();
        assertThat(ada.sources().get(made.id()).cursor().text("at.etag")).isEqualTo("x");
    }

    @Test
    void a_failure_is_a_status_and_is_logged_the_same_way() {
        source.set(run -> {
            throw new HandlerException(FailureKind.INVALID_RESPONSE, "The service is down, says s3cret-key.");
        });
        Source made = source();

        RunResult result = ada.execute(made.id());

        assertThat(result.status()).isEqualTo(Status.FAILURE);
        assertThat(result.failure().orElseThrow().kind()).isEqualTo(FailureKind.INVALID_RESPONSE);
        Execution log = ada.executions().latestOf(made.id(), 1).get(0);
        assertThat(log.errorKind()).contains(FailureKind.INVALID_RESPONSE);
        assertThat(log.errorMessage()).contains("The service is down, says ••••.");
        assertThat(log.errorDetails().text("trace"))
                .contains("HandlerException")
                .doesNotContain("s3cret-key");
        assertThat(ada.sources().get(made.id()).progress().consecutiveFailures())
                .isEqualTo(1);
        assertThat(ada.sources().get(made.id()).executionCount()).isEqualTo(1);
    }

    @Test
    void a_handler_that_breaks_hurts_its_own_run_only() {
        Source made = source();
        for (RuntimeException thrown : new RuntimeException[] {
            new IllegalStateException("secret s3cret-key"),
            new NullPointerException(),
            new ArrayIndexOutOfBoundsException(3)
        }) {
            source.set(run -> {
                throw thrown;
            });
            RunResult result = ada.execute(made.id());
            assertThat(result.failure().orElseThrow().kind()).isEqualTo(FailureKind.INTERNAL);
            assertThat(result.failure().orElseThrow().message()).doesNotContain("s3cret-key");
        }
        source.set(run -> {
            throw new StackOverflowError();
        });
        assertThat(ada.execute(made.id()).status()).isEqualTo(Status.FAILURE);
        source.set(run -> null);
        assertThat(ada.execute(made.id()).failure().orElseThrow().kind()).isEqualTo(FailureKind.INTERNAL);
        assertThat(ada.executions().latest(10))
                .hasSize(5)
                .noneMatch(row -> row.toValues().toJson().contains("s3cret-key"));
    }

    @Test
    void a_wrong_credential_switches_the_integration_off_at_once() {
        source.set(run -> {
            throw new HandlerException(FailureKind.AUTHENTICATION, "The key is not valid any more.");
        });
        Source made = source();

        ada.execute(made.id());

        assertThat(ada.integrations().get(made.integrationId()).isActive()).isFalse();
        assertThat(ada.integrations().get(made.integrationId()).disabledReason())
                .contains("not valid any more");
        assertThat(events).extracting(EngineListener.Event::name).contains("integration.disabled");
        assertThatThrownBy(() -> ada.execute(made.id()))
                .isInstanceOf(InactiveException.class)
                .hasMessageContaining("Mine");
        source.set(run -> CardData.of("x"));
        ada.integrations().enable(made.integrationId());
        assertThat(ada.execute(made.id()).status()).isEqualTo(Status.SUCCESS);
    }

    @Test
    void a_source_runs_once_at_a_time() throws Exception {
        var inside = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        source.set(run -> {
            inside.countDown();
            await(go);
            return CardData.of("x");
        });
        Source made = source();

        var first = ada.executeAsync(made.id());
        inside.await();

        assertThatThrownBy(() -> ada.execute(made.id()))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("running now");
        go.countDown();
        assertThat(first.get().status()).isEqualTo(Status.SUCCESS);
        assertThat(ada.sources().get(made.id()).executionCount()).isEqualTo(1);
    }

    @Test
    void an_output_delivers_what_it_has_not_delivered_yet() {
        List<String> seen = new ArrayList<>();
        output.set(delivery -> {
            seen.add(delivery.content().markdown().strip());
            return DeliveryResult.delivered("d-" + seen.size()).recipients(3);
        });
        Source made = source();
        Output out = output();
        ada.execute(made.id());

        RunResult first = ada.deliver(out.id());
        RunResult nothing = ada.deliver(out.id());
        ada.execute(made.id());
        RunResult second = ada.deliver(out.id());

        assertThat(first.status()).isEqualTo(Status.SUCCESS);
        assertThat(first.cardsSent()).isEqualTo(1);
        assertThat(first.delivery().orElseThrow().deliveryId()).isEqualTo("d-1");
        assertThat(nothing.status()).isEqualTo(Status.SKIPPED);
        assertThat(second.cardsSent()).isEqualTo(1);
        assertThat(seen).containsExactly("* Echo: java", "* Echo: java");
        Execution log = ada.executions().get(first.executionId());
        assertThat(log.cardsSent()).isEqualTo(1);
        assertThat(log.deliveryConfirmation().toJson())
                .isEqualTo("{\"success\":true,\"delivery_id\":\"d-1\",\"recipients_count\":3}");
        assertThat(ada.outputs().get(out.id()).executionCount()).isEqualTo(3);
    }

    @Test
    void a_card_in_a_template_is_its_content() {
        List<String> seen = new ArrayList<>();
        output.set(delivery -> {
            seen.add(delivery.content().markdown().strip());
            return DeliveryResult.delivered("d-1");
        });
        ada.cards().create("One", "*content*", Values.empty(), List.of());
        var sink = ada.integrations().create("sink", "Sink", Credentials.none());

        ada.deliver(ada.outputs()
                .create(sink.id(), "x", Settings.none(), "{{#each cards}}{{{this}}}{{/each}}")
                .id());

        assertThat(seen).containsExactly("*content*");
    }

    @Test
    void tags_of_cards_are_checked() {
        assertThatThrownBy(() -> ada.cards().create("One", "x", Values.empty(), List.of("", "z".repeat(300))))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.violations())
                                .extracting(Violation::field)
                                .containsExactly("tags.0", "tags.1"));
    }

    @Test
    void a_failed_delivery_leaves_its_cards_to_be_delivered() {
        Output out = output();
        ada.execute(source().id());
        output.set(delivery -> {
            throw new HandlerException(FailureKind.INVALID_REQUEST, "The channel is read only.");
        });

        assertThat(ada.deliver(out.id()).status()).isEqualTo(Status.FAILURE);
        output.set(delivery -> DeliveryResult.delivered("d-2"));
        assertThat(ada.deliver(out.id()).cardsSent()).isEqualTo(1);
    }

    @Test
    void steps_are_done_once_each_and_give_what_was_kept() {
        List<String> done = new ArrayList<>();
        output.set(delivery -> {
            var first = delivery.step(Step.of("first", Effect.ONCE, Values.of("what", "x"), () -> {
                done.add("first");
                return Values.of("id", "c-7").with("count", 4);
            }));
            assertThat(first.text("id")).isEqualTo("c-7");
            assertThat(first.whole("count")).hasValue(4);
            assertThat(first.whole("other")).isEmpty();
            return DeliveryResult.delivered(first.text("id"));
        });
        ada.execute(source().id());

        assertThat(ada.deliver(output().id()).delivery().orElseThrow().deliveryId())
                .isEqualTo("c-7");
        assertThat(done).containsExactly("first");
    }

    @Test
    void two_steps_of_one_name_are_refused() {
        output.set(delivery -> {
            for (int i = 0; i < 2; i++) {
                delivery.step(Step.of("same", Effect.ONCE, Values.empty(), Values::empty));
            }
            return DeliveryResult.delivered("x");
        });
        ada.execute(source().id());

        assertThat(ada.deliver(output().id()).failure().orElseThrow().kind()).isEqualTo(FailureKind.INTERNAL);
    }

    @Test
    void one_owner_can_neither_see_nor_use_anothers() {
        Source made = source();
        Output out = output();
        Card card = ada.execute(made.id()).card().orElseThrow();
        String execution = ada.executions().latest(1).get(0).id();

        assertThat(bob.integrations().list()).isEmpty();
        assertThat(bob.sources().list()).isEmpty();
        assertThat(bob.outputs().list()).isEmpty();
        assertThat(bob.cards().latest(10)).isEmpty();
        assertThat(bob.executions().latest(10)).isEmpty();
        assertThat(bob.cards().find(card.id())).isEmpty();
        assertThat(bob.executions().find(execution)).isEmpty();
        List<Runnable> crossings = List.of(
                () -> bob.execute(made.id()),
                () -> bob.deliver(out.id()),
                () -> bob.sources().create(made.integrationId(), "x", Settings.of("query", "x")),
                () -> bob.sources().update(made.id(), draft -> draft.name("x")),
                () -> bob.sources().disable(made.id()),
                () -> bob.sources().delete(made.id()),
                () -> bob.outputs().create(out.integrationId(), "x", Settings.none(), ""),
                () -> bob.outputs().update(out.id(), draft -> draft.name("x")),
                () -> bob.outputs().delete(out.id()),
                () -> bob.integrations().rename(made.integrationId(), "x"),
                () -> bob.integrations().rotate(made.integrationId(), Credentials.none()),
                () -> bob.integrations().disable(made.integrationId()),
                () -> bob.integrations().delete(made.integrationId()),
                () -> bob.integrations().deleteWithDependents(made.integrationId()),
                () -> bob.cards().delete(card.id()),
                () -> bob.cards().retag(card.id(), List.of("x")));
        assertThat(crossings)
                .allSatisfy(crossing -> assertThatThrownBy(crossing::run).isInstanceOf(NotFoundException.class));
        assertThatThrownBy(() -> bob.queries().create(QueryDraft.of("x", List.of(made.id()))))
                .isInstanceOf(InvalidInputException.class);
        assertThat(ada.sources().get(made.id()).name()).isEqualTo("News");
        assertThat(ada.integrations().get(made.integrationId()).isActive()).isTrue();
    }

    @Test
    void an_unknown_id_is_a_mistake_of_the_host() {
        assertThatThrownBy(() -> ada.execute("nonsense"))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("nonsense");
        assertThatThrownBy(() -> ada.deliver("nonsense")).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> ada.integrations().create("nonsense", "x", Credentials.none()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("nonsense")
                .hasMessageContaining("installed are: echo, sink");
        assertThatThrownBy(() -> engine.forOwner(" ")).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void all_that_is_wrong_with_a_source_is_told_at_once_and_nothing_is_written() {
        String integration = integration().id();

        assertThatThrownBy(() -> ada.sources()
                        .create(SourceDraft.of(
                                        integration,
                                        " ",
                                        Settings.of("temperature", 3).with("colour", "red"))
                                .schedule(Schedule.cron("0 0 30 2 *"))))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.violations())
                                .extracting(Violation::field)
                                .contains(
                                        "name",
                                        "config.query",
                                        "config.temperature",
                                        "config.colour",
                                        "schedule.cron"));
        assertThat(ada.sources().list()).isEmpty();
    }

    @Test
    void the_category_decides_what_may_be_made_of_a_type() {
        var sink = ada.integrations().create("sink", "Sink", Credentials.none());
        String echo = integration().id();

        assertThatThrownBy(() -> ada.sources().create(sink.id(), "x", Settings.none()))
                .hasMessageContaining("category");
        assertThatThrownBy(() -> ada.outputs().create(echo, "x", Settings.none(), ""))
                .hasMessageContaining("category");
    }

    @Test
    void a_template_that_can_never_render_is_refused_when_it_is_saved() {
        var sink = ada.integrations().create("sink", "Sink", Credentials.none());
        for (String template : new String[] {"{{#cards}}", "{{>file}}", "{{", "{{/cards}}"}) {
            assertThatThrownBy(() -> ada.outputs().create(sink.id(), "x", Settings.none(), template))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("template")
                    .hasMessageContaining("line 1");
        }
        assertThat(ada.outputs().list()).isEmpty();
    }

    @Test
    void what_is_switched_off_does_not_run_and_has_no_next_run() {
        Source made = ada.sources()
                .create(SourceDraft.of(integration().id(), "News", Settings.of("query", "x"))
                        .schedule(Schedule.cron("@hourly")));
        assertThat(engine.operator().runs().list(10)).hasSize(1);

        Source off = ada.sources().disable(made.id());

        assertThat(off.nextRunAt()).isEmpty();
        assertThat(engine.operator().runs().list(10)).isEmpty();
        assertThatThrownBy(() -> ada.execute(made.id())).isInstanceOf(InactiveException.class);
        assertThat(ada.sources().enable(made.id()).nextRunAt()).contains(Instant.parse("2026-01-31T10:00:00Z"));
        assertThat(engine.operator().runs().list(10)).hasSize(1);
    }

    @Test
    void an_integration_in_use_is_deleted_with_its_dependents_or_not_at_all() {
        Source made = source();

        assertThatThrownBy(() -> ada.integrations().delete(made.integrationId()))
                .isInstanceOf(ConflictException.class);
        Card card = ada.execute(made.id()).card().orElseThrow();
        ada.integrations().deleteWithDependents(made.integrationId());

        assertThat(ada.integrations().list()).isEmpty();
        assertThat(ada.sources().list()).isEmpty();
        assertThat(ada.cards().find(card.id())).isPresent();
        assertThat(ada.executions().latest(10)).hasSize(1);
    }

    @Test
    void credentials_go_in_and_never_come_out() {
        IntegrationView view = integration();

        assertThat(view.credentialFields()).containsExactly("api_key");
        assertThat(view.toString() + view.toValues() + ada.integrations().list())
                .doesNotContain("s3cret-key")
                .doesNotContain("sym1.");
        source.set(run -> CardData.of(run.credentials().reveal("api_key").length() + " characters"));
        assertThat(ada.execute(ada.sources()
                                .create(view.id(), "x", Settings.of("query", "x"))
                                .id())
                        .card()
                        .orElseThrow()
                        .title())
                .isEqualTo("10 characters");
    }

    @Test
    void wrong_credentials_are_refused_without_being_shown() {
        assertThatThrownBy(() -> ada.integrations().create("echo", "Mine", Credentials.of("colour", "s3cret-key")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("colour")
                .hasMessageNotContaining("s3cret-key");
        assertThatThrownBy(() -> ada.integrations()
                        .create("echo", "Mine", Credentials.none(), Settings.of("default_colour", "x")))
                .hasMessageContaining("default_colour");
    }

    @Test
    void a_type_that_supports_no_scheduling_refuses_a_schedule() {
        Values definition =
                Fakes.newType("manual_only", "source", Fakes.Source.SCHEMA).toValues();
        Values capabilities = definition.object("capabilities").with("supports_scheduling", false);
        var type = IntegrationType.of(definition.with("capabilities", capabilities));
        try (Engine other = Engine.builder()
                .handler(new Fakes.Source(type, run -> CardData.of("x")))
                .build()) {
            var owner = other.forOwner("ada");
            var integration = owner.integrations().create("manual_only", "x", Credentials.none());

            assertThatThrownBy(() -> owner.sources()
                            .create(SourceDraft.of(integration.id(), "x", Settings.of("query", "x"))
                                    .schedule(Schedule.cron("@daily"))))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("supports no scheduling");
        }
    }

    @Test
    void what_is_scheduled_runs_by_itself_once_the_engine_is_started() throws Exception {
        var ran = new CountDownLatch(2);
        try (Engine running = Engine.builder()
                .minimumInterval(Duration.ofSeconds(1))
                .handler(new Fakes.Source(run -> {
                    ran.countDown();
                    return CardData.of("x");
                }))
                .build()) {
            var owner = running.forOwner("ada");
            var integration = owner.integrations().create("echo", "x", Credentials.none());
            Source made = owner.sources()
                    .create(SourceDraft.of(integration.id(), "x", Settings.of("query", "x"))
                            .schedule(Schedule.cron("* * * * * *")));
            running.start();

            assertThat(ran.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(owner.executions()
                            .latestOf(made.id(), 1)
                            .get(0)
                            .toValues()
                            .text("trigger_kind"))
                    .isEqualTo("scheduled");
        }
    }

    @Test
    void two_handlers_for_one_type_are_refused_by_name() {
        assertThatThrownBy(() -> Engine.builder()
                        .handler(Fakes.Source.echo())
                        .handler(Fakes.Source.echo())
                        .build())
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("echo")
                .hasMessageContaining("Fakes$Source");
    }

    @Test
    void a_listener_that_throws_hurts_nobody() {
        try (Engine other = Engine.builder()
                .handler(Fakes.Source.echo())
                .listener(new EngineListener() {
                    @Override
                    public void on(Event event) {
                        throw new IllegalStateException("no");
                    }
                })
                .build()) {
            var owner = other.forOwner("ada");
            var made = owner.sources()
                    .create(
                            owner.integrations()
                                    .create("echo", "x", Credentials.none())
                                    .id(),
                            "x",
                            Settings.of("query", "x"));

            assertThat(owner.execute(made.id()).status()).isEqualTo(Status.SUCCESS);
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
