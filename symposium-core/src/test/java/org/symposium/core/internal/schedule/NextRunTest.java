package org.symposium.core.internal.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.symposium.core.internal.log.DurationWords;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.Schedule;

class NextRunTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    private static final Instant NOW = Instant.parse("2026-01-31T09:00:00Z");

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
    void an_interval_is_counted_from_its_first_start() {
        Instant first = Instant.parse("2026-01-31T09:00:00Z");
        Schedule schedule = Schedule.every(Duration.ofMinutes(15)).from(first);

        assertThat(nextRun.after(schedule, first.minusSeconds(1))).contains(first);
        assertThat(nextRun.after(schedule, first)).contains(first.plusSeconds(900));
        assertThat(nextRun.after(schedule, first.plusSeconds(1_799))).contains(first.plusSeconds(1_800));
        assertThat(nextRun.after(schedule, first.plusSeconds(1_800))).contains(first.plusSeconds(2_700));
        assertThat(nextRun.after(Schedule.every(Duration.ofMillis(1_500)).from(first), first.plusSeconds(2)))
                .contains(first.plusSeconds(3));
    }

    @Test
    void an_interval_without_a_first_start_goes_on_from_now() {
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

    @ParameterizedTest
    @CsvSource({
        "* * * * * *, PT1M",
        "'0,59 * * * * *', PT1M",
        "'30 0,59 * * * *', PT2M",
        "'0,1 0 29 2 *', PT2M",
        "'0 0,23 1,31 1,12 *', PT2H", // 31 December 23:00 and 1 January 00:00
        "0 12 * * *, P2D",
        "*/5 * * * *, PT6M",
    })
    void what_is_due_too_often_is_refused(String cron, Duration least) {
        var strict = new NextRun(least);
        assertThatThrownBy(() -> strict.check(Schedule.cron(cron), NOW))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("schedule.cron")
                .hasMessageContaining("at least " + DurationWords.of(least))
                .hasMessageContaining("min_interval");
    }

    @ParameterizedTest
    @CsvSource({
        "* * * * * *, PT1S",
        "* * * * *, PT1M",
        "'0,59 * * * *', PT1M",
        "'0 0,23 1,30 1,12 *', PT23H",
        "0 12 * * *, P1D",
        "0 0 29 2 *, P1460D",
        "0 0 0 29 2 1, PT1M",
        "0 0 29 2 1, PT1M",
        "*/5 * * * *, PT5M",
    })
    void what_is_due_seldom_enough_is_not_refused(String cron, Duration least) {
        assertThatCode(() -> new NextRun(least).check(Schedule.cron(cron), NOW)).doesNotThrowAnyException();
    }

    @Test
    void intervals_too_short_and_moments_past_are_refused() {
        assertThatThrownBy(() -> nextRun.check(Schedule.every(Duration.ofSeconds(59)), NOW))
                .hasMessageContaining("schedule.every")
                .hasMessageContaining("1 minute");
        assertThatThrownBy(() -> nextRun.check(Schedule.at(NOW), NOW))
                .hasMessageContaining("schedule.at")
                .hasMessageContaining("past");
        assertThatCode(() -> nextRun.check(Schedule.every(Duration.ofMinutes(1)), NOW))
                .doesNotThrowAnyException();
    }

    @Test
    void jitter_spreads_a_thousand_of_one_schedule_over_its_time_and_is_always_the_same() {
        Schedule schedule = Schedule.cron("0 * * * *").jitter(Duration.ofMinutes(10));
        int[] inMinute = new int[10];
        for (int i = 0; i < 1_000; i++) {
            String name = NextRun.name("ada", "019c1347-d280-7006-bd7e-a75ecc4" + i);
            Instant due = nextRun.after(schedule, name, NOW.minusSeconds(1)).orElseThrow();

            assertThat(due).isBetween(NOW, NOW.plusSeconds(599));
            assertThat(nextRun.after(schedule, name, due)).contains(due.plusSeconds(3_600));
            assertThat(new NextRun(Duration.ofMinutes(1)).after(schedule, name, NOW.minusSeconds(1)))
                    .contains(due);
            inMinute[(int) Duration.between(NOW, due).toMinutes()]++;
        }
        assertThat(IntStream.of(inMinute)).allMatch(count -> count > 70 && count < 130);
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
