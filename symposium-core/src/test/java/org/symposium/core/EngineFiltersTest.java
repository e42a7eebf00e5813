package org.symposium.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.symposium.spi.model.Card;
import org.symposium.spi.model.CardData;
import org.symposium.spi.model.CardFilter;
import org.symposium.spi.model.Comparison;
import org.symposium.spi.model.ConflictException;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.DeliveryResult;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.NotFoundException;
import org.symposium.spi.model.Output;
import org.symposium.spi.model.Status;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.View;
import org.symposium.spi.model.Violation;

/** Cards chosen by filters and views, from what a host saves to what an output sends. */
@SuppressWarnings("MemberName") // tests are named as sentences
class EngineFiltersTest {
    private final HandSetClock clock = new HandSetClock("2026-01-31T09:00:00Z");
    private final InMemoryStores stores = new InMemoryStores();
    private final List<List<String>> sent = new ArrayList<>();
    private final List<String> written = new ArrayList<>();
    private final Engine engine = Engine.builder()
            .vault(AesGcmVault.ofBase64(AesGcmVault.newKey()))
            .stores(stores)
            .clock(clock)
            .handler(new Fakes.Source(run -> CardData.of("done")))
            .handler(new Fakes.Output(delivery -> {
                sent.add(delivery.cards().stream().map(Card::title).toList());
                written.add(delivery.content().markdown().strip());
                return DeliveryResult.delivered("d-1");
            }))
            .build();
    private final OwnerView ada = engine.forOwner("ada");
    private String sink = "";

