package org.symposium.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.symposium.spi.model.Card;
import org.symposium.spi.model.CardData;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.RunResult;
import org.symposium.spi.model.Source;
import org.symposium.spi.model.Status;
import org.symposium.spi.model.Values;

/** How large a card may be, and how deeply nested. */
class CardSizeTest {
    private static final int MEBIBYTE = 1024 * 1024;

    private final QueryTrial queries = new QueryTrial();
    private final OwnerView ada = queries.ada();

    @AfterEach
    void close() {
        queries.close();
    }

    /** The values are one of the levels. */
    private static Values nested(int levels) {
        Object inner = "x";
        for (int level = 1; level < levels; level++) {
            inner = level % 2 == 0 ? List.of(inner) : Values.of("a", inner);
        }
        return Values.of("a", inner);
    }

    private Card written(String content, Values data) {
        return ada.cards().create("By hand", content, data, List.of());
    }

    @Test
    void a_card_that_is_too_large_or_nested_too_deeply_is_refused_with_all_that_is_wrong() {
        assertThatThrownBy(() -> written("é".repeat(3 * MEBIBYTE), Values.of("a", "x".repeat(5 * MEBIBYTE))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("data")
                .hasMessageContaining("at most 4 MiB as JSON")
                .hasMessageContaining("content");
        assertThatThrownBy(() -> written("x", nested(81)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("at most 80 levels");
        assertThat(ada.cards().latest(10)).isEmpty();
    }

    @Test
    void what_is_as_deep_as_may_be_goes_through_deliveries_and_queries() {
        Source source = queries.source("deep");
        queries.says("deep", run -> CardData.of("Deep").data(nested(80)));
        RunResult gathered = ada.query(
                ada.queries().create(QueryDraft.of("All", List.of(source.id()))).id());
        written("x", nested(80));
        String sink = queries.trial.integration("sink");
        var output = ada.outputs().create(sink, "Digest", Settings.of("to", "team"), "");

        assertThat(gathered.status()).as("%s", gathered).isEqualTo(Status.SUCCESS);
        RunResult delivered = ada.deliver(output.id());
        assertThat(delivered.cardsSent()).as("%s", delivered).isEqualTo(2);
        assertThat(ada.deliveries().get(delivered.executionId()).toValues().toJson())
                .contains("\"deep\"");
    }

    @Test
    void data_that_is_nested_too_deeply_is_its_handlers_fault() {
        Source source = queries.source("deep");
        queries.says("deep", run -> CardData.of("Deep").data(nested(93)));

        RunResult result = ada.execute(source.id());

        assertThat(result.failure().orElseThrow().kind()).isEqualTo(FailureKind.INTERNAL);
        assertThat(result.failure().orElseThrow().message())
                .isEqualTo("What the handler of 'echo' gave makes no card: its data must be nested at most 80 levels"
                        + " deep.");
    }

    @Test
    void a_source_that_gives_too_much_fails_and_says_what_to_do() {
        Source source = queries.source("large");
        queries.says("large", run -> CardData.of("Large").data("all", "x".repeat(5 * MEBIBYTE)));

        RunResult result = ada.execute(source.id());

        assertThat(result.failure().orElseThrow().kind()).isEqualTo(FailureKind.INVALID_RESPONSE);
        assertThat(result.failure().orElseThrow().message()).contains("its data must have at most 4 MiB");
        assertThat(result.failure().orElseThrow().suggestion()).contains("Ask for less");
    }

    @Test
    void of_what_the_sources_of_a_query_give_a_card_has_as_much_as_it_may_and_its_user_is_told() {
        queries.says("one", run -> CardData.of("One").data("all", "x".repeat(3 * MEBIBYTE)));
        queries.says("two", run -> CardData.of("Two").data("all", "y".repeat(3 * MEBIBYTE)));
        queries.says("small", run -> CardData.of("Small").data("all", "z"));

        RunResult result = ada.query(queries.query("one", "two", "small").id());

        Card card = result.card().orElseThrow();
        assertThat(result.status()).as("%s", result).isEqualTo(Status.SUCCESS);
        assertThat(card.toValues().toJson().length()).isLessThan(6 * MEBIBYTE);
        assertThat(card.data().list("sources").get(0).objectOrEmpty("data").isEmpty())
                .isTrue();
        assertThat(card.data().list("sources").get(2).text("data.all")).isEqualTo("z");
        assertThat(result.notices())
                .contains("one: its data was left out, since all sources together gave more than a card may have.")
                .noneMatch(notice -> notice.startsWith("small"));
        assertThat(ada.cards().get(card.id()).title()).isEqualTo("Morning");
    }
}
