package org.symposium.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.symposium.spi.Lease;
import org.symposium.spi.Outcome;
import org.symposium.spi.Stores.Saved;
import org.symposium.spi.model.Card;
import org.symposium.spi.model.CardFilter;
import org.symposium.spi.model.CardVersion;
import org.symposium.spi.model.Execution;
import org.symposium.spi.model.Values;

/** Cards that become something else by a run: together with its log row, and with what they were kept. */
@SuppressWarnings("MemberName") // tests are named as sentences
public interface CardHistoryContract extends StoresFixture {
    /** The whole of it. */
    @Test
    default void a_rewrite_changes_the_card_and_keeps_what_it_was() {
        Card before = Samples.card(ADA, "card-1");
        stores().cards().insert(before);

        assertThat(rewrite(ADA, "e1", "v1", "Four new posts")).isEqualTo(Saved.NOW);

        Card after = card(ADA);
        assertThat(after.content()).isEqualTo("Four new posts");
        assertThat(after.data()).isEqualTo(Values.of("count", 4L));
        assertThat(after.tags()).isEqualTo(before.tags());
        assertThat(after.title()).isEqualTo(before.title());
        assertThat(after.createdAt()).isEqualTo(before.createdAt());
        assertThat(after.revision()).isEqualTo(2);
        assertThat(versions(ADA)).singleElement().satisfies(version -> {
            assertThat(version.id()).isEqualTo("v1");
            assertThat(version.cardId()).isEqualTo("card-1");
            assertThat(version.content()).isEqualTo(before.content());
            assertThat(version.data()).isEqualTo(before.data());
            assertThat(version.apiRequest()).isEqualTo(before.apiRequest());
            assertThat(version.replacedAt()).isEqualTo(Samples.CREATED_AT.plusSeconds(1));
        });
        assertThat(stores().table(Execution.KIND).find(ADA, "e1")).isPresent();
    }

    /** Whoever edits a card while it is fetched again loses nothing. */
    @Test
    default void tags_that_were_edited_meanwhile_stay_and_are_chosen_by() {
        stores().cards().insert(Samples.card(ADA, "card-1"));
        stores().cards().replace(Samples.with(Card.KIND, card(ADA), "tags", List.of("mine")), 1);

        rewrite(ADA, "e1", "v1", "Four new posts");

        assertThat(card(ADA).tags()).containsExactly("mine");
        assertThat(card(ADA).revision()).isEqualTo(3);
        assertThat(stores().cards().choose(ADA, CardFilter.all().tags("mine"))).hasSize(1);
    }

    /** A card that was deleted stays deleted; that it was fetched is logged. */
    @Test
    default void a_card_that_is_gone_is_not_brought_back() {
        assertThat(rewrite(ADA, "e1", "v1", "Four new posts")).isEqualTo(Saved.NOW);

        assertThat(stores().cards().find(ADA, "card-1")).isEmpty();
        assertThat(versions(ADA)).isEmpty();
        assertThat(stores().table(Execution.KIND).find(ADA, "e1")).isPresent();
    }

    /** The answer to a commit may be lost: the engine asks again. */
    @Test
    default void a_rewrite_that_is_saved_twice_is_made_once() {
        stores().cards().insert(Samples.card(ADA, "card-1"));
        rewrite(ADA, "e1", "v1", "Four new posts");

        assertThat(rewrite(ADA, "e1", "v2", "Five new posts")).isEqualTo(Saved.ALREADY);

        assertThat(card(ADA).content()).isEqualTo("Four new posts");
        assertThat(versions(ADA)).hasSize(1);
    }

    /** Another node has taken over. */
    @Test
    default void a_rewrite_under_a_lease_that_is_lost_is_not_made() {
        stores().cards().insert(Samples.card(ADA, "card-1"));
        Lease lost = new Lease("card/ada/card-1", -1);

        assertThat(stores().save(outcome(ADA, "e1", "v1", "Four new posts", 1), lost))
                .isEqualTo(Saved.STALE);

        assertThat(card(ADA).content()).isEqualTo("- One\n- Two\n");
        assertThat(versions(ADA)).isEmpty();
    }

    /** A card that is refreshed every minute. */
    @Test
    default void of_one_card_so_many_versions_are_kept_and_the_oldest_go() {
        stores().cards().insert(Samples.card(ADA, "card-1"));
        stores().table(CardVersion.KIND)
                .insert(Samples.with(CardVersion.KIND, Samples.cardVersion(ADA, "other"), "card_id", "card-2"));

        for (int number = 1; number <= CardVersion.MOST + 3; number++) {
            Lease lease = lease(ADA);
            String id = "v" + (100 + number);
            stores().save(outcome(ADA, "e" + number, id, "Posts " + number, number), lease);
            stores().leases().release(lease);
        }

        assertThat(versions(ADA))
                .hasSize(CardVersion.MOST)
                .extracting(CardVersion::content)
                .startsWith("Posts " + (CardVersion.MOST + 2))
                .endsWith("Posts 3");
        assertThat(stores().table(CardVersion.KIND).find(ADA, "other")).isPresent();
    }

    /** What belongs to a card alone. */
    @Test
    default void versions_go_with_their_card() {
        stores().cards().insert(Samples.card(ADA, "card-1"));
        stores().cards().insert(Samples.card(BOB, "card-1"));
        rewrite(ADA, "e1", "v1", "Four new posts");
        rewrite(BOB, "e1", "v1", "Five new posts");

        stores().cards().remove(ADA, "card-1");

        assertThat(versions(ADA)).isEmpty();
        assertThat(versions(BOB)).hasSize(1);
    }

    /** Two owners may have cards of one id. */
    @Test
    default void another_owners_card_is_not_touched() {
        stores().cards().insert(Samples.card(ADA, "card-1"));
        stores().cards().insert(Samples.card(BOB, "card-1"));

        rewrite(ADA, "e1", "v1", "Four new posts");

        assertThat(card(BOB).content()).isEqualTo("- One\n- Two\n");
        assertThat(versions(BOB)).isEmpty();
    }

    private Saved rewrite(String owner, String executionId, String versionId, String content) {
        Lease lease = lease(owner);
        Saved saved = stores().save(outcome(owner, executionId, versionId, content, 1), lease);
        stores().leases().release(lease);
        return saved;
    }

    private static Outcome outcome(String owner, String executionId, String versionId, String content, int second) {
        Instant at = Samples.CREATED_AT.plusSeconds(second);
        Values changes = Values.of("content", content).with("data", Values.of("count", 4));
        return Outcomes.withRewrite(
                Outcomes.of(owner, executionId, 1), new Outcome.Rewrite("card-1", versionId, at, changes));
    }

    private Card card(String owner) {
        return stores().cards().find(owner, "card-1").orElseThrow();
    }

    private List<CardVersion> versions(String owner) {
        return stores().table(CardVersion.KIND).latest(owner, Map.of("card_id", "card-1"), "", 100);
    }

    private Lease lease(String owner) {
        return stores().leases()
                .acquire("card/" + owner + "/card-1", Duration.ofMinutes(5))
                .orElseThrow();
    }
}
