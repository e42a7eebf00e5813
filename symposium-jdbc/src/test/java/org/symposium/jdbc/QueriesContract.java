package org.symposium.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.symposium.core.AesGcmVault;
import org.symposium.core.Engine;
import org.symposium.core.OwnerView;
import org.symposium.core.QueryDraft;
import org.symposium.core.Settings;
import org.symposium.spi.SourceHandler;
import org.symposium.spi.SourceRun;
import org.symposium.spi.model.Card;
import org.symposium.spi.model.CardData;
import org.symposium.spi.model.CardVersion;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.Execution;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.IntegrationType;
import org.symposium.spi.model.Query;
import org.symposium.spi.model.RunResult;
import org.symposium.spi.model.Schedule;
import org.symposium.spi.model.Status;
import org.symposium.spi.model.Values;
import org.symposium.testkit.MutableClock;

/** Queries and refreshed cards over a database, by hand, by schedule and on whichever node. */
abstract class QueriesContract {
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Instant START = Instant.parse("2026-01-31T09:00:00Z");
    private static final IntegrationType TYPE = IntegrationType.of(Values.fromJson("""
            {"name": "readings", "display_name": "Readings", "category": "source", "description": "For tests", "icon": "🌊",
             "version": "1", "auth_schema": {"fields": []},
             "source_schema": {"fields": [{"name": "place", "type": "text", "label": "Place", "required": true}]},
             "capabilities": {"supports_scheduling": true, "supports_refresh": true, "rate_limit_per_minute": null},
             "handler_module": "test"}"""));

    private final String key = AesGcmVault.newKey();
    private final MutableClock clock = MutableClock.at(START);
    private final Map<String, Supplier<CardData>> work = new ConcurrentHashMap<>();
    private final List<Engine> engines = new ArrayList<>();
    private final CountDownLatch release = new CountDownLatch(1);
    private HikariDataSource source;
    private OwnerView ada;

    abstract TestDatabase database();

    @BeforeEach
    void open() {
        source = database().fresh();
        ada = engine().forOwner("ada");
    }

    @AfterEach
    void close() {
        release.countDown();
        engines.forEach(Engine::close);
        source.close();
    }

    private Engine engine() {
        Engine engine = Engine.builder()
                .stores(JdbcStores.on(source, clock))
                .clock(clock)
                .vault(AesGcmVault.ofBase64(key))
                .grace(Duration.ofMillis(50))
                .runThreads(2)
                .handler(new Readings())
                .build();
        engines.add(engine);
        return engine;
    }

    /** Reads what the test says of each place. */
    private final class Readings implements SourceHandler {
        @Override
        public IntegrationType type() {
            return TYPE;
        }

        @Override
        public CardData execute(SourceRun run) {
            return work.getOrDefault(run.settings().text("place"), () -> reading(1))
                    .get();
        }

        @Override
        public String formatResponse(String title, Values data) {
            return title + ": " + data.number("height");
        }
    }

    private static CardData reading(double height) {
        return CardData.of("Waves").data("height", height).data("list", List.of(1, 2.50, "x"));
    }

    private static CardData broken() {
        throw new HandlerException(FailureKind.SERVER_ERROR, "It failed.");
    }

