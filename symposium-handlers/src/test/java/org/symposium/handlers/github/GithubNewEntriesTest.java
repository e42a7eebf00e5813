package org.symposium.handlers.github;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.symposium.handlers.CannedReply;
import org.symposium.handlers.FakeRun;
import org.symposium.spi.http.HttpCall;
import org.symposium.spi.model.CardData;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.Values;

/** What is new since the last run. */
class GithubNewEntriesTest {
    private static final Values ISSUES = Values.of("resource", "issues")
            .with("repository", "octo/tetris")
            .with("state", "open")
            .with("count", 2)
            .with("only_new", true);

    private final GithubHandler handler = new GithubHandler();
    private Values cursor = Values.empty();
    private List<HttpCall> sent = List.of();

    @Test
    void the_first_card_has_the_newest_and_what_is_older_stays_out() {
        assertThat(run(ISSUES, issue(3, 3), issue(2, 2), issue(1, 1))).containsExactly("3", "2");
        assertThat(query("since")).isEmpty();
        assertThat(query("sort")).containsExactly("created");

        assertThat(run(ISSUES, issue(3, 3), issue(2, 2), issue(1, 1))).isEmpty();
        assertThat(query("since")).containsExactly("2026-01-03T00:00:00Z");
        assertThat(run(ISSUES, issue(4, 4), issue(3, 3), issue(2, 2))).containsExactly("4");
        assertThat(run(ISSUES, issue(4, 4))).isEmpty();
    }

    @Test
    void what_a_card_has_no_room_for_follows_with_the_next() {
        run(ISSUES, issue(1, 1));

        assertThat(run(ISSUES, issue(4, 4), issue(3, 3), issue(2, 2), issue(1, 1)))
                .containsExactly("4", "3");
        assertThat(run(ISSUES, issue(4, 4), issue(3, 3), issue(2, 2), issue(1, 1)))
                .containsExactly("2");
        assertThat(run(ISSUES, issue(4, 4), issue(3, 3), issue(2, 2), issue(1, 1)))
                .isEmpty();
    }

    @Test
    void two_of_the_same_moment_are_told_apart() {
        assertThat(run(ISSUES, issue(1, 1))).containsExactly("1");
        assertThat(run(ISSUES, issue(2, 1), issue(1, 1))).containsExactly("2");
    }

    @Test
    void an_empty_list_is_no_end_of_it() {
        assertThat(run(ISSUES)).isEmpty();
        assertThat(run(ISSUES, issue(1, 1))).containsExactly("1");
    }

    @Test
    void each_change_counts_where_changes_are_sorted_by() {
        Values byChange = ISSUES.with("sort", "updated");
        assertThat(run(byChange, issue(1, 1, 2))).containsExactly("1");
        assertThat(run(byChange, issue(1, 1, 2))).isEmpty();
        assertThat(run(byChange, issue(1, 1, 5))).containsExactly("1");

        cursor = Values.empty();
        assertThat(run(ISSUES, issue(1, 1, 2))).containsExactly("1");
        assertThat(run(ISSUES, issue(1, 1, 5))).as("else none does").isEmpty();
    }

    @Test
    void a_repository_is_new_when_it_comes_into_the_list_whatever_its_age() {
        Values top = Values.of("query", "tetris")
                .with("sort", "stars")
                .with("count", 2)
                .with("only_new", true);
        assertThat(runSearch(top, issue(5, 5), issue(4, 4))).containsExactly("5", "4");
        assertThat(runSearch(top, issue(1, 1), issue(5, 5))).containsExactly("1");
        assertThat(runSearch(top, issue(4, 4), issue(5, 5))).isEmpty();
    }

    @Test
    void a_search_asks_for_what_is_new_itself() {
        Values search = ISSUES.with("resource", "issue_search").with("query", "floor");
        runSearch(search, issue(1, 1));
        runSearch(search, issue(1, 1));

        assertThat(query("q")).containsExactly("floor state:open is:issue created:>=2026-01-01T00:00:00Z");
    }

    @Test
    void what_is_remembered_is_bounded() {
        Values top = Values.of("query", "tetris").with("count", 1000).with("only_new", true);
        for (int round = 0; round < 5; round++) {
            int from = round * 1000 + 1;
            String[] items = new String[1000];
            Arrays.setAll(items, place -> issue(from + place, 1));
            assertThat(runSearch(top, items)).hasSize(1000);
        }

        assertThat(cursor.texts("seen")).hasSize(SeenEntries.MOST_KEPT).startsWith("4001");
    }

    @Test
    void a_whole_list_is_not_asked_for_conditionally_while_entries_wait() {
        run(ISSUES, issue(1, 1));
        assertThat(cursor.text("validators.etag")).isEqualTo("\"e\"");
        run(ISSUES, issue(4, 4), issue(3, 3), issue(2, 2), issue(1, 1));
        assertThat(cursor.has("validators.etag")).isFalse();
    }

    private List<String> run(Values settings, String... items) {
        return taken(settings, Arrays.stream(items).collect(Collectors.joining(",", "[", "]")));
    }

    private List<String> runSearch(Values settings, String... items) {
        return taken(
                settings,
                Arrays.stream(items).collect(Collectors.joining(",", "{\"total_count\": 9, \"items\": [", "]}")));
    }

    private List<String> taken(Values settings, String body) {
        var run = new FakeRun(
                handler.type(),
                settings,
                Credentials.of("token", "ghp_0123456789"),
                cursor,
                CannedReply.ok(body).with("ETag", "\"e\""));
        CardData card = handler.execute(run);
        sent = run.sent();
        cursor = Values.fromJson(card.cursor().orElseThrow().toJson());
        return card.data().list("items").stream().map(item -> item.text("id")).toList();
    }

    private List<String> query(String name) {
        return sent.get(0).query().stream()
                .filter(part -> part.name().equals(name))
                .map(HttpCall.Part::shown)
                .toList();
    }

    private static String issue(int id, int day) {
        return issue(id, day, day);
    }

    private static String issue(int id, int opened, int changed) {
        return "{\"id\": " + id + ", \"title\": \"T\", \"created_at\": \"2026-01-0" + opened
                + "T00:00:00Z\", \"updated_at\": \"2026-01-0" + changed + "T00:00:00Z\"}";
    }
}
