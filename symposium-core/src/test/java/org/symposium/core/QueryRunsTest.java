package org.symposium.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.symposium.core.internal.log.RowSize;
import org.symposium.spi.model.AuditAction;
import org.symposium.spi.model.Card;
import org.symposium.spi.model.CardData;
import org.symposium.spi.model.Execution;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.InactiveException;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.NotFoundException;
import org.symposium.spi.model.Query;
import org.symposium.spi.model.RunResult;
import org.symposium.spi.model.Source;
import org.symposium.spi.model.Status;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Violation;

/** What a query makes of its sources. */
class QueryRunsTest {
    private final QueryTrial queries = new QueryTrial();
    private final OwnerView ada = queries.ada();

    @AfterEach
    void close() {
        queries.close();
    }

    private Card card(RunResult result) {
        return result.card().orElseThrow();
    }

    private static Values section(Card card, int at) {
        return card.data().list("sources").get(at);
    }

    private Execution row(RunResult result) {
        return queries.trial.row(result.executionId());
    }

    @Test
    void one_card_holds_what_all_sources_gave() {
        Query query = ada.queries().create(queries.draft("java", "rust").tags(List.of("early")));

        RunResult result = ada.query(query.id());

        assertThat(result.status()).isEqualTo(Status.SUCCESS);
        assertThat(result.notices()).isEmpty();
        Card card = ada.cards().get(card(result).id());
        assertThat(card.cardType()).isEqualTo("query");
        assertThat(card.sourceId()).isEqualTo(query.id());
        assertThat(card.title()).isEqualTo("Morning");
        assertThat(card.tags()).containsExactly("early");
        assertThat(card.data().whole("sources_succeeded")).isEqualTo(2);
        assertThat(card.data().whole("sources_failed")).isZero();
        assertThat(section(card, 0).text("status")).isEqualTo("success");
        assertThat(section(card, 0).text("data.found")).isEqualTo("java");
        assertThat(section(card, 1).text("title")).isEqualTo("About rust");
        assertThat(card.content())
                .isEqualTo(
                        "## About java\n\n**About java** {found=java}\n\n## About rust\n\n**About rust** {found=rust}\n");
        Execution row = row(result);
        assertThat(row.targetKind()).isEqualTo("query");
        assertThat(row.targetId()).isEqualTo(query.id());
        assertThat(row.integrationId()).isEmpty();
        assertThat(row.cardId()).contains(card.id());
        assertThat(row.sourcesSucceeded()).isEqualTo(2);
        assertThat(row.sourcesFailed()).isZero();
        assertThat(ada.queries().get(query.id()).progress().executionCount()).isEqualTo(1);
        assertThat(ada.queries().get(query.id()).progress().lastExecutedAt()).contains(Trial.START);
        assertThat(queries.trial.names()).containsExactly("execution.finished");
    }

    @Test
    void the_card_names_what_was_asked_without_any_secret() {
        Query query = queries.query("java");

        Values request = card(ada.query(query.id())).apiRequest();

        assertThat(request.text("query_id")).isEqualTo(query.id());
        assertThat(request.instant("timestamp")).isEqualTo(Trial.START);
        Values asked = request.list("sources").get(0);
        Source source = queries.sourceNamed("java");
        assertThat(asked.text("source_id")).isEqualTo(source.id());
        assertThat(asked.text("integration_id")).isEqualTo(source.integrationId());
        assertThat(asked.object("config")).isEqualTo(Values.fromJson("{\"query\": \"java\", \"temperature\": 0.2}"));
        assertThat(request.toJson()).doesNotContain("k3y-of-ada");
    }

    @Test
    void the_sources_own_cards_cursors_schedules_and_counters_stay_as_they_are() {
        Query query = queries.query("java", "rust");
        ada.execute(queries.sourceNamed("java").id());
        List<Source> before = ada.sources().list();
        queries.fails("rust", FailureKind.INVALID_REQUEST);
        queries.says("java", run -> {
            assertThat(run.cursor().isEmpty()).isTrue();
            return QueryTrial.found(run);
        });

        RunResult result = ada.query(query.id());

        assertThat(result.status()).isEqualTo(Status.PARTIAL);
        assertThat(ada.sources().list()).isEqualTo(before);
        assertThat(ada.cards().latestOf(queries.sourceNamed("java").id(), 10)).hasSize(1);
        assertThat(ada.cards().latestOf(queries.sourceNamed("rust").id(), 10)).isEmpty();
        assertThat(ada.executions().latest(10))
                .extracting(Execution::targetKind)
                .containsOnlyOnce("query");
    }

