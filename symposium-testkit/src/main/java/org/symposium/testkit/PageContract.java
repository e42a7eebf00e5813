package org.symposium.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.symposium.spi.Table;
import org.symposium.spi.model.Source;
import org.symposium.spi.model.View;

/** Rows by the page: in order, by the values of columns, and each owner's own. */
@SuppressWarnings("MemberName") // tests are named as sentences
public interface PageContract extends StoresFixture {
    /** Upwards. */
    @Test
    default void pages_go_by_ascending_id() {
        Table<Source> sources = sources("3", "1", "2", "10");

        assertThat(sources.page(ADA, Map.of(), "", 2)).extracting(Source::id).containsExactly("1", "10");
        assertThat(sources.page(ADA, Map.of(), "10", 10)).extracting(Source::id).containsExactly("2", "3");
        assertThat(sources.page(ADA, Map.of(), "1x", 10))
                .as("behind an id that is gone")
                .hasSize(2);
        assertThat(sources.page(ADA, Map.of(), "3", 10)).isEmpty();
        assertThat(sources.page("carl", Map.of(), "", 10)).isEmpty();
    }

    /** Downwards. */
    @Test
    default void latest_goes_by_descending_id() {
        Table<Source> sources = sources("3", "1", "2", "10");

        assertThat(sources.latest(ADA, Map.of(), "", 2)).extracting(Source::id).containsExactly("3", "2");
        assertThat(sources.latest(ADA, Map.of(), "2", 10))
                .extracting(Source::id)
                .containsExactly("10", "1");
        assertThat(sources.latest(ADA, Map.of(), "1", 10)).isEmpty();
        assertThat(sources.latest("carl", Map.of(), "", 10)).isEmpty();
    }

    /** Walked page by page, every row comes once. */
    @Test
    default void a_scan_walks_over_all_owners() {
        Table<Source> sources = stores().table(Source.KIND);
        List<String> places = List.of("ADA/1", "ada/1", "ada/2", "ada /1", "bob/0");
        places.forEach(place -> sources.insert(Samples.source(place.split("/")[0], place.split("/")[1])));

        var walked = new ArrayList<String>();
        Optional<Source> last = Optional.empty();
        do {
            List<Source> page = sources.scan(Map.of(), last, 2);
            page.forEach(source -> walked.add(source.owner() + "/" + source.id()));
            last = page.isEmpty() ? Optional.empty() : Optional.of(page.get(page.size() - 1));
        } while (last.isPresent());

        assertThat(walked).containsExactlyElementsOf(places);
    }

    /** The row to go on behind may be gone meanwhile. */
    @Test
    default void a_scan_goes_on_behind_a_row_that_is_gone() {
        Table<Source> sources = sources("1", "2", "3");
        Source second = sources.find(ADA, "2").orElseThrow();
        sources.remove(ADA, "2");

        assertThat(sources.scan(Map.of(), Optional.of(second), 10))
                .extracting(source -> source.owner() + "/" + source.id())
                .containsExactly("ada/3", BOB + "/1", BOB + "/2", BOB + "/3");
    }

    /** Text, flag, whole number, moment. */
    @Test
    default void rows_are_asked_for_by_every_type_of_column() {
        Table<Source> sources = stores().table(Source.KIND);
        Instant slot = Instant.parse("2026-02-01T00:00:00.000001Z");
        sources.insert(changed("1", "name", "Ada's"));
        sources.insert(changed("2", "is_active", false));
        sources.insert(changed("3", "execution_count", 9_007_199_254_740_993L));
        sources.insert(changed("4", "next_run_at", slot));
        sources.insert(Samples.with(Source.KIND, Samples.source(BOB, "1"), "name", "Ada's"));

        assertThat(ids(sources, Map.of("name", "Ada's"))).containsExactly("1");
        assertThat(ids(sources, Map.of("name", "ada's"))).as("in another case").isEmpty();
        assertThat(ids(sources, Map.of("is_active", false))).containsExactly("2");
        assertThat(ids(sources, Map.of("execution_count", 9_007_199_254_740_993L)))
                .containsExactly("3");
        assertThat(ids(sources, Map.of("execution_count", 0))).containsExactly("1", "2", "4");
        assertThat(ids(sources, Map.of("next_run_at", slot))).containsExactly("4");
        assertThat(ids(sources, Map.of("next_run_at", slot.plusNanos(1_000)))).isEmpty();
        assertThat(ids(sources, Map.of("name", "inside.java", "is_active", true)))
                .containsExactly("3", "4");
    }

