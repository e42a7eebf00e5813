package org.symposium.core.internal.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A duration as a message tells it to a user: {@code 1 minute 30 seconds}. */
public final class DurationWords {
    private DurationWords() {}

    /** In days, hours, minutes, seconds and milliseconds, without those that are none. */
    public static String of(Duration duration) {
        var words = new ArrayList<String>();
        add(words, duration.toDays(), "day");
        add(words, duration.toHoursPart(), "hour");
        add(words, duration.toMinutesPart(), "minute");
        add(words, duration.toSecondsPart(), "second");
        add(words, duration.toMillisPart(), "millisecond");
        return words.isEmpty() ? "0 seconds" : String.join(" ", words);
    }

    private static void add(List<String> words, long count, String unit) {
        if (count != 0) {
            words.add(count + " " + unit + (count == 1 ? "" : "s"));
        }
    }
}
