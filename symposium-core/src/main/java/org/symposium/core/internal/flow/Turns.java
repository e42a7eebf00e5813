package org.symposium.core.internal.flow;

import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.symposium.core.internal.schedule.NextRun;
import org.symposium.core.internal.schedule.Slots;
import org.symposium.spi.Run;
import org.symposium.spi.Table;
import org.symposium.spi.model.Kind;
import org.symposium.spi.model.Schedule;
import org.symposium.spi.model.Stored;
import org.symposium.spi.model.Values;

/** Whose turn it is. The queue only reminds; the next slot in the row is the truth, and slots that come too late are let go here. */
final class Turns {
    private static final Logger LOG = LoggerFactory.getLogger(Turns.class);

    private final Parts parts;
    private final Slots slots;

    Turns(Parts parts) {
        this.parts = parts;
        this.slots = new Slots(parts.nextRun());
    }

    /** What to run for an entry of the queue; empty when no slot is due, or the thing is gone. Then the row says when it is due next. */
    Optional<Order> order(String kind, String id, Run run) {
        if (run.attempt() > 1 || run.isDelayed()) {
            return Optional.of(Order.scheduledAgain(run.executionId(), run.attempt()));
        }
        return due(Target.kind(kind), run.owner(), id).map(turn -> Order.scheduled(run.executionId(), turn));
    }

    /**
     * The next slot of something that was run, as it is stored; empty if it is gone or switched off. An edit during the run has kept the slot that is done with:
     * then the row goes on here.
     */
    Optional<Instant> next(String kind, String owner, String id, Optional<Slots.Due> done) {
        return next(Target.kind(kind), owner, id, done);
    }

    private <T extends Stored> Optional<Instant> next(Kind<T> kind, String owner, String id, Optional<Slots.Due> done) {
        Table<T> table = parts.stores().table(kind);
        while (true) {
            Optional<T> row = table.find(owner, id);
            Optional<Instant> next = row.map(Stored::toValues)
                    .filter(values -> values.flag("is_active", true))
                    .flatMap(values -> values.optionalInstant("next_run_at"));
            Optional<Instant> slot = done.flatMap(Slots.Due::slot);
            if (next.isEmpty() || slot.isEmpty() || next.get().isAfter(slot.get())) {
                return next;
            }
            if (table.replace(goneOn(kind, row.get(), done.get()), row.get().revision())) {
                return done.get().next();
            }
        }
    }

    private static <T extends Stored> T goneOn(Kind<T> kind, T row, Slots.Due done) {
        return kind.read().apply(row.toValues().without("next_run_at").withOptional("next_run_at", done.next()));
    }

    private <T extends Stored> Optional<Slots.Due> due(Kind<T> kind, String owner, String id) {
        Table<T> table = parts.stores().table(kind);
        Optional<T> row = table.find(owner, id);
        Optional<Instant> next = row.flatMap(found -> found.toValues().optionalInstant("next_run_at"));
        if (row.isEmpty() || next.isEmpty()) {
            return Optional.empty();
        }
        Values values = row.get().toValues();
        Schedule schedule = Schedule.of(values.object("schedule"));
        String name = NextRun.name(owner, id);
        Slots.Due due = slots.due(schedule, name, next.get(), parts.clock().instant());
        if (due.slot().isPresent()) {
            return Optional.of(due);
        }
        if (!due.next().equals(next)) {
            LOG.info("{} {}: what was due from {} on is missed for good", kind.name(), id, next.get());
            table.replace(
                    goneOn(kind, row.get(), due), row.get().revision()); // if it fails, an edit has set another one
        }
        return Optional.empty();
    }
}
