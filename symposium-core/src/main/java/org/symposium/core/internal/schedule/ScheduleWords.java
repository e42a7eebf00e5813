package org.symposium.core.internal.schedule;

import java.text.MessageFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import org.symposium.spi.model.Schedule;

/** Puts schedules without a cron expression into words. */
final class ScheduleWords {
    private static final String BUNDLE = "org.symposium.core.internal.schedule.words";

    private final ResourceBundle words;
    private final Locale locale;

    private ScheduleWords(ResourceBundle words, Locale locale) {
        this.words = words;
        this.locale = locale;
    }

    /** In the locale's language, or in English. The process's own locale has no part in it. */
    static String describe(Schedule schedule, Locale locale) {
        ScheduleWords words = in(locale);
        Optional<Instant> at = schedule.at();
        return at.isPresent()
                ? words.once(at.get().atZone(schedule.zone()))
                : words.every(schedule.every().orElseThrow());
    }

    private static ScheduleWords in(Locale locale) {
        ResourceBundle found = ResourceBundle.getBundle(BUNDLE, locale);
        if (found.getLocale().getLanguage().equals(locale.getLanguage())) {
            return new ScheduleWords(found, locale);
        }
        boolean english = locale.getLanguage().equals(Locale.ENGLISH.getLanguage());
        return new ScheduleWords(ResourceBundle.getBundle(BUNDLE, Locale.ROOT), english ? locale : Locale.ENGLISH);
    }

    static String zone(ZoneId zone) {
        return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
    }

    private String once(ZonedDateTime moment) {
        var date = DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(locale);
        var time = DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT).withLocale(locale);
        return text("once", date.format(moment), time.format(moment)) + " (" + zone(moment.getZone()) + ")";
    }

    private String every(Duration interval) {
        var units = new LinkedHashMap<String, Long>();
        units.put("day", interval.toDays());
        units.put("hour", (long) interval.toHoursPart());
        units.put("minute", (long) interval.toMinutesPart());
        units.put("second", (long) interval.toSecondsPart());
        units.put("millisecond", (long) interval.toMillisPart());
        units.values().removeIf(count -> count == 0);
        Map.Entry<String, Long> largest = units.isEmpty()
                ? Map.entry("millisecond", 1L)
                : units.entrySet().iterator().next();
        if (units.size() < 2 && largest.getValue() == 1) {
            return text("every_" + largest.getKey());
        }
        return text(
                "every",
                units.entrySet().stream()
                        .map(unit -> text(unit.getKey(), unit.getValue()))
                        .collect(Collectors.joining(" ")));
    }

    private String text(String key, Object... arguments) {
        return new MessageFormat(words.getString(key), locale).format(arguments);
    }
}
