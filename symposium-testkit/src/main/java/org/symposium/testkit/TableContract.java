package org.symposium.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.symposium.spi.Table;
import org.symposium.spi.model.Execution;
import org.symposium.spi.model.Memo;
import org.symposium.spi.model.RegisteredType;
import org.symposium.spi.model.Source;
import org.symposium.spi.model.Stored;

/** Rows of every kind: written, found, replaced, removed, and never shown to another owner. */
@SuppressWarnings("MemberName") // tests are named as sentences
public interface TableContract extends StoresFixture {
    /** As it went in, with revision 1. */
    @Test
    default void a_row_of_each_kind_comes_back_as_it_went_in() {
        Samples.ofUsers(ADA, "0199").forEach(this::inserted);

        var type = new Samples.Sample<>(RegisteredType.KIND, Samples.type("buoys"));
        inserted(type);
        inserted(new Samples.Sample<>(Memo.KIND, Samples.memo("vault.check")));
    }

    private <T extends Stored> void inserted(Samples.Sample<T> sample) {
        Table<T> table = stores().table(sample.kind());
        T row = sample.row();

        assertThat(table.insert(row)).as(sample.kind().name()).isTrue();

        Optional<T> found = table.find(row.owner(), row.id());
        assertThat(found.map(Stored::revision)).as(sample.kind().name()).contains(1L);
        assertThat(found.map(Stored::toValues))
                .as(sample.kind().name())
                .contains(sample.stored(1).toValues());
        assertThat(found.orElseThrow().toValues().without("revision").toJson())
                .as("order of names of a " + sample.kind().name())
                .isEqualTo(row.toValues().without("revision").toJson());
    }

    /** Two owners, one id: two rows. */
    @Test
    default void rows_of_the_same_id_belong_to_their_owners() {
        Table<Source> sources = stores().table(Source.KIND);
        sources.insert(Samples.source(ADA, "1"));

        assertThat(sources.find(BOB, "1")).isEmpty();
        assertThat(sources.insert(Samples.with(Source.KIND, Samples.source(BOB, "1"), "name", "Bob's")))
                .isTrue();

        assertThat(sources.find(ADA, "1").orElseThrow().name()).isEqualTo("inside.java");
        assertThat(sources.find(BOB, "1").orElseThrow().name()).isEqualTo("Bob's");
    }

    /** Byte by byte: no folding of case, no padding with spaces. */
    @Test
    default void owners_and_ids_that_look_alike_are_different() {
        Table<Source> sources = stores().table(Source.KIND);
        List<String> alike = List.of("ada", "ADA", "ada ", "adá", "ad\u0430", "ada\u200B");

        for (String text : alike) {
            assertThat(sources.insert(Samples.source(text, "1")))
                    .as("owner '%s'", text)
                    .isTrue();
            assertThat(sources.insert(Samples.source("ids", text)))
                    .as("id '%s'", text)
                    .isTrue();
        }

        for (String text : alike) {
            assertThat(sources.page(text, Map.of(), "", 10))
                    .extracting(Source::owner)
                    .containsExactly(text);
            assertThat(sources.find("ids", text).map(Source::id)).contains(text);
        }
        assertThat(sources.page("ids", Map.of(), "", 10)).hasSize(alike.size());
    }

    /** The first row stays. */
    @Test
    default void a_second_row_of_the_same_id_is_refused() {
        Table<Source> sources = stores().table(Source.KIND);
        sources.insert(Samples.source(ADA, "1"));

        assertThat(sources.insert(Samples.with(Source.KIND, Samples.source(ADA, "1"), "name", "another")))
                .isFalse();

        assertThat(sources.find(ADA, "1").map(Source::name)).contains("inside.java");
        assertThat(sources.find(ADA, "1").map(Source::revision)).contains(1L);
    }