    @Test
    void its_integration_is_seen_in_use_and_each_use_is_in_the_audit_log() {
        Query query = queries.query("java", "rust");
        String integration = queries.sourceNamed("java").integrationId();
        queries.trial.pass(Duration.ofHours(1));

        RunResult result = ada.query(query.id());

        assertThat(ada.integrations().get(integration).lastUsedAt()).contains(queries.trial.now());
        assertThat(ada.audit().latest(AuditFilter.all(), 10))
                .filteredOn(entry -> entry.action() == AuditAction.EXECUTE)
                .hasSize(2)
                .allSatisfy(entry -> {
                    assertThat(entry.executionId()).isEqualTo(result.executionId());
                    assertThat(entry.integrationId()).isEqualTo(integration);
                    assertThat(entry.outcome()).isEqualTo("success");
                });
    }

    @Test
    void a_source_that_fails_leaves_a_partial_card_that_says_so() {
        Query query = queries.query("java", "rust", "zig");
        queries.fails("rust", FailureKind.SERVER_ERROR);

        RunResult result = ada.query(query.id());

        assertThat(result.status()).isEqualTo(Status.PARTIAL);
        assertThat(result.failure()).isEmpty();
        assertThat(result.nextTryAt()).isEmpty();
        assertThat(result.notices()).containsExactly("rust: It failed.");
        Card card = card(result);
        assertThat(card.content())
                .contains("## About java", "## About zig", "**Missing here:**\n\n- rust: It failed.")
                .doesNotContain("About rust");
        assertThat(section(card, 1).text("status")).isEqualTo("failure");
        assertThat(section(card, 1).text("error_kind")).isEqualTo("server_error");
        Execution row = row(result);
        assertThat(row.status()).isEqualTo(Status.PARTIAL);
        assertThat(row.sourcesSucceeded()).isEqualTo(2);
        assertThat(row.sourcesFailed()).isEqualTo(1);
        assertThat(row.resultSummary()).isEqualTo("Card: Morning; 1 of 3 sources failed");
        assertThat(row.errorKind()).isEmpty();
        assertThat(row.errorDetails().list("sources")).singleElement().satisfies(error -> {
            assertThat(error.text("source_id"))
                    .isEqualTo(queries.sourceNamed("rust").id());
            assertThat(error.text("name")).isEqualTo("rust");
            assertThat(error.text("error_kind")).isEqualTo("server_error");
            assertThat(error.text("error_message")).isEqualTo("It failed.");
            assertThat(error.text("trace")).contains("HandlerException");
        });
        assertThat(ada.queries().get(query.id()).progress().consecutiveFailures())
                .isZero();
        var event = queries.trial.events.get(0);
        assertThat(event.details().whole("sources_failed")).isEqualTo(1);
    }

    @Test
    void no_card_is_made_when_no_source_gives_anything() {
        Query query = queries.query("java", "rust");
        queries.fails("java", FailureKind.INVALID_RESPONSE);
        queries.fails("rust", FailureKind.NETWORK);

        RunResult result = ada.query(query.id());

        assertThat(result.status()).isEqualTo(Status.FAILURE);
        assertThat(result.card()).isEmpty();
        assertThat(result.failure().orElseThrow().kind()).isEqualTo(FailureKind.INVALID_RESPONSE);
        assertThat(result.failure().orElseThrow().message())
                .isEqualTo("None of its 2 sources gave anything. java: It failed. rust: It failed.");
        assertThat(ada.cards().latest(10)).isEmpty();
        assertThat(row(result).sourcesFailed()).isEqualTo(2);
        assertThat(row(result).errorDetails().list("sources")).hasSize(2);
        assertThat(row(result).errorDetails().text("suggestion")).isNotEmpty();
        assertThat(ada.queries().get(query.id()).progress().consecutiveFailures())
                .isEqualTo(1);
    }

