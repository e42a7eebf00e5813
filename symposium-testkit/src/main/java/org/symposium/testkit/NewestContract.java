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
import org.symposium.spi.model.Execution;

/** Rows by a moment, page by page. */
@SuppressWarnings("MemberName") // tests are named as sentences
public interface NewestContract extends StoresFixture {
    /** A moment long ago. */
    Instant EARLY = Instant.EPOCH;

    /** A moment far off. */
    Instant LATE = Instant.parse("9999-01-01T00:00:00Z");

    /** Ids may have been made long before the run began. */
    @Test
    default void the_newest_come_first_whatever_their_ids() {
        began(ADA, "3", at(1), "success");
        began(ADA, "1", at(3), "success");
        began(ADA, "2", at(2), "failure");
        began(BOB, "4", at(4), "success");

        assertThat(ids(ADA, Map.of(), EARLY, LATE)).containsExactly("1", "2", "3");
        assertThat(ids(ADA, Map.of("status", "success"), EARLY, LATE)).containsExactly("1", "3");
        assertThat(ids(BOB, Map.of(), EARLY, LATE)).containsExactly("4");
        assertThat(ids("carl", Map.of(), EARLY, LATE)).isEmpty();
    }

    /** From then on, and before then. */
    @Test
    default void a_stretch_begins_with_its_first_moment_and_ends_before_its_last() {
        for (int minute = 1; minute <= 4; minute++) {
            began(ADA, "m" + minute, at(minute), "success");
        }

        assertThat(ids(ADA, Map.of(), at(2), at(4))).containsExactly("m3", "m2");
        assertThat(ids(ADA, Map.of(), at(2).plusNanos(1_000), LATE)).containsExactly("m4", "m3");
        assertThat(ids(ADA, Map.of(), at(4), at(4))).isEmpty();
    }

    /** None twice, none left out, though many began at one moment. */
    @Test
    default void pages_follow_one_another() {
        for (int number = 0; number < 10; number++) {
            began(ADA, "r" + number, at(number / 4), "success");
            began(BOB, "r" + number, at(number / 4), "success");
        }

        assertThat(paged(ADA))
                .containsExactly(
                        "ada/r9", "ada/r8", "ada/r7", "ada/r6", "ada/r5", "ada/r4", "ada/r3", "ada/r2", "ada/r1",
                        "ada/r0");
        assertThat(paged("")).as("of everybody").hasSize(20).doesNotHaveDuplicates();
        assertThat(paged("")).startsWith(BOB + "/r9", BOB + "/r8", "ada/r9", "ada/r8", BOB + "/r7");
    }

    /** There is nothing to go by. */
    @Test
    default void rows_without_the_moment_are_left_out() {
        Execution row = Samples.execution(ADA, "waits");
        log().insert(Execution.of(row.toValues().without("started_at")));
        began(ADA, "began", at(1), "success");

        assertThat(ids(ADA, Map.of(), EARLY, LATE)).containsExactly("began");
    }

    /** A mistake of who asks. */
    @Test
    default void newest_by_or_with_something_that_is_no_column_is_refused() {
        began(ADA, "1", at(1), "success");

        assertThatThrownBy(() -> ids(ADA, Map.of("notices", "x"), EARLY, LATE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private List<String> paged(String owner) {
        var found = new ArrayList<String>();
        Optional<Execution> last = Optional.empty();
        while (true) {
            List<Execution> page = log().newest(owner, Map.of(), "started_at", EARLY, LATE, last, 3);
            page.forEach(row -> found.add(row.owner() + "/" + row.id()));
            if (page.size() < 3) {
                return found;
            }
            last = Optional.of(page.get(2));
        }
    }

    private List<String> ids(String owner, Map<String, ?> equal, Instant from, Instant until) {
        return log().newest(owner, equal, "started_at", from, until, Optional.empty(), 100).stream()
                .map(Execution::id)
                .toList();
    }

    private void began(String owner, String id, Instant at, String status) {
        Execution row = Samples.with(Execution.KIND, Samples.execution(owner, id), "status", status);
        log().insert(Samples.with(Execution.KIND, row, "started_at", at));
    }

    private static Instant at(int minute) {
        return Samples.CREATED_AT.plusSeconds(60L * minute);
    }

    private Table<Execution> log() {
        return stores().table(Execution.KIND);
    }
}
