package org.symposium.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.symposium.testkit.StoreTime.LONG;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.symposium.spi.Stores.Saved;
import org.symposium.spi.model.Card;
import org.symposium.spi.model.CardFilter;
import org.symposium.spi.model.Comparison;
import org.symposium.spi.model.Output;
import org.symposium.spi.model.Values;

/** One filter chooses the same cards in the same order whatever keeps them: what {@link ExpectedCards} says, which looks at every card. */
@SuppressWarnings("MemberName") // tests are named as sentences
public interface CardFilterContract extends StoresFixture {
    /** A few hundred of each. */
    @Test
    default void generated_filters_choose_the_cards_they_describe() {
        compare(1, 200, 250);
    }

    /** Many more, with other cards each time. */
    @Test
    @Tag("soak")
    default void very_many_generated_filters_choose_the_cards_they_describe() {
        for (int seed = 2; seed <= 12; seed++) {
            compare(seed, 400, 2_000);
            stores().cards()
                    .page(ADA, Map.of(), "", 1_000)
                    .forEach(card -> stores().cards().remove(ADA, card.id()));
            stores().cards()
                    .page(BOB, Map.of(), "", 1_000)
                    .forEach(card -> stores().cards().remove(BOB, card.id()));
        }
    }

    /** More cards lie between than a store reads at once. */
    @Test
    default void what_is_rare_is_found_among_many() {
        for (int number = 0; number < 450; number++) {
            Values data = Values.of("rare", number % 149 == 0).with("n", number);
            stores().cards().insert(card("c-" + number, number, data, number % 2 == 0 ? "even" : "odd"));
        }

        CardFilter rare = CardFilter.all().where("data.rare", Comparison.NOT_EQUALS, false);
        assertThat(chosen(rare)).containsExactly("c-447", "c-298", "c-149", "c-0");
        assertThat(chosen(rare.tags("even", "odd").limit(3))).containsExactly("c-447", "c-298", "c-149");
        assertThat(chosen(rare.tags("even").limit(1))).containsExactly("c-298");
        assertThat(chosen(rare.sortBy("created_at", false).limit(2))).containsExactly("c-0", "c-149");
        assertThat(chosen(CardFilter.all().sortBy("data.n", false).limit(2))).containsExactly("c-0", "c-1");
        assertThat(chosen(CardFilter.all().sortBy("data.n", true).tags("odd").limit(2)))
                .containsExactly("c-449", "c-447");
    }

    /** All of one moment: what the sort says next counts for all of them, not for the first that are read. */
    @Test
    default void cards_of_one_moment_are_sorted_among_each_other() {
        for (int number = 0; number < 250; number++) {
            stores().cards().insert(card("c-" + number, 0, Values.of("n", (number * 7) % 250), "one"));
        }

        CardFilter sorted = CardFilter.all().sortBy("created_at", true).sortBy("data.n", false);
        assertThat(chosen(sorted.limit(2))).containsExactly("c-0", "c-143");
        assertThat(chosen(sorted.tags("one").limit(2))).containsExactly("c-0", "c-143");
        assertThat(chosen(CardFilter.all().limit(2))).containsExactly("c-99", "c-98");
    }

    /** The engine knows what time it is, and the views: a store is told. */
    @Test
    default void a_filter_that_is_not_resolved_is_refused() {
        for (CardFilter filter : List.of(
                CardFilter.all().createdWithin(Duration.ofDays(7)),
                CardFilter.all().olderThan(Duration.ofDays(7)),
                CardFilter.all().within(CardFilter.all().createdWithin(Duration.ofDays(7))),
                CardFilter.all().view("view-1"))) {
            assertThatThrownBy(() -> stores().cards().choose(ADA, filter))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("not resolved");
        }
    }

    private void compare(long seed, int cards, int filters) {
        var generated = new GeneratedCards(seed);
        var all = new LinkedHashMap<String, Card>();
        for (int number = 0; number < cards; number++) {
            Card card = generated.card(ADA, number);
            stores().cards().insert(card);
            all.put(card.id(), card);
            if (number % 5 == 0) {
                stores().cards().insert(Samples.with(Card.KIND, generated.card(BOB, number), "id", card.id()));
            }
        }
        Set<String> delivered = deliver(seed, all);
        int filled = 0;
        for (int number = 0; number < filters; number++) {
            CardFilter filter = generated.filter();
            List<String> expected = ExpectedCards.of(filter.toValues(), List.copyOf(all.values()), delivered);
            assertThat(chosen(filter)).as("seed %s: %s", seed, filter).isEqualTo(expected);
            assertThat(CardFilter.of(Values.fromJson(filter.toValues().toJson())))
                    .isEqualTo(filter);
            filled += expected.isEmpty() ? 0 : 1;
        }
        assertThat(filled).as("filters that choose something").isGreaterThan(filters / 3);
    }

    private Set<String> deliver(long seed, Map<String, Card> all) {
        stores().table(Output.KIND).insert(Samples.output(ADA, "out-1"));
        List<String> ids = new ArrayList<>(all.keySet()).subList(0, all.size() / 3);
        var lease = stores().leases().acquire("filters-" + seed, LONG).orElseThrow();
        var outcome =
                Outcomes.withDelivered(Outcomes.of(ADA, "filters-" + seed, 1), "out-1", ids.toArray(String[]::new));
        assertThat(stores().save(outcome, lease)).isEqualTo(Saved.NOW);
        return ids.stream().collect(Collectors.toSet());
    }

    private static Card card(String id, int second, Values data, String tag) {
        Card card = Samples.card(ADA, id, Instant.parse("2026-01-01T00:00:00Z").plusSeconds(second));
        return Samples.with(Card.KIND, Samples.with(Card.KIND, card, "data", data), "tags", List.of(tag));
    }

    private List<String> chosen(CardFilter filter) {
        return stores().cards().choose(ADA, filter).stream().map(Card::id).toList();
    }
}