    @Test
    void fewer_sources_than_the_query_wants_are_a_failure() {
        Query query = ada.queries().create(queries.draft("java", "rust", "zig").minimumSources(2));
        queries.fails("java", FailureKind.INVALID_REQUEST);

        assertThat(ada.query(query.id()).status()).isEqualTo(Status.PARTIAL);
        queries.fails("rust", FailureKind.INVALID_REQUEST);
        RunResult result = ada.query(query.id());

        assertThat(result.status()).isEqualTo(Status.FAILURE);
        assertThat(result.failure().orElseThrow().message())
                .startsWith("Of its 3 sources 1 gave something, and at least 2 must.");
        assertThat(row(result).sourcesSucceeded()).isEqualTo(1);
    }

    @Test
    void the_last_good_card_of_a_source_stands_in_for_it_while_it_is_fresh() {
        Query query = ada.queries()
                .create(queries.draft("java", "rust").minimumSources(2).lastGood(Duration.ofHours(6)));
        ada.execute(queries.sourceNamed("rust").id());
        queries.fails("rust", FailureKind.SERVER_ERROR);
        queries.trial.pass(Duration.ofHours(6));

        RunResult result = ada.query(query.id());

        assertThat(result.status()).isEqualTo(Status.PARTIAL);
        Values rust = section(card(result), 1);
        assertThat(rust.text("status")).isEqualTo("last_good");
        assertThat(rust.text("content")).isEqualTo("**About rust** {found=rust}");
        assertThat(rust.instant("as_of")).isEqualTo(Trial.START);
        assertThat(rust.text("error_kind")).isEqualTo("server_error");
        assertThat(card(result).content())
                .contains("## About rust", "*As of 2026-01-31T09:00:00Z: it could not be fetched now.*")
                .doesNotContain("Missing");
        assertThat(row(result).sourcesFailed()).isEqualTo(1);
        assertThat(result.notices()).containsExactly("rust: It failed. Its last card stands in.");

        queries.trial.pass(Duration.ofSeconds(1));

        assertThat(ada.query(query.id()).status()).isEqualTo(Status.FAILURE);
    }

    @Test
    void a_card_of_somebody_else_never_stands_in() {
        Query query = ada.queries().create(queries.draft("java", "rust").lastGood(Duration.ofHours(6)));
        ada.cards().create("By hand", "x", Values.empty(), List.of());
        queries.fails("rust", FailureKind.SERVER_ERROR);

        assertThat(section(card(ada.query(query.id())), 1).text("status")).isEqualTo("failure");
    }

    @Test
    void a_source_with_nothing_new_gives_its_last_card() {
        Query query = queries.query("java");
        ada.execute(queries.sourceNamed("java").id());
        queries.says("java", run -> CardData.unchanged());
        queries.trial.pass(Duration.ofDays(3));

        RunResult result = ada.query(query.id());

        assertThat(result.status()).isEqualTo(Status.SUCCESS);
        assertThat(section(card(result), 0).text("status")).isEqualTo("unchanged");
        assertThat(card(result).content()).contains("## About java").doesNotContain("could not be fetched");
    }

    @Test
    void what_is_switched_off_or_deleted_counts_as_failed() {
        Query query = queries.query("java", "off", "gone");
        Source elsewhere = queries.source("elsewhere", queries.trial.integration("echo"));
        ada.queries()
                .update(
                        query.id(),
                        draft -> draft.sourceIds(Stream.concat(draft.sourceIds().stream(), Stream.of(elsewhere.id()))
                                .toList()));
        ada.sources().disable(queries.sourceNamed("off").id());
        ada.sources().delete(queries.sourceNamed("gone").id());
        ada.integrations().disable(elsewhere.integrationId());

        RunResult result = ada.query(query.id());

        assertThat(result.status()).isEqualTo(Status.PARTIAL);
        assertThat(row(result).sourcesFailed()).isEqualTo(3);
        assertThat(row(result).errorDetails().list("sources"))
                .extracting(error -> error.text("error_kind"))
                .containsOnly("misconfigured");
        assertThat(row(result).errorDetails().list("sources"))
                .extracting(error -> error.text("error_message"))
                .satisfiesExactly(
                        off -> assertThat(off).startsWith("The source is switched off."),
                        gone -> assertThat(gone).isEqualTo("The source was deleted."),
                        unconnected -> assertThat(unconnected).startsWith("The integration 'Mine' is switched off."));
        assertThat(queries.trial.began).hasSize(1);
    }

    @Test
    void a_fault_of_a_handler_hurts_its_own_source_only() {
        Query query = queries.query("java", "rust");
        queries.says("rust", run -> {
            throw new IllegalStateException("k3y-of-ada");
        });

        RunResult result = ada.query(query.id());

        assertThat(result.status()).isEqualTo(Status.PARTIAL);
        assertThat(row(result).toValues().toJson())
                .contains("IllegalStateException")
                .doesNotContain("k3y-of-ada");
    }