    /** Compare and set. */
    @Test
    default void a_row_is_replaced_only_at_the_revision_that_was_read() {
        Table<Source> sources = stores().table(Source.KIND);
        sources.insert(Samples.source(ADA, "1"));
        sources.insert(Samples.source(BOB, "1"));
        Source renamed = Samples.with(Source.KIND, Samples.source(ADA, "1"), "name", "renamed");

        assertThat(sources.replace(renamed, 1)).isTrue();
        assertThat(sources.replace(Samples.source(ADA, "1"), 1))
                .as("an old revision")
                .isFalse();
        assertThat(sources.replace(Samples.source(ADA, "1"), 3))
                .as("a revision to come")
                .isFalse();
        assertThat(sources.replace(Samples.source(ADA, "none"), 1))
                .as("no such row")
                .isFalse();
        assertThat(sources.replace(Samples.source("carl", "1"), 1))
                .as("another's row")
                .isFalse();

        assertThat(sources.find(ADA, "1").map(Source::name)).contains("renamed");
        assertThat(sources.find(ADA, "1").map(Source::revision)).contains(2L);
        assertThat(sources.find(BOB, "1").map(Source::revision)).contains(1L);
        assertThat(sources.find(ADA, "none")).isEmpty();
    }

    /** Values that are gone from the row are gone from its columns, and from what is asked by them. */
    @Test
    default void a_replaced_row_is_found_by_its_new_values() {
        Table<Source> sources = stores().table(Source.KIND);
        Source off = Samples.with(Source.KIND, Samples.source(ADA, "1"), "is_active", false);
        sources.insert(Samples.with(Source.KIND, off, "disabled_reason", "the key is wrong"));

        sources.replace(Samples.source(ADA, "1"), 1);

        assertThat(sources.page(ADA, Map.of("is_active", true), "", 10)).hasSize(1);
        assertThat(sources.page(ADA, Map.of("is_active", false), "", 10)).isEmpty();
        assertThat(sources.find(ADA, "1").map(Source::disabledReason)).contains("");
    }

    /** Only the owner's. */
    @Test
    default void a_row_is_removed_by_its_owner() {
        Table<Source> sources = stores().table(Source.KIND);
        sources.insert(Samples.source(ADA, "1"));
        sources.insert(Samples.source(BOB, "1"));

        assertThat(sources.remove(ADA, "1")).isTrue();
        assertThat(sources.remove(ADA, "1")).as("twice").isFalse();
        assertThat(sources.remove("carl", "1")).as("another's").isFalse();

        assertThat(sources.find(ADA, "1")).isEmpty();
        assertThat(sources.find(BOB, "1")).isPresent();
        assertThat(sources.insert(Samples.source(ADA, "1")))
                .as("the id is free again")
                .isTrue();
        assertThat(sources.find(ADA, "1").map(Source::revision)).contains(1L);
    }

    /** A kind is a kind: one table does not see another's rows. */
    @Test
    default void kinds_do_not_mix() {
        Samples.ofUsers(ADA, "1").forEach(this::inserted);

        stores().table(Source.KIND).remove(ADA, "1");

        assertThat(stores().table(Execution.KIND).find(ADA, "1")).isPresent();
        assertThat(stores().cards().find(ADA, "1")).isPresent();
    }

    /** Eight threads, one revision: one of them writes. */
    @Test
    default void of_many_who_replace_one_revision_one_wins() {
        Table<Source> sources = stores().table(Source.KIND);
        sources.insert(Samples.source(ADA, "1"));

        for (long round = 1; round <= 10; round++) {
            long revision = round;
            List<Boolean> replaced = Together.run(
                    8,
                    thread -> sources.replace(
                            Samples.with(Source.KIND, Samples.source(ADA, "1"), "name", revision + "/" + thread),
                            revision));

            assertThat(replaced).containsOnlyOnce(true);
            String winner = revision + "/" + replaced.indexOf(true);
            assertThat(sources.find(ADA, "1").map(Source::name)).contains(winner);
        }
        assertThat(sources.find(ADA, "1").map(Source::revision)).contains(11L);
    }

    /** Eight threads, one id: one of them writes, and none fails. */
    @Test
    default void of_many_who_insert_one_id_one_wins() {
        Table<Source> sources = stores().table(Source.KIND);

        for (int round = 0; round < 10; round++) {
            String id = "source-" + round;
            List<Boolean> inserted = Together.run(
                    8,
                    thread ->
                            sources.insert(Samples.with(Source.KIND, Samples.source(ADA, id), "name", "of " + thread)));

            assertThat(inserted).containsOnlyOnce(true);
            assertThat(sources.find(ADA, id).map(Source::name)).contains("of " + inserted.indexOf(true));
        }
    }
}
