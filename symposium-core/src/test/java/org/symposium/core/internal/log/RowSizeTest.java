package org.symposium.core.internal.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.symposium.spi.model.Execution;
import org.symposium.spi.model.Values;

class RowSizeTest {
    private static final Values ROW = Values.of("execution_id", "e1")
            .with("user_id", "ada")
            .with("status", "failure")
            .with("result_summary", "Failed: network");

    private static int size(Values row) {
        return row.toJson().getBytes(StandardCharsets.UTF_8).length;
    }

    private static Values details(String trace) {
        return Values.of("suggestion", "Try again later.").with("trace", trace);
    }

    private static List<Values> many(int count, Values one) {
        return Collections.nCopies(count, one);
    }

    @Test
    void a_row_of_usual_size_stays_as_it_is() {
        Values row = ROW.with("notices", List.of("one", "two")).with("error_details", details("at A.b(A.java:1)\n"));

        assertThat(RowSize.fit(row)).isSameAs(row);
    }

    @Test
    void each_part_has_its_own_limit_and_the_row_says_what_was_cut() {
        Values row = RowSize.fit(ROW.with("result_summary", "€".repeat(5_000))
                .with("error_message", "€".repeat(5_000))
                .with(
                        "error_details",
                        Values.of("suggestion", "€".repeat(5_000)).with("trace", "€".repeat(50_000)))
                .with(
                        "delivery_confirmation",
                        Values.of("success", true)
                                .with("delivery_id", "d".repeat(1_000))
                                .with("links", many(200, ROW))));

        assertThat(row.texts("cut"))
                .containsExactly(
                        "result_summary",
                        "error_message",
                        "error_details.suggestion",
                        "error_details.trace",
                        "delivery_confirmation");
        assertThat(row.text("result_summary")).hasSize(333).endsWith("€…");
        assertThat(row.text("error_details.trace")).hasSize(24 * 1024 / 3).endsWith("€…");
        assertThat(row.object("delivery_confirmation").names()).containsExactly("success", "delivery_id");
        assertThat(row.text("delivery_confirmation.delivery_id")).hasSize(498);
        assertThat(size(row)).isLessThanOrEqualTo(RowSize.MOST_BYTES);
    }

    @Test
    void what_is_too_much_together_is_cut_in_turn_until_it_fits() {
        Values request =
                Values.of("url", "https://example.org/" + "x".repeat(470)).with("response_excerpt", "\"".repeat(2_000));
        Values row = RowSize.fit(ROW.with("error_details", details("t".repeat(30_000)))
                .with("requests", many(50, request))
                .with("attempts", many(30, ROW))
                .with("notices", Collections.nCopies(20, "n".repeat(400))));

        assertThat(size(row)).isLessThanOrEqualTo(RowSize.MOST_BYTES);
        assertThat(row.texts("cut")).containsExactly("error_details.trace", "requests");
        assertThat(row.list("requests")).as("the last ones").hasSize(10);
        assertThat(row.text("error_details.trace")).hasSize(4 * 1024 - 2);
        assertThat(row.texts("notices")).hasSize(20);
    }

    /** Whatever strangers put in: each text at its limit, and written in the longest way that JSON has. */
    @Test
    void the_worst_row_fits_and_still_tells_what_happened() {
        String worst = "\u0001".repeat(100_000);
        Values entry = Values.of("url", "\u0001".repeat(500)).with("response_excerpt", "\u0001".repeat(2_000));
        Values row = RowSize.fit(ROW.with("result_summary", worst)
                .with("error_kind", "network")
                .with("error_message", worst)
                .with("error_details", Values.of("suggestion", worst).with("trace", worst))
                .with("delivery_confirmation", Values.of("success", true).with("delivery_id", worst))
                .with("requests", many(50, entry))
                .with("attempts", many(30, Values.of("error_message", "\u0001".repeat(300))))
                .with("notices", RowSize.notices(Collections.nCopies(1_000, worst))));

        assertThat(size(row)).isLessThanOrEqualTo(RowSize.MOST_BYTES);
        assertThat(Execution.of(row).errorMessage()).isPresent();
        assertThat(Execution.of(row).errorKind()).isPresent();
        assertThat(row.texts("cut")).contains("requests", "notices", "attempts");
    }

    @Test
    void of_many_notices_the_first_are_kept_and_the_rest_is_counted() {
        var all = new ArrayList<String>();
        for (int number = 1; number <= 60; number++) {
            all.add("notice " + number);
        }
        all.set(0, "€".repeat(1_000));

        List<String> kept = RowSize.notices(all);

        assertThat(kept).hasSize(51).contains("notice 50").endsWith("10 more notices were left out.");
        assertThat(kept.get(0)).hasSize(166);
        assertThat(RowSize.notices(List.of("one"))).containsExactly("one");
    }
}
