package org.symposium.core.internal.schedule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What the wall clock of a zone shows around a change, minute by minute, and what should be due then. Knows nothing of slots and schedules: it looks at the
 * clock.
 */
final class TimeChanges {
    static final int DAYS = 3;

    private final List<Instant> minutes = new ArrayList<>();
    private final List<LocalDateTime> shown = new ArrayList<>();

    private TimeChanges(ZoneRules rules, Instant change) {
        Instant end = change.plus(DAYS + 1, ChronoUnit.DAYS);
        for (Instant at = change.minus(DAYS, ChronoUnit.DAYS); at.isBefore(end); at = at.plusSeconds(60)) {
            minutes.add(at);
            shown.add(LocalDateTime.ofInstant(at, rules.getOffset(at)));
        }
    }

    static TimeChanges around(ZoneOffsetTransition change, ZoneRules rules) {
        return new TimeChanges(rules, change.getInstant());
    }

    /** Changes from 2015 to 2035. */
    static List<ZoneOffsetTransition> of(ZoneRules rules) {
        Instant end = Instant.parse("2036-01-01T00:00:00Z");
        return Stream.iterate(
                        rules.nextTransition(Instant.parse("2015-01-01T00:00:00Z")),
                        change -> change != null && change.getInstant().isBefore(end),
                        change -> rules.nextTransition(change.getInstant()))
                .toList();
    }

    /** All zones that change between 2015 and 2035, those with equal changes once. */
    static Collection<ZoneId> zones() {
        Map<List<ZoneOffsetTransition>, ZoneId> zones = new LinkedHashMap<>();
        ZoneId.getAvailableZoneIds().stream()
                .sorted()
                .map(ZoneId::of)
                .forEach(zone -> zones.putIfAbsent(of(zone.getRules()), zone));
        zones.remove(List.of());
        return zones.values();
    }

    /** For each day but the first and the last: the first moment at which the clock shows this time of that day, or more. */
    List<Instant> daily(int minuteOfDay) {
        var due = new ArrayList<Instant>();
        int at = 0;
        for (int day = 1; day < 2 * DAYS; day++) {
            LocalDateTime nominal =
                    shown.get(0).toLocalDate().plusDays(day).atStartOfDay().plusMinutes(minuteOfDay);
            while (shown.get(at).isBefore(nominal)) {
                at++;
            }
            due.add(minutes.get(at));
        }
        return due;
    }

    /** Each moment at which the clock shows such a time. */
    List<Instant> whenever(Predicate<LocalDateTime> time) {
        var due = new ArrayList<Instant>();
        for (int i = 1; i < minutes.size(); i++) {
            if (time.test(shown.get(i))) {
                due.add(minutes.get(i));
            }
        }
        return due;
    }

    Instant start() {
        return minutes.get(0);
    }

    static boolean isWholeHours(ZoneOffsetTransition change) {
        return change.getDuration().toSeconds() % 3_600 == 0;
    }
}
