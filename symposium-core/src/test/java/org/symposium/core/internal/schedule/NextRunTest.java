package org.symposium.core.internal.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.Schedule;

class NextRunTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    private final NextRun nextRun = new NextRun(Duration.ofMinutes(1));

    @ParameterizedTest
    @CsvSource({
        "0 9 * * *, UTC, 2026-01-31T08:59:59Z, 2026-01-31T09:00:00Z",
        "0 9 * * *, UTC, 2026-01-31T09:00:00Z, 2026-02-01T09:00:00Z",
        "0 9 * * 1-5, Europe/Berlin, 2026-01-30T08:00:00Z, 2026-02-02T08:00:00Z",
        "*/15 * * * *, UTC, 2026-01-31T09:01:00Z, 2026-01-31T09:15:00Z",
        "30 0 9 * * *, UTC, 2026-01-31T09:00:00Z, 2026-01-31T09:00:30Z",
        "@daily, Europe/Berlin, 2026-07-01T10:00:00Z, 2026-07-01T22:00:00Z",
        "@hourly, UTC, 2026-07-01T10:00:00Z, 2026-07-01T11:00:00Z",
        "0 0 29 2 *, UTC, 2026-01-01T00:00:00Z, 2028-02-29T00:00:00Z",
        "0 12 * * 0, UTC, 2026-01-31T00:00:00Z, 2026-02-01T12:00:00Z",
    })
    void a_cron_slot_is_on_the_wall_clock_of_its_zone(String cron, String zone, Instant after, Instant due) {
        assertThat(nextRun.after(Schedule.cron(cron, ZoneId.of(zone)), after)).contains(due);
    }

    @Test
    void a_slot_in_the_gap_is_due_once_at_the_first_moment_after_it() {
        List<Instant> slots = slots(Schedule.cron("30 2 * * *", NEW_YORK), "2026-03-07T00:00:00Z", 3);

        assertThat(slots)
                .containsExactly(
                        Instant.parse("2026-03-07T07:30:00Z"),
                        Instant.parse("2026-03-08T07:00:00Z"),
                        Instant.parse("2026-03-09T06:30:00Z"));
    }

    @Test
    void several_slots_in_one_gap_are_due_once() {
        List<Instant> slots = slots(Schedule.cron("15,45 2 * * *", NEW_YORK), "2026-03-08T00:00:00Z", 2);

        assertThat(slots).containsExactly(Instant.parse("2026-03-08T07:00:00Z"), Instant.parse("2026-03-09T06:15:00Z"));
    }

    @Test
    void a_slot_in_the_overlap_is_due_once() {
        List<Instant> slots = slots(Schedule.cron("30 1 * * *", NEW_YORK), "2026-11-01T00:00:00Z", 2);

        assertThat(slots).containsExactly(Instant.parse("2026-11-01T05:30:00Z"), Instant.parse("2026-11-02T06:30:00Z"));
    }

    @Test
    void a_skipped_day_has_its_slot_at_the_first_moment_after_it() {
        List<Instant> slots = slots(Schedule.cron("0 12 * * *", ZoneId.of("Pacific/Apia")), "2011-12-29T23:00:00Z", 2);

        assertThat(slots).containsExactly(Instant.parse("2011-12-30T10:00:00Z"), Instant.parse("2011-12-30T22:00:00Z"));
    }

    @Test
    void an_interval_goes_on_from_now() {
        Instant now = Instant.parse("2026-01-31T09:00:00Z");

        assertThat(nextRun.after(Schedule.every(Duration.ofMinutes(15)), now)).contains(now.plusSeconds(900));
    }

    @Test
    void a_single_moment_is_due_once() {
        Instant moment = Instant.parse("2026-01-31T09:00:00Z");

        assertThat(nextRun.after(Schedule.at(moment), moment.minusSeconds(1))).contains(moment);
        assertThat(nextRun.after(Schedule.at(moment), moment)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "nonsense", "* * *", "61 * * * *", "0 0 31 13 *", "0 0 30 2 *", "0 0 0 30 2 *", "@never"})
    void what_is_no_cron_or_never_due_is_refused(String cron) {
        assertThatThrownBy(() -> nextRun.check(Schedule.cron(cron), Instant.parse("2026-01-31T09:00:00Z")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("schedule.cron");
    }

    private List<Instant> slots(Schedule schedule, String from, int count) {
        var slots = new ArrayList<Instant>();
        Optional<Instant> last = Optional.of(Instant.parse(from));
        for (int i = 0; i < count; i++) {
            last = nextRun.after(schedule, last.orElseThrow());
            slots.add(last.orElseThrow());
        }
        return slots;
    }
}