    @Test
    void a_secret_that_a_service_repeats_is_masked_in_the_card() {
        Query query = queries.query("java");
        queries.says(
                "java",
                run -> CardData.of("Key " + run.credentials().reveal("api_key"))
                        .data("key", run.credentials().reveal("api_key"))
                        .notice("used " + run.credentials().reveal("api_key")));

        RunResult result = ada.query(query.id());

        assertThat(card(result).toValues().toJson()).doesNotContain("k3y-of-ada");
        assertThat(row(result).toValues().toJson()).doesNotContain("k3y-of-ada");
    }

    @Test
    void a_template_shapes_the_card() {
        Query query = ada.queries().create(queries.draft("java", "rust").template("""
                # {{title}} of {{date}}: {{sources_succeeded}}/{{sources_failed}}
                {{#sources}}* {{name}} {{data.found}} {{{content}}}
                {{/sources}}{{#failed}}! {{name}} {{error_message}} {{error_kind}}
                {{/failed}}"""));
        queries.fails("rust", FailureKind.SERVER_ERROR);

        assertThat(card(ada.query(query.id())).content()).isEqualTo("""
                # Morning of 2026-01-31: 1/1
                * java java **About java** {found=java}
                ! rust It failed. server_error
                """);
    }

    @Test
    void a_template_that_gives_too_much_is_a_failure_that_says_what_to_do() {
        Query query = ada.queries().create(queries.draft("java").template("{{#sources}}{{{content}}}{{/sources}}"));
        queries.says("java", run -> CardData.of("x".repeat(400)).data("much", "y".repeat(300 * 1024)));

        RunResult result = ada.query(query.id());

        assertThat(result.status()).isEqualTo(Status.FAILURE);
        assertThat(result.failure().orElseThrow().kind()).isEqualTo(FailureKind.MISCONFIGURED);
        assertThat(result.failure().orElseThrow().message()).startsWith("The query's template can't be rendered");
        assertThat(row(result).sourcesSucceeded()).isEqualTo(1);
    }