    /** In all three ways of asking. */
    @Test
    default void what_is_asked_for_goes_with_order_and_limit() {
        Table<Source> sources = stores().table(Source.KIND);
        for (String id : List.of("1", "2", "3", "4", "5")) {
            sources.insert(changed(id, "is_active", !id.equals("3")));
        }
        sources.insert(Samples.source(BOB, "0"));
        Map<String, Boolean> active = Map.of("is_active", true);
        Source first = sources.find(ADA, "1").orElseThrow();

        assertThat(sources.page(ADA, active, "1", 2)).extracting(Source::id).containsExactly("2", "4");
        assertThat(sources.latest(ADA, active, "5", 2)).extracting(Source::id).containsExactly("4", "2");
        assertThat(sources.scan(active, Optional.of(first), 4))
                .extracting(Source::id)
                .containsExactly("2", "4", "5", "0");
    }

    /** A typing error in a name must not be read as "all rows" or "none". */
    @Test
    default void what_is_no_column_is_refused() {
        Table<Source> sources = sources("1");

        for (String name : List.of("nome", "config", "cursor", "is_active = true or 1", "")) {
            Map<String, String> equal = Map.of(name, "x");
            assertThatThrownBy(() -> sources.page(ADA, equal, "", 10)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> sources.latest(ADA, equal, "", 10)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> sources.scan(equal, Optional.empty(), 10))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    /** Quotes, wildcards and statements are text like any other. */
    @Test
    default void text_that_looks_like_a_command_is_text() {
        Table<Source> sources = stores().table(Source.KIND);
        String hostile = "'; DROP TABLE source; -- %_\\ \" ` {{x}} ?";
        sources.insert(Samples.with(Source.KIND, Samples.source(hostile, hostile), "name", hostile));
        sources.insert(Samples.source(ADA, "1"));

        assertThat(sources.find(hostile, hostile).map(Source::name)).contains(hostile);
        assertThat(sources.page(hostile, Map.of("name", hostile), "", 10)).hasSize(1);
        assertThat(sources.page(ADA, Map.of("name", "%"), "", 10)).isEmpty();
        assertThat(sources.remove(hostile, hostile)).isTrue();
        assertThat(sources.find(ADA, "1")).isPresent();
    }

    private Source changed(String id, String name, Object value) {
        return Samples.with(Source.KIND, Samples.source(ADA, id), name, value);
    }

    private static List<String> ids(Table<Source> sources, Map<String, ?> equal) {
        return sources.page(ADA, equal, "", 10).stream().map(Source::id).toList();
    }

    private Table<Source> sources(String... ids) {
        Table<Source> sources = stores().table(Source.KIND);
        for (String id : ids) {
            sources.insert(Samples.source(ADA, id));
            sources.insert(Samples.source(BOB, id));
        }
        return sources;
    }

    /** What the engine asks each minute. */
    @Test
    default void rows_that_are_due_come_by_their_moment() {
        Table<Source> sources = stores().table(Source.KIND);
        Instant noon = Samples.CREATED_AT;
        sources.insert(dueAt(ADA, "2", noon.minusSeconds(60)));
        sources.insert(dueAt(BOB, "1", noon.minusSeconds(60)));
        sources.insert(dueAt(ADA, "1", noon));
        sources.insert(dueAt(ADA, "3", noon.minusSeconds(90)));
        sources.insert(dueAt(ADA, "4", noon.plusNanos(1_000)));
        sources.insert(Samples.with(Source.KIND, dueAt(ADA, "5", noon.minusSeconds(99)), "is_active", false));
        sources.insert(Source.of(Samples.source(ADA, "6").toValues().without("next_run_at")));

        List<String> all = List.of("ada/3", "ada/2", "bob@example.org/1", "ada/1");
        assertThat(sources.due(noon, Optional.empty(), 10))
                .extracting(row -> row.owner() + "/" + row.id())
                .containsExactlyElementsOf(all);
        assertThat(sources.due(noon.minusNanos(1_000), Optional.empty(), 10)).hasSize(3);
        assertThat(paged(sources, noon)).containsExactlyElementsOf(all);
    }

    /** Kinds without a schedule are never due. */
    @Test
    default void a_kind_without_a_schedule_can_not_be_asked_for_what_is_due() {
        assertThatThrownBy(() -> stores().table(View.KIND).due(Samples.CREATED_AT, Optional.empty(), 10))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static List<String> paged(Table<Source> sources, Instant by) {
        var found = new ArrayList<String>();
        var page = sources.due(by, Optional.empty(), 1);
        while (!page.isEmpty()) {
            found.add(page.get(0).owner() + "/" + page.get(0).id());
            page = sources.due(by, Optional.of(page.get(0)), 1);
        }
        return found;
    }

    private static Source dueAt(String owner, String id, Instant at) {
        return Samples.with(Source.KIND, Samples.source(owner, id), "next_run_at", at);
    }
}
