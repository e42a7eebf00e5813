package org.symposium.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symposium.testkit.StoreTime.LONG;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.symposium.spi.Stores.Saved;
import org.symposium.spi.model.Card;
import org.symposium.spi.model.CardFilter;
import org.symposium.spi.model.Output;

/** Cards chosen by filter. */
@SuppressWarnings("MemberName") // tests are named as sentences
public interface CardTableContract extends StoresFixture {
    /** By the moment they were made, whatever their ids. */
    @Test
    default void cards_come_newest_first() {
        card("b", "2026-01-01T00:00:00Z");
        card("a", "2026-01-03T00:00:00Z");
        card("c", "2026-01-02T00:00:00Z");
        card("d", "2026-01-02T00:00:00.000001Z");
        stores().cards().insert(Samples.card(BOB, "e", Instant.parse("2026-01-04T00:00:00Z")));

        assertThat(chosen(CardFilter.all())).containsExactly("a", "d", "c", "b");
        assertThat(chosen(CardFilter.all().limit(2))).containsExactly("a", "d");
    }

    /** One of the types, one of the sources, any of the tags; all of that together. */
    @Test
    default void cards_are_chosen_by_type_source_and_tag() {
        insert("1", "source", "s1", List.of("java", "news"));
        insert("2", "source", "s2", List.of("news"));
        insert("3", "query", "q1", List.of("Java"));
        insert("4", "source", "s1", List.of());

        assertThat(chosen(CardFilter.all().cardTypes("query"))).containsExactlyInAnyOrder("3");
        assertThat(chosen(CardFilter.all().cardTypes("query", "source"))).hasSize(4);
        assertThat(chosen(CardFilter.all().sources("s1", "q1"))).containsExactlyInAnyOrder("1", "3", "4");
        assertThat(chosen(CardFilter.all().sources("S1"))).isEmpty();
        assertThat(chosen(CardFilter.all().tags("java", "none"))).containsExactlyInAnyOrder("1");
        assertThat(chosen(CardFilter.all().tags("java", "news"))).containsExactlyInAnyOrder("1", "2");
        assertThat(chosen(CardFilter.all().tags("new"))).as("part of a tag").isEmpty();
        assertThat(chosen(CardFilter.all().tags("news").sources("s1"))).containsExactly("1");
    }

    /** Tags are any text; however they are looked for, it is as text. */
    @Test
    default void a_tag_with_odd_characters_is_found() {
        List<String> odd = List.of("a\"b", "a,b", "a\\b", "%", "[", "ä 👍", "a'b", "x_y");
        for (int number = 0; number < odd.size(); number++) {
            insert("card-" + number, "source", "s1", List.of(odd.get(number), "common"));
        }

        for (int number = 0; number < odd.size(); number++) {
            assertThat(chosen(CardFilter.all().tags(odd.get(number)))).containsExactly("card-" + number);
        }
        assertThat(chosen(CardFilter.all().tags("xzy", "_"))).isEmpty();
    }

    /** The limit counts those that are chosen, not those that are looked at. */
    @Test
    default void a_limit_counts_what_is_chosen() {
        insert("1", "source", "s1", List.of("java"));
        for (int number = 0; number < 150; number++) {
            card("later-" + number, "2026-02-01T00:00:00Z");
        }

        assertThat(chosen(CardFilter.all())).as("100 unless said otherwise").hasSize(100);
        assertThat(chosen(CardFilter.all().limit(120))).hasSize(120);
        assertThat(chosen(CardFilter.all().sources("s1").limit(1))).containsExactly("1");
    }

    /** Marked by the save of a delivery. */
    @Test
    default void delivered_cards_can_be_left_out() {
        outputs("out-1", "out-2");
        insert("1", "source", "s1", List.of());
        insert("2", "source", "s1", List.of());
        stores().cards().insert(Samples.card(BOB, "1"));

        delivered(ADA, "e1", "out-1", "1");

        assertThat(chosen(CardFilter.all().notDeliveredBy("out-1"))).containsExactly("2");
        assertThat(chosen(CardFilter.all().notDeliveredBy("out-2"))).hasSize(2);
        assertThat(chosen(CardFilter.all().notDeliveredBy("none"))).hasSize(2);
        assertThat(chosen(CardFilter.all())).hasSize(2);
        assertThat(stores().cards().choose(BOB, CardFilter.all().notDeliveredBy("out-1")))
                .hasSize(1);
    }

    /** Those delivered before are left as they are. */
    @Test
    default void a_card_may_be_delivered_again() {
        outputs("out-1");
        insert("1", "source", "s1", List.of());
        insert("2", "source", "s1", List.of());

        delivered(ADA, "e1", "out-1", "1");
        delivered(ADA, "e2", "out-1", "1", "2", "2");

        assertThat(chosen(CardFilter.all().notDeliveredBy("out-1"))).isEmpty();
    }

    /** Marks belong to both, and go with either. */
    @Test
    default void marks_go_with_their_output_and_their_card() {
        outputs("out-1", "out-2");
        insert("1", "source", "s1", List.of());
        insert("2", "source", "s1", List.of());
        delivered(ADA, "e1", "out-1", "1", "2");
        delivered(ADA, "e2", "out-2", "1", "2");
        delivered(BOB, "e1", "out-1", "1");

        stores().table(Output.KIND).remove(ADA, "out-1");
        outputs("out-1");
        stores().cards().remove(ADA, "1");
        insert("1", "source", "s1", List.of());

        assertThat(chosen(CardFilter.all().notDeliveredBy("out-1"))).hasSize(2);
        assertThat(chosen(CardFilter.all().notDeliveredBy("out-2"))).containsExactly("1");
    }

    /** A card may be removed while it is on its way. */
    @Test
    default void a_delivered_card_that_is_gone_is_left_out() {
        outputs("out-1");
        insert("2", "source", "s1", List.of());

        delivered(ADA, "e1", "out-1", "gone", "2");

        assertThat(chosen(CardFilter.all().notDeliveredBy("out-1"))).isEmpty();
    }

    private void delivered(String owner, String executionId, String outputId, String... cardIds) {
        var lease = stores().leases().acquire(owner + executionId, LONG).orElseThrow();
        var outcome = Outcomes.withDelivered(Outcomes.of(owner, executionId, 1), outputId, cardIds);
        assertThat(stores().save(outcome, lease)).isEqualTo(Saved.NOW);
    }

    private void outputs(String... ids) {
        for (String id : ids) {
            stores().table(Output.KIND).insert(Samples.output(ADA, id));
        }
    }

    private void card(String id, String createdAt) {
        stores().cards().insert(Samples.card(ADA, id, Instant.parse(createdAt)));
    }

    private void insert(String id, String cardType, String sourceId, List<String> tags) {
        Card card = Samples.with(Card.KIND, Samples.card(ADA, id), "card_type", cardType);
        card = Samples.with(Card.KIND, card, "source_id", sourceId);
        stores().cards().insert(Samples.with(Card.KIND, card, "tags", tags));
    }

    private List<String> chosen(CardFilter filter) {
        return stores().cards().choose(ADA, filter).stream().map(Card::id).toList();
    }
}