    @Test
    void all_that_is_wrong_with_a_query_is_told_when_it_is_saved() {
        QueryDraft draft = queries.draft("java")
                .template("{{#open}}")
                .deadline(Duration.ofHours(1))
                .minimumSources(2)
                .lastGood(Duration.ZERO);

        assertThatThrownBy(() -> ada.queries().create(draft))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.violations())
                                .extracting(Violation::field)
                                .containsExactlyInAnyOrder(
                                        "config.template",
                                        "config.deadline",
                                        "config.min_sources",
                                        "config.last_good_max_age"));
        assertThat(ada.queries().list()).isEmpty();
    }

    @Test
    void a_source_is_named_once_and_not_too_many_of_them() {
        String id = queries.source("java").id();
        List<String> many = IntStream.range(0, 101).mapToObj(each -> id).toList();

        assertThatThrownBy(() -> ada.queries().create(QueryDraft.of("Many", many)))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.violations())
                                .extracting(Violation::rule)
                                .containsExactlyInAnyOrder("max_items", "unique"));
    }

    @Test
    void what_was_chosen_is_kept_over_an_edit() {
        Query query = ada.queries()
                .create(queries.draft("java", "rust")
                        .template("x")
                        .deadline(Duration.ofSeconds(30))
                        .minimumSources(2)
                        .lastGood(Duration.ofHours(1)));

        Query changed =
                ada.queries().update(query.id(), draft -> draft.name("Evening").withoutDeadline());

        assertThat(changed.template()).isEqualTo("x");
        assertThat(changed.deadline()).isEmpty();
        assertThat(changed.minimumSources()).isEqualTo(2);
        assertThat(changed.lastGoodMaxAge()).contains(Duration.ofHours(1));
    }

    @Test
    void an_owner_runs_only_what_is_the_owners() {
        Query query = queries.query("java");
        OwnerView bob = queries.trial.engine.forOwner("bob");

        assertThatThrownBy(() -> bob.query(query.id())).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> bob.queryLater(query.id())).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> bob.queries()
                        .create(QueryDraft.of(
                                "Mine", List.of(queries.sourceNamed("java").id()))))
                .isInstanceOf(InvalidInputException.class);
        assertThat(queries.trial.began).isEmpty();
    }

    @Test
    void a_query_that_is_switched_off_is_refused() {
        Query query = queries.query("java");
        ada.queries().disable(query.id());

        assertThatThrownBy(() -> ada.query(query.id()))
                .isInstanceOf(InactiveException.class)
                .hasMessageContaining("Switched off by its user.");
        assertThat(ada.queries().enable(query.id()).disabledReason()).isEmpty();
        assertThat(ada.query(query.id()).status()).isEqualTo(Status.SUCCESS);
    }

    @Test
    void the_log_row_of_a_hundred_sources_that_fail_is_of_bounded_size() {
        String[] names =
                IntStream.range(0, 100).mapToObj(number -> "s" + number).toArray(String[]::new);
        Query query = queries.query(names);
        for (String name : names) {
            queries.says(name, run -> {
                throw new HandlerException(FailureKind.INVALID_REQUEST, "wrong ".repeat(1_000));
            });
        }

        RunResult result = ada.query(query.id());

        Values row = row(result).toValues();
        assertThat(row.toJson().length()).isLessThanOrEqualTo(RowSize.MOST_BYTES);
        assertThat(row.whole("sources_failed")).isEqualTo(100);
        assertThat(row.object("error_details").list("sources")).isNotEmpty();
    }

    @Test
    void a_query_runs_on_a_thread_of_the_engines_too() {
        Query query = queries.query("java");

        assertThat(ada.queryAsync(query.id()).join().status()).isEqualTo(Status.SUCCESS);
    }

    @Test
    void a_query_that_is_put_into_the_queue_is_run_by_a_started_engine() {
        Query query = queries.query("java");

        String id = ada.queryLater(query.id());

        assertThat(queries.trial.row(id).status()).isEqualTo(Status.QUEUED);
        queries.trial.engine.start();
        await().until(() -> queries.trial.row(id).status() == Status.SUCCESS);
        assertThat(queries.trial.row(id).cardId()).isPresent();
        assertThat(ada.queries().get(query.id()).progress().executionCount()).isEqualTo(1);
    }

    @Test
    void a_query_that_waits_in_the_queue_can_be_cancelled() {
        Query query = queries.query("java");
        String id = ada.queryLater(query.id());

        assertThat(ada.cancel(id)).isTrue();

        assertThat(queries.trial.row(id).status()).isEqualTo(Status.CANCELLED);
        assertThat(queries.trial.queue()).isEmpty();
    }

    @Test
    void a_cancelled_query_stops_its_sources() throws InterruptedException {
        Query query = queries.query("java", "rust");
        var inside = new CountDownLatch(2);
        queries.says("java", run -> blocked(inside));
        queries.says("rust", run -> blocked(inside));
        var running = ada.queryAsync(query.id());
        inside.await();
        String id = queries.trial.began.get(0);

        assertThat(ada.cancel(id)).isTrue();

        RunResult result = running.join();
        assertThat(result.status()).isEqualTo(Status.CANCELLED);
        assertThat(result.card()).isEqualTo(Optional.empty());
        assertThat(ada.sources().get(queries.sourceNamed("java").id()).isActive())
                .isTrue();
        assertThat(ada.query(queries.query("zig").id()).status()).isEqualTo(Status.SUCCESS);
    }

    private static CardData blocked(CountDownLatch inside) {
        inside.countDown();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return CardData.of("never");
    }

    @Test
    void a_query_whose_source_was_deleted_can_be_changed_and_the_source_taken_out() {
        Query query = queries.query("java", "gone");
        String gone = queries.sourceNamed("gone").id();
        ada.sources().delete(gone);

        Query renamed = ada.queries().update(query.id(), draft -> draft.name("Evening"));
        RunResult result = ada.query(query.id());
        Query without = ada.queries()
                .update(
                        query.id(),
                        draft -> draft.sourceIds(List.of(query.sourceIds().get(0))));

        assertThat(renamed.sourceIds()).contains(gone);
        assertThat(result.notices()).containsExactly("A deleted source: The source was deleted.");
        assertThat(result.card().orElseThrow().content()).doesNotContain(gone);
        assertThat(without.sourceIds()).hasSize(1);
        assertThatThrownBy(() -> ada.queries().update(query.id(), draft -> draft.sourceIds(List.of(gone))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("source_ids.0")
                .hasMessageContaining("take it out");
    }
}