    private CardData held() {
        try {
            release.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return reading(1);
    }

    private QueryDraft draft(String... places) {
        String integration = ada.integrations()
                .create("readings", "Mine", Credentials.none())
                .id();
        var ids = new ArrayList<String>();
        for (String place : places) {
            ids.add(ada.sources()
                    .create(integration, place, Settings.of("place", place))
                    .id());
        }
        return QueryDraft.of("Coast", ids);
    }

    private Query hourly(String... places) {
        return ada.queries().create(draft(places).schedule(Schedule.cron("0 * * * *", ZoneOffset.UTC)));
    }

    private List<Card> cards(Query query) {
        return ada.cards().latestOf(query.id(), 10);
    }

    private Query now(Query query) {
        return ada.queries().get(query.id());
    }

    @Test
    void a_query_makes_a_card_of_what_succeeded_and_logs_the_rest() {
        Query query = ada.queries().create(draft("north", "south").tags(List.of("sea")));
        work.put("south", QueriesContract::broken);

        RunResult result = ada.query(query.id());

        assertThat(result.status()).isEqualTo(Status.PARTIAL);
        Card card = cards(query).get(0);
        assertThat(card.content()).startsWith("## Waves\n\nWaves: 1").contains("south: It failed.");
        assertThat(card.tags()).containsExactly("sea");
        Execution row = ada.executions().get(result.executionId());
        assertThat(row.sourcesSucceeded()).isEqualTo(1);
        assertThat(row.sourcesFailed()).isEqualTo(1);
        assertThat(row.errorDetails().list("sources")).hasSize(1);
        assertThat(now(query).progress().executionCount()).isEqualTo(1);
        assertThat(ada.sources().list()).allSatisfy(each -> {
            assertThat(each.executionCount()).isZero();
            assertThat(each.revision()).isEqualTo(1);
        });
    }

    @Test
    void each_slot_of_a_query_is_run_once_by_two_engines_over_one_database() {
        Query query = hourly("north", "south");
        engines.get(0).start();
        engine().start();

        for (int hour = 1; hour <= 3; hour++) {
            clock.set(START.plus(Duration.ofHours(hour)));
            int made = hour;
            await().atMost(LONGEST).until(() -> cards(query).size() >= made);
        }

        Instant next = START.plus(Duration.ofHours(4));
        await().atMost(LONGEST)
                .until(() ->
                        now(query).progress().nextRunAt().filter(next::equals).isPresent());
        assertThat(cards(query)).hasSize(3);
        assertThat(now(query).progress().executionCount()).isEqualTo(3);
        assertThat(ada.executions().latest(10))
                .hasSize(3)
                .allSatisfy(row -> assertThat(row.targetKind()).isEqualTo("query"))
                .extracting(row -> row.slot().orElseThrow())
                .doesNotHaveDuplicates();
    }

    @Test
    void a_query_whose_engine_ends_is_run_again_by_another() {
        Query query = ada.queries().create(draft("north", "south"));
        work.put("south", this::held);
        String id = ada.queryLater(query.id());
        engines.get(0).start();
        await().atMost(LONGEST).until(() -> ada.executions().get(id).status() == Status.RUNNING);

        engines.get(0).close();

        work.remove("south");
        Engine after = engine();
        ada = after.forOwner("ada");
        assertThat(ada.executions().get(id).status()).isEqualTo(Status.INTERRUPTED);
        assertThat(cards(query)).isEmpty();
        after.start();
        await().atMost(LONGEST).until(() -> ada.executions().get(id).status() == Status.SUCCESS);
        assertThat(cards(query)).hasSize(1);
    }

    @Test
    void a_query_that_fails_again_and_again_says_why_it_was_switched_off() {
        Query query = hourly("north");
        work.put("north", () -> {
            throw new HandlerException(FailureKind.FORBIDDEN, "It may not.");
        });

        for (int time = 0; time < 10; time++) {
            ada.query(query.id());
        }

        assertThat(now(query).isActive()).isFalse();
        assertThat(now(query).disabledReason()).contains("It may not.");
        assertThat(ada.runs().list(10)).isEmpty();
    }

    @Test
    void a_card_is_refreshed_and_reformatted_with_its_history() {
        Query query = ada.queries().create(draft("north"));
        String sourceId = query.sourceIds().get(0);
        Card card = ada.execute(sourceId).card().orElseThrow();
        assertThat(ada.refresh(card.id()).status()).isEqualTo(Status.UNCHANGED);
        work.put("north", () -> reading(2.5));
        ada.sources().delete(sourceId);
        ada.cards().retag(card.id(), List.of("mine"));

        RunResult result = ada.refresh(card.id());

        assertThat(result.status()).isEqualTo(Status.SUCCESS);
        assertThat(ada.cards().get(card.id()).content()).isEqualTo("Waves: 2.5");
        assertThat(ada.cards().get(card.id()).tags()).containsExactly("mine");
        assertThat(ada.cards().history(card.id()))
                .singleElement()
                .satisfies(version -> assertThat(version.data()).isEqualTo(card.data()));
        Card again = ada.cards().get(card.id());
        assertThat(ada.reformat(card.id())).isEqualTo(again);
        assertThat(ada.executions().get(result.executionId()).cardId()).contains(card.id());
    }

    @Test
    void a_querys_card_is_refreshed_and_reformatted_with_its_history() {
        Query query = ada.queries().create(draft("north"));
        Card card = ada.query(query.id()).card().orElseThrow();
        work.put("north", () -> reading(2.5));

        assertThat(ada.refresh(card.id()).status()).isEqualTo(Status.SUCCESS);
        ada.queries().update(query.id(), draft -> draft.template("{{#sources}}{{data.height}}{{/sources}}"));
        assertThat(ada.reformat(card.id()).content()).isEqualTo("2.5");

        assertThat(ada.cards().history(card.id()))
                .extracting(CardVersion::content)
                .containsExactly("## Waves\n\nWaves: 2.5\n", card.content());
    }

    @Test
    void a_refresh_that_waits_in_the_queue_goes_on_after_a_restart() {
        Query query = ada.queries().create(draft("north"));
        Card card = ada.execute(query.sourceIds().get(0)).card().orElseThrow();
        work.put("north", QueriesContract::broken);
        RunResult failed = ada.refresh(card.id());
        assertThat(failed.nextTryAt()).isPresent();
        engines.get(0).close();
        work.put("north", () -> reading(3.5));
        clock.set(failed.nextTryAt().orElseThrow());
        Engine after = engine();
        ada = after.forOwner("ada");

        after.start();

        await().atMost(LONGEST)
                .until(() -> ada.executions().get(failed.executionId()).status() == Status.SUCCESS);
        assertThat(ada.cards().get(card.id()).content()).isEqualTo("Waves: 3.5");
        assertThat(ada.cards().history(card.id())).hasSize(1);
    }
}
