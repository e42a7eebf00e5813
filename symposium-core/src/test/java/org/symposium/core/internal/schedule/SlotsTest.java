package org.symposium.core.internal.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.symposium.core.internal.schedule.Slots.Due;
import org.symposium.spi.model.Schedule;
import org.symposium.spi.model.Schedule.Missed;

class SlotsTest {
    private static final Schedule HOURLY = Schedule.cron("0 * * * *");
    private static final Instant NINE = Instant.parse("2026-01-31T09:00:00Z");

    private final Slots slots = new Slots(new NextRun(Duration.ofMinutes(1)));

    @Test
    void a_slot_in_time_is_run_and_the_next_is_stored() {
        for (Missed missed : Missed.values()) {
            assertThat(due(HOURLY.missed(missed), NINE, NINE.plusSeconds(3))).isEqualTo(run(NINE, hour(10)));
        }
    }

    @Test
    void a_slot_to_come_is_left_alone() {
        assertThat(due(HOURLY, hour(10), NINE)).isEqualTo(wait(hour(10)));
    }

    @Test
    void of_missed_slots_the_last_is_run_once() {
        assertThat(due(HOURLY, NINE, hour(14).plusSeconds(1_200))).isEqualTo(run(hour(14), hour(15)));
    }

    @Test
    void of_missed_slots_all_are_run_one_after_another_up_to_the_bound() {
        Schedule schedule = HOURLY.missed(Missed.ALL).missedAtMost(3);

        assertThat(runs(schedule, NINE, hour(14).plusSeconds(1_200))).containsExactly(hour(12), hour(13), hour(14));
        assertThat(runs(schedule.missedAtMost(100), NINE, hour(12)))
                .containsExactly(NINE, hour(10), hour(11), hour(12));
        assertThat(runs(HOURLY.missed(Missed.ALL), NINE.minusSeconds(3_600_000), NINE))
                .hasSize(10);
    }

    @Test
    void of_missed_slots_none_is_run() {
        Schedule schedule = HOURLY.missed(Missed.NONE);

        assertThat(due(schedule, NINE, hour(14).plusSeconds(1_200))).isEqualTo(wait(hour(15)));
        assertThat(due(schedule, NINE, hour(14).plusSeconds(60))).isEqualTo(run(hour(14), hour(15)));
        assertThat(due(schedule, NINE, hour(14).plusMillis(60_001))).isEqualTo(wait(hour(15)));
        assertThat(due(schedule.maxLateness(Duration.ofMinutes(30)), NINE, hour(14).plusSeconds(1_200)))
                .isEqualTo(run(hour(14), hour(15)));
    }

    @Test
    void a_slot_that_is_too_late_is_missed_for_good() {
        Schedule daily = Schedule.cron("0 9 * * *").maxLateness(Duration.ofHours(2));

        assertThat(due(daily, NINE, hour(11))).isEqualTo(run(NINE, hour(33)));
        assertThat(due(daily, NINE, hour(11).plusMillis(1))).isEqualTo(wait(hour(33)));
        assertThat(runs(HOURLY.missed(Missed.ALL).maxLateness(Duration.ofMinutes(90)), NINE, hour(14)))
                .containsExactly(hour(13), hour(14));
    }

    @Test
    void a_single_moment_is_run_late_or_missed_for_good() {
        assertThat(due(Schedule.at(NINE), NINE, hour(14))).isEqualTo(new Due(Optional.of(NINE), Optional.empty()));
        assertThat(due(Schedule.at(NINE).missed(Missed.NONE), NINE, hour(14)))
                .isEqualTo(new Due(Optional.empty(), Optional.empty()));
    }

    @Test
    void an_interval_keeps_its_beat_after_an_outage_even_if_its_first_start_is_unknown() {
        Schedule schedule = Schedule.every(Duration.ofMinutes(20));
        Due wanted = run(hour(10).plusSeconds(2_400), hour(11));

        assertThat(due(schedule, NINE, hour(10).plusSeconds(3_000))).isEqualTo(wanted);
        assertThat(due(schedule.from(NINE), NINE, hour(10).plusSeconds(3_000))).isEqualTo(wanted);
    }

    @Test
    void years_of_missed_minutes_cost_no_more_than_one() {
        Schedule schedule = Schedule.cron("* * * * *").missed(Missed.ALL).missedAtMost(1_000);
        long began = System.nanoTime();

        Due due = due(schedule, Instant.EPOCH, NINE);

        assertThat(due.slot()).contains(NINE.minusSeconds(999 * 60));
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void jitter_belongs_to_the_slot() {
        Schedule schedule = HOURLY.jitter(Duration.ofMinutes(30));
        Duration later = Jitter.of(schedule, "ada/1");

        assertThat(later).isPositive();
        assertThat(slots.due(schedule, "ada/1", NINE.plus(later), hour(14).plusSeconds(1_800)))
                .isEqualTo(run(hour(14).plus(later), hour(15).plus(later)));
    }

    /** A clock that is set on an hour by mistake, set right, and set back two: the worker asks every half minute, as it would. */
    @ParameterizedTest
    @EnumSource(Missed.class)
    void nothing_is_run_twice_or_lost_when_the_clock_jumps(Missed missed) {
        Schedule schedule = Schedule.cron("*/20 * * * *").missed(missed);
        var run = new ArrayList<Instant>();
        Instant next = NINE;
        Instant now = NINE;
        for (int tick = 0; tick < 2_000; tick++) {
            Due due = due(schedule, next, now);
            due.slot().ifPresent(run::add);
            next = due.next().orElseThrow();
            int jump = tick == 400 ? 3_600 : tick == 700 ? -3_600 : tick == 1_000 ? -7_200 : 0;
            now = now.plusSeconds(30 + jump);
        }

        List<Instant> wanted = IntStream.iterate(0, minute -> minute + 20)
                .mapToObj(minute -> NINE.plusSeconds(minute * 60L))
                .takeWhile(run.get(run.size() - 1)::isAfter)
                .toList();
        assertThat(run).doesNotHaveDuplicates().isSorted();
        assertThat(run.get(run.size() - 1)).isAfter(now.minusSeconds(1_260));
        if (missed == Missed.ALL) {
            assertThat(run).containsAll(wanted);
        } else { // the hour that was jumped over is what was missed, and no more
            assertThat(run.size()).isBetween(wanted.size() + 1 - 3, wanted.size() + 1);
        }
    }

    private List<Instant> runs(Schedule schedule, Instant nextRunAt, Instant now) {
        var runs = new ArrayList<Instant>();
        Due due = due(schedule, nextRunAt, now);
        while (due.slot().isPresent()) {
            runs.add(due.slot().get());
            due = due(schedule, due.next().orElseThrow(), now);
        }
        assertThat(due.next().orElseThrow()).isAfter(now);
        return runs;
    }

    private Due due(Schedule schedule, Instant nextRunAt, Instant now) {
        return slots.due(schedule, "", nextRunAt, now);
    }

    private static Instant hour(int hour) {
        return NINE.plusSeconds((hour - 9) * 3_600L);
    }

    private static Due run(Instant slot, Instant next) {
        return new Due(Optional.of(slot), Optional.of(next));
    }

    private static Due wait(Instant next) {
        return new Due(Optional.empty(), Optional.of(next));
    }
}
