package org.symposium.core.internal.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.symposium.spi.model.Schedule;

/** A daily job at every half hour, and interval jobs, around every change of some zones' clocks: what is due is compared with what the clocks show. */
final class TimeChangeMatrix {
    private final NextRun nextRun = new NextRun(Duration.ofMinutes(1));
    private int zones;
    private int changes;
    private long slots;

    void check(Collection<ZoneId> all) {
        for (ZoneId zone : all) {
            zones++;
            for (ZoneOffsetTransition change : TimeChanges.of(zone.getRules())) {
                changes++;
                var clock = TimeChanges.around(change, zone.getRules());
                for (int minute = 0; minute < 24 * 60; minute += 30) {
                    daily(zone, clock, minute);
                }
                intervals(zone, clock, change);
            }
        }
    }

    private void daily(ZoneId zone, TimeChanges clock, int minute) {
        List<Instant> wanted = clock.daily(minute);
        var schedule = Schedule.cron(minute % 60 + " " + minute / 60 + " * * *", zone);
        assertThat(wanted).doesNotHaveDuplicates().hasSize(2 * TimeChanges.DAYS - 1);
        compare(schedule, wanted, wanted.get(0).minusSeconds(1));
    }

    private void intervals(ZoneId zone, TimeChanges clock, ZoneOffsetTransition change) {
        for (int every : new int[] {15, 30}) {
            compare(
                    Schedule.cron("*/" + every + " * * * *", zone),
                    clock.whenever(time -> time.getMinute() % every == 0),
                    clock.start());
        }
        if (TimeChanges.isWholeHours(change)) {
            compare(Schedule.cron("30 * * * *", zone), clock.whenever(time -> time.getMinute() == 30), clock.start());
            compare(Schedule.cron("@hourly", zone), clock.whenever(time -> time.getMinute() == 0), clock.start());
        }
    }

    private void compare(Schedule schedule, List<Instant> wanted, Instant start) {
        var due = new ArrayList<Instant>();
        Optional<Instant> last = Optional.of(start);
        while (due.size() < wanted.size() && last.isPresent()) {
            last = nextRun.after(schedule, last.get());
            last.ifPresent(due::add);
        }
        slots += due.size();
        if (!due.equals(wanted)) {
            assertThat(due).as(schedule.toString()).isEqualTo(wanted);
        }
    }

    String figures() {
        return "%,d zones, %,d changes from 2015 to 2035, %,d slots: each once, at its moment"
                .formatted(zones, changes, slots);
    }

    boolean isWorthIt() {
        return slots > 10_000;
    }
}
