package org.symposium.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.symposium.core.internal.flow.Parts;
import org.symposium.core.internal.schedule.NextRun;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.Output;
import org.symposium.spi.model.Query;
import org.symposium.spi.model.Schedule;
import org.symposium.spi.model.Source;

/** When schedules are due, and what they say in words: of what is saved, and of a schedule that a user is still writing. Thread-safe. */
public final class Schedules {
    private static final int MOST = 1_000;

    private final Parts parts;

    Schedules(Parts parts) {
        this.parts = parts;
    }

    /**
     * Checks a schedule as it is checked when it is saved.
     *
     * @throws InvalidInputException when it can't be read, is never due, or is due too often
     */
    public void check(Schedule schedule) {
        parts.nextRun().check(schedule, parts.clock().instant());
    }

    /** The next runs from now on; see {@link #preview(Schedule, int, Instant)}. */
    public List<Instant> preview(Schedule schedule, int count) {
        return preview(schedule, count, parts.clock().instant());
    }

    /**
     * The first runs after a moment, without jitter, since that hangs on what is scheduled. Intervals without a first start are counted from the moment.
     *
     * @param count 1 to 1,000; there are fewer runs if the schedule ends
     * @throws InvalidInputException when the count is another, or the cron expression can't be read
     */
    public List<Instant> preview(Schedule schedule, int count, Instant from) {
        return runs(Optional.of(schedule), "", count, from);
    }

    /** The next runs of a source, to the moment: jitter included. None without a schedule. A switched-off source is shown as if it were on. */
    public List<Instant> preview(Source source, int count) {
        return runs(
                source.schedule(),
                NextRun.name(source.owner(), source.id()),
                count,
                parts.clock().instant());
    }

    /** The next runs of an output; otherwise as of a source. */
    public List<Instant> preview(Output output, int count) {
        return runs(
                output.schedule(),
                NextRun.name(output.owner(), output.id()),
                count,
                parts.clock().instant());
    }

    /** The next runs of a query; otherwise as of a source. */
    public List<Instant> preview(Query query, int count) {
        return runs(
                query.schedule(),
                NextRun.name(query.owner(), query.id()),
                count,
                parts.clock().instant());
    }

    /**
     * Says when a schedule is due, such as <em>at 09:00 every day between Monday and Friday (Europe/Berlin)</em>. In English where the words of the locale's
     * language are not known.
     *
     * @throws InvalidInputException when the cron expression can't be read
     */
    public String describe(Schedule schedule, Locale locale) {
        return parts.nextRun().describe(schedule, locale);
    }

    private List<Instant> runs(Optional<Schedule> schedule, String name, int count, Instant from) {
        if (count < 1 || count > MOST) {
            throw new InvalidInputException("count", "range", "must be from 1 to 1,000");
        }
        var runs = new ArrayList<Instant>();
        Optional<Instant> last = Optional.of(from);
        while (schedule.isPresent() && runs.size() < count && last.isPresent()) {
            last = parts.nextRun().after(schedule.get(), name, last.get());
            last.ifPresent(runs::add);
        }
        return List.copyOf(runs);
    }
}
