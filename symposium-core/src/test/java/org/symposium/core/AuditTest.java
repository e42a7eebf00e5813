package org.symposium.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.symposium.spi.Run;
import org.symposium.spi.model.AuditAction;
import org.symposium.spi.model.AuditActor;
import org.symposium.spi.model.AuditEntry;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.RunResult;
import org.symposium.spi.model.Schedule;
import org.symposium.spi.model.Source;
import org.symposium.spi.model.Status;

/** Whoever touches credentials leaves a row, also when the process dies with them in its hands. */
class AuditTest {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    private final Accounts accounts = Accounts.free();
    private final HandSetClock clock = new HandSetClock(NOON.toString());
    private final InMemoryStores stores = new InMemoryStores(clock);
    private final Engine engine = engine();
    private final OwnerView ada = engine.forOwner("ada");

    private Engine engine() {
        return accounts.engine()
                .handler(Fakes.Source.echo())
                .stores(stores)
                .clock(clock)
                .vault(AesGcmVault.ofBase64("3q2+7wD/EjRWeJq83vAZaK8ck0VW5w0hXmFzqUvPLys="))
                .build();
    }

    @AfterEach
    void close() {
        accounts.release();
        engine.close();
        accounts.close();
    }

    private String integration(String token) {
        return ada.integrations()
                .create("accounts", "Mine", Accounts.token(token))
                .id();
    }

    private Source source(String integrationId) {
        return ada.sources().create(integrationId, "Items", Settings.none());
    }

    private List<AuditEntry> rows(AuditFilter filter) {
        return ada.audit().latest(filter, 100);
    }

    private List<AuditEntry> runs() {
        return rows(AuditFilter.all().action(AuditAction.EXECUTE));
    }

    @Test
    void each_use_says_who_when_what_why_and_how_it_ended() {
        String id = ada.integrations()
                .create("accounts", "Mine", Accounts.token("anna-1").with("note", "n"))
                .id();
        RunResult run = ada.execute(source(id).id());
        ada.integrations().test(id);
        ada.integrations().options(id, "source_schema.list_id", "");
        ada.integrations().rotate(id, Accounts.token("dead-1"));
        ada.integrations().revoke(id);

        List<AuditEntry> rows = rows(AuditFilter.all().integration(id));

        assertThat(rows)
                .extracting(AuditEntry::action)
                .containsExactly(
                        AuditAction.REVOKE,
                        AuditAction.ROTATE,
                        AuditAction.OPTIONS,
                        AuditAction.TEST,
                        AuditAction.EXECUTE,
                        AuditAction.CREATE);
        assertThat(rows)
                .extracting(AuditEntry::outcome)
                .containsExactly("success", "failure", "success", "valid", "success", "success");
        assertThat(rows).allSatisfy(row -> {
            assertThat(row.actor()).isEqualTo(AuditActor.OWNER);
            assertThat(row.fields()).containsExactlyInAnyOrder("token", "note");
            assertThat(row.createdAt()).isEqualTo(NOON);
            assertThat(row.executionId()).isNotBlank();
            assertThat(row.toValues().toJson()).doesNotContain("anna-1", "dead-1");
        });
        assertThat(rows.get(4).executionId()).isEqualTo(run.executionId());
        assertThat(rows.get(1).errorKind()).contains(FailureKind.AUTHENTICATION);
    }

    @Test
    void a_run_without_credentials_leaves_no_row() {
        String id =
                ada.integrations().create("echo", "Mine", Credentials.none()).id();

        ada.execute(
                ada.sources().create(id, "News", Settings.of("query", "java")).id());

        assertThat(runs()).isEmpty();
    }

    @Test
    void a_run_that_fails_is_audited_with_its_kind() {
        ada.execute(source(integration("dead-1")).id());

        assertThat(runs()).singleElement().satisfies(row -> {
            assertThat(row.outcome()).isEqualTo("failure");
            assertThat(row.errorKind()).contains(FailureKind.AUTHENTICATION);
        });
    }

    @Test
    @Timeout(30)
    void a_run_on_its_callers_thread_is_in_the_log_before_it_has_opened_anything() throws Exception {
        var hold = accounts.holdRuns();
        CompletableFuture<RunResult> run =
                ada.executeAsync(source(integration("anna-1")).id());
        accounts.awaitInside();

        assertThat(runs())
                .singleElement()
                .satisfies(row -> assertThat(row.outcome()).isEqualTo("running"));

        hold.countDown();
        run.get();
        assertThat(runs())
                .singleElement()
                .satisfies(row -> assertThat(row.outcome()).isEqualTo("success"));
    }