    @BeforeEach
    void connect() {
        sink = ada.integrations().create("sink", "Sink", Credentials.none()).id();
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void an_output_sends_what_its_filter_chooses_in_its_order() {
        card("low", 1, "java");
        card("other", 9, "news");
        card("high", 3, "java");
        card("middle", 2, "java");
        Output output = output(draft -> draft.filter(CardFilter.all()
                .tags("java")
                .where("data.score", Comparison.GREATER, 1)
                .sortBy("data.score", true)));

        ada.deliver(output.id());

        assertThat(sent).containsExactly(List.of("high", "middle"));
    }

    @Test
    void a_time_is_seen_from_the_moment_of_each_run() {
        card("early", 1, "java");
        clock.advance(Duration.ofDays(8));
        card("late", 1, "java");
        Output output = output(draft ->
                draft.filter(CardFilter.all().createdWithin(Duration.ofDays(7)).includeDelivered()));

        ada.deliver(output.id());
        clock.advance(Duration.ofDays(7).plusMillis(1));

        assertThat(ada.deliver(output.id()).status()).isEqualTo(Status.SKIPPED);
        assertThat(sent).containsExactly(List.of("late"));
    }

    @Test
    void what_was_delivered_is_chosen_again_only_if_the_filter_says_so() {
        card("one", 1, "java");
        Output again = output(draft -> draft.filter(CardFilter.all().includeDelivered()));

        ada.deliver(again.id());
        ada.deliver(again.id());

        assertThat(sent).containsExactly(List.of("one"), List.of("one"));
        assertThat(ada.cards().choose(CardFilter.all().notDeliveredBy(again.id())))
                .isEmpty();
    }

    @Test
    void nothing_chosen_is_skipped_and_nothing_sent_unless_the_output_says_to_send_anyway() {
        Output quiet = output(draft -> draft);
        Output talking = output(draft -> draft.sendsWhenEmpty(true).template("{{^cards}}Nothing new{{/cards}}"));

        assertThat(ada.deliver(quiet.id()).status()).isEqualTo(Status.SKIPPED);
        assertThat(sent).isEmpty();
        assertThat(ada.deliver(talking.id()).status()).isEqualTo(Status.SUCCESS);
        assertThat(sent).containsExactly(List.of());
        assertThat(written).containsExactly("Nothing new");
        assertThat(ada.executions().latest(1).get(0).cardsSent()).isZero();
        assertThat(ada.outputs().get(talking.id()).toValues().flag("send_when_empty"))
                .isTrue();
        assertThat(ada.outputs()
                        .update(talking.id(), draft -> draft.name("Renamed"))
                        .sendsWhenEmpty())
                .isTrue();
    }

    @Test
    void an_output_narrows_a_view_as_the_view_is_at_that_moment() {
        card("java news", 1, "java", "news");
        card("java", 2, "java");
        card("kotlin news", 3, "kotlin", "news");
        View view = ada.views().create("Java", CardFilter.all().tags("java").sortBy("title", false));
        Output output = output(draft ->
                draft.filter(CardFilter.all().view(view.id()).tags("news").includeDelivered()));

        ada.deliver(output.id());
        ada.views().update(view.id(), "Kotlin", CardFilter.all().tags("kotlin"));
        ada.deliver(output.id());

        assertThat(sent).containsExactly(List.of("java news"), List.of("kotlin news"));
        assertThat(ada.views().cards(view.id())).extracting(Card::title).containsExactly("kotlin news");
        assertThat(ada.cards().choose(CardFilter.all().view(view.id()).tags("kotlin")))
                .hasSize(1);
    }

    @Test
    void a_view_in_use_is_not_deleted() {
        View view = ada.views().create("Java", CardFilter.all().tags("java"));
        Output output = output(draft -> draft.filter(CardFilter.all().view(view.id())));

        assertThatThrownBy(() -> ada.views().delete(view.id()))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("Digest");

        ada.outputs().update(output.id(), draft -> draft.filter(CardFilter.all()));
        ada.views().delete(view.id());
        assertThat(ada.views().list()).isEmpty();
    }

    @Test
    void a_view_that_is_gone_all_the_same_is_a_failure_that_says_so() {
        card("one", 1, "java");
        View view = ada.views().create("Java", CardFilter.all().tags("java"));
        Output output = output(draft -> draft.filter(CardFilter.all().view(view.id())));
        stores.table(View.KIND).remove("ada", view.id());

        var failure = ada.deliver(output.id()).failure().orElseThrow();

        assertThat(failure.kind()).isEqualTo(FailureKind.MISCONFIGURED);
        assertThat(failure.message()).contains(view.id());
        assertThat(sent).isEmpty();
        assertThatThrownBy(() -> ada.cards().choose(CardFilter.all().view(view.id())))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void a_stored_filter_that_can_not_be_followed_sends_nothing() {
        card("one", 1, "java");
        Output output = output(draft -> draft);
        Output stored = Output.of(output.toValues().with("filter", Values.of("tag", "java")));
        stores.table(Output.KIND).replace(stored, output.revision());

        var failure = ada.deliver(output.id()).failure().orElseThrow();

        assertThat(failure.kind()).isEqualTo(FailureKind.MISCONFIGURED);
        assertThat(failure.message()).contains("tag");
        assertThat(sent).isEmpty();
    }

    @Test
    void a_filter_is_checked_when_an_output_or_a_view_is_saved() {
        Values wrong = Values.of("limit", 0)
                .with("where", List.of(Values.of("field", "nowhere").with("operator", "like")));

        assertThat(fields(() -> output(draft -> draft.filter(wrong))))
                .containsExactly("filter.where.0.field", "filter.where.0.operator", "filter.limit");
        assertThat(fields(() -> ada.views().create(" ", wrong)))
                .containsExactly("name", "filter.where.0.field", "filter.where.0.operator", "filter.limit");
        assertThat(fields(() -> output(draft -> draft.filter(CardFilter.all().view("none")))))
                .containsExactly("filter.view_id");
        assertThat(fields(() -> output(draft -> draft.filter(CardFilter.all().notDeliveredBy("x")))))
                .containsExactly("filter.not_delivered_by");
        assertThat(fields(() -> output(draft -> draft.filter(CardFilter.all().within(CardFilter.all())))))
                .containsExactly("filter.within");
        assertThat(fields(() -> ada.views().create("x", CardFilter.all().view("y"))))
                .containsExactly("filter.view_id");
        assertThat(ada.outputs().list()).isEmpty();
        assertThat(ada.views().list()).isEmpty();
    }

    @Test
    void another_owners_view_is_not_known() {
        View view =
                engine.forOwner("bob").views().create("Java", CardFilter.all().tags("java"));

        assertThat(fields(() -> output(draft -> draft.filter(CardFilter.all().view(view.id())))))
                .containsExactly("filter.view_id");
        assertThatThrownBy(() -> ada.cards().choose(CardFilter.all().view(view.id())))
                .isInstanceOf(NotFoundException.class);
    }

    private static List<String> fields(Runnable saving) {
        return catchThrowableOfType(InvalidInputException.class, saving::run).violations().stream()
                .map(Violation::field)
                .toList();
    }

    private void card(String title, int score, String... tags) {
        ada.cards().create(title, title, Values.of("score", score), List.of(tags));
        clock.advance(Duration.ofSeconds(1));
    }

    private Output output(UnaryOperator<OutputDraft> change) {
        return ada.outputs().create(change.apply(OutputDraft.of(sink, "Digest", Settings.of("to", "x"))));
    }

    @Test
    void an_output_takes_cards_of_its_owners_sources_and_queries_only() {
        OwnerView bob = engine.forOwner("bob");
        String echo =
                bob.integrations().create("echo", "Echo", Credentials.none()).id();
        String theirs =
                bob.sources().create(echo, "News", Settings.of("query", "java")).id();
        String mine = ada.sources()
                .create(
                        ada.integrations()
                                .create("echo", "Echo", Credentials.none())
                                .id(),
                        "News",
                        Settings.of("query", "java"))
                .id();
        String query = ada.queries().create(QueryDraft.of("All", List.of(mine))).id();

        assertThatThrownBy(() -> output(draft -> draft.filter(CardFilter.all().sources(mine, theirs))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("filter.source_ids.1")
                .hasMessageContaining("is no source of this owner")
                .hasMessageNotContaining("source_ids.0");
        Output made = output(draft -> draft.filter(CardFilter.all().sources(mine, query)));
        ada.queries().delete(query);
        ada.sources().delete(mine);
        assertThat(ada.outputs().update(made.id(), draft -> draft.name("Other")).name())
                .as("its cards are still there")
                .isEqualTo("Other");
    }
}
