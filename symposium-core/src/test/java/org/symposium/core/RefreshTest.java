package org.symposium.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.symposium.spi.SourceRun;
import org.symposium.spi.model.AuditAction;
import org.symposium.spi.model.Card;
import org.symposium.spi.model.CardData;
import org.symposium.spi.model.CardVersion;
import org.symposium.spi.model.ConflictException;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.Execution;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.InactiveException;
import org.symposium.spi.model.IntegrationType;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.NotFoundException;
import org.symposium.spi.model.Query;
import org.symposium.spi.model.RunResult;
import org.symposium.spi.model.Source;
import org.symposium.spi.model.Status;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Violation;

/** Cards that are fetched again, or formatted again. */
@Timeout(60)
class RefreshTest {
    private final CountDownLatch release = new CountDownLatch(1);
    private final CountDownLatch inside = new CountDownLatch(1);
    private final QueryTrial queries = new QueryTrial();
    private final OwnerView ada = queries.ada();

    @AfterEach
    void close() {
        release.countDown();
        queries.close();
    }

    private CardData blocked(SourceRun run) {
        inside.countDown();
        try {
            release.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return CardData.of("Late").data("found", "late");
    }

    private Card cardOf(String source) {
        return stored(ada, ada.execute(queries.source(source).id()));
    }

    private static Card stored(OwnerView owner, RunResult result) {
        return owner.cards().get(result.card().orElseThrow().id());
    }

    private static CardData second(SourceRun run) {
        return CardData.of("Java again").data("found", "again").cursor(Values.of("seen", 2));
    }

    private List<CardVersion> history(Card card) {
        return ada.cards().history(card.id());
    }

    @Test
    void a_card_is_fetched_again_and_what_it_was_stays_in_its_history() {
        Card card = ada.cards().retag(cardOf("java").id(), List.of("mine"));
        Source before = queries.sourceNamed("java");
        queries.says("java", RefreshTest::second);
        queries.trial.pass(Duration.ofHours(1));

        RunResult result = ada.refresh(card.id());

        assertThat(result.status()).isEqualTo(Status.SUCCESS);
        Card after = ada.cards().get(card.id());
        assertThat(result.card()).contains(after);
        assertThat(after.title()).isEqualTo("Java again");
        assertThat(after.data().text("found")).isEqualTo("again");
        assertThat(after.content()).isEqualTo("**Java again** {found=again}");
        assertThat(after.apiRequest().instant("timestamp")).isEqualTo(queries.trial.now());
        assertThat(after.apiRequest().without("timestamp"))
                .isEqualTo(card.apiRequest().without("timestamp"));
        assertThat(after.tags()).containsExactly("mine");
        assertThat(after.createdAt()).isEqualTo(card.createdAt());
        assertThat(history(card)).singleElement().satisfies(version -> {
            assertThat(version.title()).isEqualTo("About java");
            assertThat(version.content()).isEqualTo("**About java** {found=java}");
            assertThat(version.apiRequest()).isEqualTo(card.apiRequest());
            assertThat(version.replacedAt()).isEqualTo(queries.trial.now());
        });
        assertThat(queries.sourceNamed("java")).isEqualTo(before);
        assertThat(ada.cards().latest(10)).hasSize(1);
        Execution row = queries.trial.row(result.executionId());
        assertThat(row.targetKind()).isEqualTo("card");
        assertThat(row.targetId()).isEqualTo(card.id());
        assertThat(row.cardId()).contains(card.id());
        assertThat(row.integrationId()).contains(before.integrationId());
        assertThat(ada.integrations().get(before.integrationId()).lastUsedAt()).contains(queries.trial.now());
        assertThat(ada.audit().latest(AuditFilter.all(), 10))
                .filteredOn(entry -> entry.executionId().equals(result.executionId()))
                .singleElement()
                .satisfies(entry -> assertThat(entry.action()).isEqualTo(AuditAction.EXECUTE));
    }

    @Test
    void all_is_fetched_again_though_the_source_has_a_cursor() {
        Card card = cardOf("java");
        var cursor = new AtomicReference<Values>();
        queries.says("java", run -> {
            cursor.set(run.cursor());
            return second(run);
        });

        ada.refresh(card.id());

        assertThat(cursor.get().isEmpty()).isTrue();
        assertThat(queries.sourceNamed("java").cursor().text("at.seen")).isEqualTo("java");
    }

    @Test
    void nothing_is_kept_of_a_refresh_that_brings_the_same() {
        Card card = cardOf("java");

        RunResult result = ada.refresh(card.id());

        assertThat(result.status()).isEqualTo(Status.UNCHANGED);
        assertThat(ada.cards().get(card.id())).isEqualTo(card);
        assertThat(history(card)).isEmpty();
    }

    @Test
    void a_refresh_goes_by_what_was_fetched_then_whatever_became_of_the_source() {
        Card card = cardOf("java");
        Source source = queries.sourceNamed("java");
        queries.says("java", RefreshTest::second);
        ada.sources().update(source.id(), draft -> draft.settings(Settings.of("query", "rust")));
        assertThat(ada.refresh(card.id()).card().orElseThrow().title()).isEqualTo("Java again");

        ada.sources().delete(source.id());
        queries.says("java", run -> CardData.of("Java for the third time"));

        assertThat(ada.refresh(card.id()).card().orElseThrow().title()).isEqualTo("Java for the third time");
        assertThat(history(card)).extracting(CardVersion::title).containsExactly("Java again", "About java");
    }

    @Test
    void a_refresh_that_fails_leaves_the_card_and_counts_against_nobody() {
        Card card = cardOf("java");
        queries.fails("java", FailureKind.INVALID_RESPONSE);

        for (int time = 0; time < 12; time++) {
            assertThat(ada.refresh(card.id()).status()).isEqualTo(Status.FAILURE);
        }

        assertThat(ada.cards().get(card.id())).isEqualTo(card);
        assertThat(history(card)).isEmpty();
        assertThat(queries.sourceNamed("java").isActive()).isTrue();
        assertThat(queries.trial.names()).doesNotContain("source.failing", "source.disabled");
    }

    @Test
    void wrong_credentials_switch_the_integration_off() {
        Card card = cardOf("java");
        queries.fails("java", FailureKind.AUTHENTICATION);

        ada.refresh(card.id());

        assertThat(queries.trial.names()).contains("integration.disabled");
        assertThatThrownBy(() -> ada.refresh(card.id())).isInstanceOf(InactiveException.class);
    }

    @Test
    void a_refresh_that_may_succeed_later_goes_on_by_itself() {
        Card card = cardOf("java");
        queries.fails("java", FailureKind.SERVER_ERROR);
        RunResult failed = ada.refresh(card.id());
        queries.says("java", RefreshTest::second);
        queries.trial.engine.start();

        queries.trial.passTo(failed.nextTryAt().orElseThrow());

        await().until(() -> queries.trial.row(failed.executionId()).status() == Status.SUCCESS);
        assertThat(ada.cards().get(card.id()).title()).isEqualTo("Java again");
        assertThat(history(card)).hasSize(1);
    }

    @Test
    void a_refresh_that_waits_for_a_card_that_is_deleted_ends() {
        Card card = cardOf("java");
        queries.fails("java", FailureKind.SERVER_ERROR);
        RunResult failed = ada.refresh(card.id());
        ada.cards().delete(card.id());
        queries.says("java", RefreshTest::second);
        queries.trial.engine.start();

        queries.trial.passTo(failed.nextTryAt().orElseThrow());

        await().until(() -> queries.trial.queue().isEmpty());
        await().until(() -> queries.trial.row(failed.executionId()).isOver());
        assertThat(ada.cards().find(card.id())).isEmpty();
    }

    @Test
    void a_card_that_is_deleted_while_it_is_fetched_stays_so() throws InterruptedException {
        Card card = cardOf("java");
        queries.says("java", this::blocked);
        CompletableFuture<RunResult> running = ada.refreshAsync(card.id());
        inside.await();

        ada.cards().delete(card.id());
        release.countDown();

        assertThat(running.join().card()).isEmpty();
        assertThat(ada.cards().find(card.id())).isEmpty();
    }

    @Test
    void a_refresh_and_a_run_of_the_source_go_on_side_by_side() throws InterruptedException {
        Card card = cardOf("java");
        queries.says("java", this::blocked);
        CompletableFuture<RunResult> running = ada.refreshAsync(card.id());
        inside.await();
        queries.says("java", RefreshTest::second);

        RunResult other = ada.execute(queries.sourceNamed("java").id());

        assertThat(other.card().orElseThrow().id()).isNotEqualTo(card.id());
        assertThatThrownBy(() -> ada.refresh(card.id())).isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> ada.reformat(card.id())).isInstanceOf(ConflictException.class);
        release.countDown();
        assertThat(running.join().card().orElseThrow().title()).isEqualTo("Late");
        assertThat(queries.sourceNamed("java").cursor().whole("at.seen")).isEqualTo(2);
        assertThat(queries.sourceNamed("java").executionCount()).isEqualTo(2);
    }

