package org.symposium.core.internal.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.symposium.spi.model.Execution;
import org.symposium.spi.model.Status;
import org.symposium.spi.model.Values;

class AttemptRequestsTest {
    private static Optional<Execution> row(Status status, int attempt, List<Values> requests) {
        return Optional.of(Execution.of(Values.of("execution_id", "x")
                .with("user_id", "ada")
                .with("target_kind", "output")
                .with("target_id", "o")
                .with("integration_id", "i")
                .with("trigger_kind", "manual")
                .with("started_at", "2026-01-31T09:00:00Z")
                .with("status", status)
                .with("attempt", attempt)
                .with("requests", requests)
                .with("request_count", requests.size())));
    }

    private static List<Values> requests(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(number -> Values.of("url", "/" + number).with("response_excerpt", "no " + number))
                .toList();
    }

    @Test
    void of_many_the_first_ten_and_the_last_forty_are_kept_with_the_last_four_excerpts() {
        Values all = AttemptRequests.of(row(Status.DELAYED, 2, requests(0, 50)), 2, requests(50, 75), 25);

        List<Values> kept = all.list("requests");
        assertThat(kept).hasSize(50);
        assertThat(kept.get(9).text("url")).isEqualTo("/9");
        assertThat(kept.get(10).text("url")).isEqualTo("/35");
        assertThat(kept.get(49).text("url")).isEqualTo("/74");
        assertThat(kept.stream().filter(request -> request.has("response_excerpt")))
                .extracting(request -> request.text("response_excerpt"))
                .containsExactly("no 71", "no 72", "no 73", "no 74");
        assertThat(all.whole("request_count")).isEqualTo(75);
    }

    @Test
    void fifty_are_all_kept() {
        Values all = AttemptRequests.of(row(Status.DELAYED, 1, requests(0, 10)), 1, requests(10, 50), 40);

        assertThat(all.list("requests"))
                .extracting(request -> request.text("url"))
                .hasSize(50)
                .contains("/10");
    }

    @ParameterizedTest
    @EnumSource(names = {"FAILURE", "INTERRUPTED", "SUCCESS"})
    void what_another_attempt_sent_is_not_of_this_one(Status saved) {
        assertThat(AttemptRequests.before(row(saved, 1, requests(0, 2)), 1)).isEqualTo(Values.empty());
        assertThat(AttemptRequests.before(row(Status.DELAYED, 1, requests(0, 2)), 2))
                .isEqualTo(Values.empty());
        assertThat(AttemptRequests.before(row(Status.RUNNING, 2, requests(0, 2)), 2)
                        .list("requests"))
                .hasSize(2);
    }

    @Test
    void who_sent_nothing_shows_nothing() {
        assertThat(AttemptRequests.of(Optional.empty(), 1, List.of(), 0)).isEqualTo(Values.empty());
    }
}