    @Test
    @Timeout(30)
    void a_scheduled_run_is_the_engines_and_its_row_comes_with_its_outcome() {
        String id = integration("anna-1");
        ada.sources().create(SourceDraft.of(id, "Items", Settings.none()).schedule(Schedule.at(NOON.plusSeconds(60))));
        clock.advance(Duration.ofMinutes(2));
        engine.start();

        await().atMost(Duration.ofSeconds(20)).until(() -> !runs().isEmpty());

        assertThat(runs()).singleElement().satisfies(row -> {
            assertThat(row.actor()).isEqualTo(AuditActor.ENGINE);
            assertThat(row.outcome()).isEqualTo("success");
            assertThat(row.revision()).isEqualTo(1);
        });
    }

    @Test
    @Timeout(30)
    void a_queued_run_whose_process_died_is_audited_by_who_takes_it_over() {
        String executionId = died(source(integration("anna-1")));

        engine.start();

        await().atMost(Duration.ofSeconds(20))
                .until(() -> ada.executions().get(executionId).status() == Status.SUCCESS);
        assertThat(rows(AuditFilter.all().execution(executionId)))
                .extracting(AuditEntry::attempt, AuditEntry::outcome)
                .containsExactlyInAnyOrder(tuple(1, "interrupted"), tuple(2, "success"));
    }

    @Test
    @Timeout(30)
    void a_queued_run_whose_process_died_is_audited_though_its_integration_is_off_by_now() {
        String id = integration("anna-1");
        String executionId = died(source(id));
        ada.integrations().disable(id);

        engine.start();

        await().atMost(Duration.ofSeconds(20))
                .until(() -> ada.executions().get(executionId).status() == Status.CANCELLED);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(rows(AuditFilter.all().execution(executionId)))
                        .singleElement()
                        .satisfies(row -> assertThat(row.outcome()).isEqualTo("interrupted")));
    }

    private String died(Source source) {
        String executionId = ada.executeLater(source.id());
        Run run = stores.runs().list("ada", 10).get(0).run();
        stores.runs().put(run.interruptedSince(Optional.of(clock.instant())));
        return executionId;
    }

    @Test
    void the_log_is_read_by_time_and_page_by_page() {
        for (int minute = 0; minute < 60; minute++) {
            integration("anna-" + minute);
            clock.advance(Duration.ofMinutes(1));
        }
        AuditFilter quarter =
                AuditFilter.all().since(NOON.plus(Duration.ofMinutes(15))).until(NOON.plus(Duration.ofMinutes(30)));

        List<AuditEntry> whole = rows(quarter);
        var paged = new ArrayList<AuditEntry>();
        List<AuditEntry> page = ada.audit().latest(quarter, 4);
        while (!page.isEmpty()) {
            paged.addAll(page);
            page = ada.audit().before(page.get(page.size() - 1), quarter, 4);
        }

        assertThat(whole).hasSize(15);
        assertThat(whole.get(0).createdAt()).isEqualTo(NOON.plus(Duration.ofMinutes(29)));
        assertThat(whole.get(14).createdAt()).isEqualTo(NOON.plus(Duration.ofMinutes(15)));
        assertThat(paged).isEqualTo(whole);
        assertThat(rows(AuditFilter.all().since(NOON.plus(Duration.ofMinutes(58)))))
                .hasSize(2);
    }

    @Test
    void the_newest_rows_come_first_whatever_their_ids() {
        String first = integration("anna-1");
        clock.advance(Duration.ofHours(-1)); // as by another node, whose clock is behind
        String second = integration("anna-2");

        assertThat(rows(AuditFilter.all()))
                .extracting(AuditEntry::integrationId)
                .containsExactly(first, second);
    }

    @Test
    void the_operator_sees_all_owners_newest_first_and_an_owner_her_own() {
        OwnerView bob = engine.forOwner("bob");
        var owners = new ArrayList<String>();
        for (int minute = 0; minute < 3; minute++) {
            integration("anna-" + minute);
            bob.integrations().create("accounts", "His", Accounts.token("bert-" + minute)); // at the same moment
            clock.advance(Duration.ofMinutes(1));
            owners.addAll(List.of("bob", "ada"));
        }
        OperatorAudit all = engine.operator().audit();

        var paged = new ArrayList<AuditEntry>();
        List<AuditEntry> page = all.latest(AuditFilter.all(), 2);
        while (!page.isEmpty()) {
            paged.addAll(page);
            page = all.before(page.get(page.size() - 1), AuditFilter.all(), 2);
        }

        assertThat(paged).extracting(AuditEntry::owner).containsExactlyElementsOf(owners);
        assertThat(paged)
                .extracting(AuditEntry::createdAt)
                .isSortedAccordingTo(Comparator.reverseOrder())
                .endsWith(NOON);
        assertThat(all.latest(AuditFilter.all().since(NOON.plusSeconds(60)).until(NOON.plusSeconds(120)), 10))
                .isEqualTo(paged.subList(2, 4));
        assertThat(all.of("bob").latest(AuditFilter.all(), 10))
                .hasSize(3)
                .allMatch(row -> row.owner().equals("bob"));
        assertThat(rows(AuditFilter.all()))
                .hasSize(3)
                .allMatch(row -> row.owner().equals("ada"));
    }
}