    @Test
    void what_no_source_made_can_be_neither_refreshed_nor_reformatted() {
        Card card = ada.cards().create("By hand", "x", Values.empty(), List.of());

        assertThatThrownBy(() -> ada.refresh(card.id())).satisfies(RefreshTest::isUnsupported);
        assertThatThrownBy(() -> ada.reformat(card.id())).satisfies(RefreshTest::isUnsupported);
        assertThat(ada.executions().latest(10)).isEmpty();
    }

    private static void isUnsupported(Throwable thrown) {
        assertThat(thrown)
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.violations())
                                .extracting(Violation::rule)
                                .containsExactly("unsupported"));
    }

    @Test
    void a_type_that_supports_no_refresh_says_so() {
        IntegrationType type = IntegrationType.of(Fakes.newType("once", "source", Fakes.Source.SCHEMA)
                .toValues()
                .with("capabilities", Values.of("supports_refresh", false)));
        try (Engine engine = Engine.builder()
                .handler(new Fakes.Source(type, QueryTrial::found))
                .build()) {
            OwnerView bob = engine.forOwner("bob");
            String integration = bob.integrations()
                    .create("once", "Mine", Credentials.none())
                    .id();
            Source source = bob.sources().create(integration, "One", Settings.of("query", "java"));
            Card card = stored(bob, bob.execute(source.id()));

            assertThatThrownBy(() -> bob.refresh(card.id()))
                    .satisfies(RefreshTest::isUnsupported)
                    .hasMessageContaining("'once' supports no refresh");
        }
    }

    @Test
    void without_its_integration_a_card_stays_as_it_is() {
        Card card = cardOf("java");
        String integration = queries.sourceNamed("java").integrationId();
        ada.sources().delete(queries.sourceNamed("java").id());
        ada.integrations().delete(integration);

        assertThatThrownBy(() -> ada.refresh(card.id())).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> ada.reformat(card.id())).isInstanceOf(NotFoundException.class);
    }

    @Test
    void an_owner_refreshes_only_what_is_the_owners() {
        Card card = cardOf("java");
        OwnerView bob = queries.trial.engine.forOwner("bob");

        assertThatThrownBy(() -> bob.refresh(card.id())).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> bob.reformat(card.id())).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> bob.cards().history(card.id())).isInstanceOf(NotFoundException.class);
    }

    @Test
    void a_querys_card_becomes_what_its_sources_give_now() {
        Query query = queries.query("java", "rust");
        queries.fails("rust", FailureKind.SERVER_ERROR);
        Card card = stored(ada, ada.query(query.id()));
        queries.says("rust", QueryTrial::found);
        ada.queries().delete(query.id());
        ada.sources().delete(queries.sourceNamed("java").id());

        RunResult result = ada.refresh(card.id());

        assertThat(result.status()).isEqualTo(Status.SUCCESS);
        Card after = ada.cards().get(card.id());
        assertThat(after.content()).contains("## About java", "## About rust").doesNotContain("Missing");
        assertThat(after.data().whole("sources_succeeded")).isEqualTo(2);
        assertThat(after.apiRequest().list("sources")).hasSize(2);
        assertThat(history(card))
                .singleElement()
                .satisfies(version -> assertThat(version.content()).contains("Missing"));
        Execution row = queries.trial.row(result.executionId());
        assertThat(row.sourcesSucceeded()).isEqualTo(2);
        queries.fails("java", FailureKind.SERVER_ERROR);
        assertThat(ada.refresh(card.id()).status()).isEqualTo(Status.PARTIAL);
    }

    @Test
    void a_refresh_of_a_querys_card_that_fails_leaves_the_card() {
        Query query = ada.queries().create(queries.draft("java", "rust").minimumSources(2));
        Card card = stored(ada, ada.query(query.id()));
        queries.fails("rust", FailureKind.INVALID_REQUEST);

        RunResult result = ada.refresh(card.id());

        assertThat(result.status()).isEqualTo(Status.FAILURE);
        assertThat(queries.trial.row(result.executionId()).sourcesFailed()).isEqualTo(1);
        assertThat(ada.cards().get(card.id())).isEqualTo(card);
        assertThat(ada.queries().get(query.id()).progress().consecutiveFailures())
                .isZero();
    }

    @Test
    void a_querys_card_is_reformatted_by_the_template_that_the_query_has_now() {
        Query query = queries.query("java");
        Card card = stored(ada, ada.query(query.id()));
        assertThat(ada.reformat(card.id())).isEqualTo(card);
        assertThat(history(card)).isEmpty();
        ada.queries().update(query.id(), draft -> draft.template("{{#sources}}{{name}}{{/sources}} on {{date}}"));

        Card after = ada.reformat(card.id());

        assertThat(after.content()).isEqualTo("java on 2026-01-31");
        assertThat(after.data()).isEqualTo(card.data());
        assertThat(history(card))
                .singleElement()
                .satisfies(version -> assertThat(version.content()).isEqualTo(card.content()));
        assertThat(queries.trial.began).hasSize(1);
        Execution row = ada.executions().latest(1).get(0);
        assertThat(row.targetKind()).isEqualTo("card");
        assertThat(row.status()).isEqualTo(Status.SUCCESS);
        assertThat(row.cardId()).contains(card.id());
        ada.queries().delete(query.id());
        assertThat(ada.reformat(card.id()).content()).isEqualTo(card.content());
    }

    @Test
    void a_card_is_reformatted_by_its_handler_as_it_is_now() {
        var suffix = new AtomicReference<>("");
        IntegrationType type = Fakes.newType("echo", "source", Fakes.Source.SCHEMA);
        var handler = new ChangingSource(type, suffix);
        try (Engine engine = Engine.builder().handler(handler).build()) {
            OwnerView bob = engine.forOwner("bob");
            String integration = bob.integrations()
                    .create("echo", "Mine", Credentials.none())
                    .id();
            Source source = bob.sources().create(integration, "One", Settings.of("query", "java"));
            Card card = stored(bob, bob.execute(source.id()));
            bob.integrations().disable(integration);
            bob.sources().delete(source.id());
            assertThat(bob.reformat(card.id())).isEqualTo(card);
            suffix.set("!");

            assertThat(bob.reformat(card.id()).content()).isEqualTo(card.content() + "!");

            assertThat(bob.cards().history(card.id()))
                    .extracting(CardVersion::content)
                    .containsExactly(card.content());
            suffix.set("fail");
            assertThatThrownBy(() -> bob.reformat(card.id()))
                    .isInstanceOf(HandlerException.class)
                    .hasMessageContaining("IllegalStateException");
            assertThat(bob.cards().history(card.id())).hasSize(1);
        }
    }

    @Test
    void of_many_refreshes_the_last_twenty_versions_are_kept() {
        Card card = cardOf("java");
        for (int number = 1; number <= 25; number++) {
            String title = "Posts " + number;
            queries.says("java", run -> CardData.of(title));
            ada.refresh(card.id());
        }

        assertThat(history(card))
                .hasSize(CardVersion.MOST)
                .extracting(CardVersion::title)
                .startsWith("Posts 24")
                .endsWith("Posts 5");
        ada.cards().delete(card.id());
        assertThat(queries.trial.stores.table(CardVersion.KIND).page("ada", Map.of(), "", 10))
                .isEmpty();
    }
}
