package org.symposium.core.internal.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.symposium.spi.model.Schedule;

/** Slots around changes of the wall clock. */
class TimeChangeTest {
    /** Gaps across midnight, half hours, two and three hours; changes at midnight, every month, on other days of the week; one change for good; and plain ones. */
    private static final List<String> ODD_ZONES = List.of(
            "America/Nuuk",
            "Asia/Pyongyang",
            "Australia/Lord_Howe",
            "Antarctica/Troll",
            "Antarctica/Casey",
            "America/Havana",
            "Africa/Cairo",
            "Africa/Casablanca",
            "Asia/Gaza",
            "Asia/Beirut",
            "America/Sao_Paulo",
            "America/Santiago",
            "America/Caracas",
            "Pacific/Chatham",
            "Atlantic/Azores",
            "America/Scoresbysund",
            "Asia/Tehran",
            "Africa/Juba",
            "Pacific/Norfolk",
            "Europe/London",
            "America/New_York");

    private final NextRun nextRun = new NextRun(Duration.ofMinutes(1));

    @Test
    void each_slot_is_due_once_whatever_the_clock_of_an_odd_zone_does() {
        var matrix = new TimeChangeMatrix();

        matrix.check(ODD_ZONES.stream().map(ZoneId::of).toList());

        assertThat(matrix.isWorthIt()).as(matrix.figures()).isTrue();
    }

    @Test
    @Tag("soak")
    void each_slot_is_due_once_whatever_the_clock_of_any_zone_does() {
        var matrix = new TimeChangeMatrix();

        matrix.check(TimeChanges.zones());

        System.out.println("Cron: " + matrix.figures());
        assertThat(matrix.isWorthIt()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        // a gap that ends on the next date: the slot of 30 March is due on 31 March, whose own is due as ever
        "30 23 * * *, America/Nuuk, 2024-03-30T12:00:00Z, 2024-03-31T01:00:00Z 2024-04-01T00:30:00Z",
        "45 23 * * *, Asia/Pyongyang, 2018-05-04T00:00:00Z, 2018-05-04T15:00:00Z 2018-05-05T14:45:00Z",
        // a day that never was
        "0 12 * * *, Pacific/Apia, 2011-12-29T23:00:00Z, 2011-12-30T10:00:00Z 2011-12-30T22:00:00Z",
        // a day of the week, and a day of the month, in the gap
        "30 2 * * 0, America/New_York, 2026-03-02T00:00:00Z, 2026-03-08T07:00:00Z 2026-03-15T06:30:00Z",
        "30 1 29 3 *, Europe/London, 2026-01-01T00:00:00Z, 2026-03-29T01:00:00Z 2027-03-29T00:30:00Z",
    })
    void a_slot_in_a_gap_is_due_at_the_first_moment_after_it(String cron, String zone, Instant after, String due) {
        assertDue(cron, zone, after, due);
    }

    @ParameterizedTest
    @CsvSource({
        // an hourly one keeps its hour in a gap of an hour …
        "30 * * * *, America/New_York, 2026-03-08T06:00:00Z, 2026-03-08T06:30:00Z 2026-03-08T07:30:00Z",
        "0 * * * *, America/New_York, 2026-03-08T05:30:00Z, 2026-03-08T06:00:00Z 2026-03-08T07:00:00Z",
        // … and in an overlap of one
        "30 * * * *, America/New_York, 2026-11-01T05:00:00Z, 2026-11-01T05:30:00Z 2026-11-01T06:30:00Z 2026-11-01T07:30:00Z",
        "20/20 * * * *, Europe/Berlin, 2026-10-25T00:30:00Z, 2026-10-25T00:40:00Z 2026-10-25T01:20:00Z 2026-10-25T01:40:00Z",
        "* * * * *, Europe/Berlin, 2026-10-25T00:58:30Z, 2026-10-25T00:59:00Z 2026-10-25T01:00:00Z 2026-10-25T01:01:00Z",
        "* * * * *, Europe/Berlin, 2026-03-29T00:58:30Z, 2026-03-29T00:59:00Z 2026-03-29T01:00:00Z 2026-03-29T01:01:00Z",
        // every other hour: else there would be three hours between two runs
        "0 */2 * * *, America/New_York, 2026-03-08T04:30:00Z, 2026-03-08T05:00:00Z 2026-03-08T07:00:00Z 2026-03-08T08:00:00Z",
        "0 */2 * * *, Europe/Berlin, 2026-10-24T23:30:00Z, 2026-10-25T00:00:00Z 2026-10-25T01:00:00Z 2026-10-25T03:00:00Z",
        // two hours are left out at once, as in Antarctica, and two hours lie between the slots around them
        "0 */2 * * *, Antarctica/Troll, 2026-03-28T23:00:00Z, 2026-03-29T00:00:00Z 2026-03-29T02:00:00Z",
        // half an hour
        "0 * * * *, Australia/Lord_Howe, 2026-10-03T14:00:00Z, 2026-10-03T14:30:00Z 2026-10-03T15:30:00Z 2026-10-03T16:00:00Z",
        // hours that are written otherwise are no interval
        "30 0-23 * * *, America/New_York, 2026-11-01T05:00:00Z, 2026-11-01T05:30:00Z 2026-11-01T07:30:00Z",
    })
    void interval_slots_keep_their_distance_in_real_time(String cron, String zone, Instant after, String due) {
        assertDue(cron, zone, after, due);
    }

    private void assertDue(String cron, String zone, Instant after, String due) {
        List<Instant> wanted = Stream.of(due.split(" ")).map(Instant::parse).toList();
        var slots = new ArrayList<Instant>();
        Optional<Instant> last = Optional.of(after);
        while (slots.size() < wanted.size()) {
            last = nextRun.after(Schedule.cron(cron, ZoneId.of(zone)), last.orElseThrow());
            slots.add(last.orElseThrow());
        }
        assertThat(slots).isEqualTo(wanted);
    }
}
