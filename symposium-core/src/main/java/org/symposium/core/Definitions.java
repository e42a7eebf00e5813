package org.symposium.core;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;
import org.symposium.core.internal.flow.Cancelling;
import org.symposium.core.internal.flow.Parts;
import org.symposium.core.internal.runs.QueueEntries;
import org.symposium.core.internal.schedule.NextRun;
import org.symposium.spi.Run;
import org.symposium.spi.model.Integration;
import org.symposium.spi.model.Kind;
import org.symposium.spi.model.NotFoundException;
import org.symposium.spi.model.Output;
import org.symposium.spi.model.Schedule;
import org.symposium.spi.model.Stored;
import org.symposium.spi.model.Values;

/** One owner's sources or outputs or queries: what a user decides of them is written here, with the next slot, and the run queue follows. */
final class Definitions<T extends Stored> {
    /** What a user may leave out, and an edit may take away. */
    private static final List<String> OPTIONAL = List.of("schedule", "template", "subject", "filter", "in_doubt");

    /** What of an output's row a delivery is made of. */
    private static final List<String> DELIVERED = List.of("integration_id", "config", "template", "subject", "filter");

    private final Parts parts;
    private final QueueEntries entries;
    private final Cancelling cancelling;
    private final Kind<T> kind;
    private final String owner;
    private final Rows<T> rows;

    Definitions(Parts parts, Kind<T> kind, String owner) {
        this.parts = parts;
        this.entries = parts.entries();
        this.cancelling = new Cancelling(parts);
        this.kind = kind;
        this.owner = owner;
        this.rows = new Rows<>(parts.stores().table(kind), kind, owner);
    }

    Optional<T> find(String id) {
        return rows.find(id);
    }

    T get(String id) {
        return rows.get(id);
    }

    List<T> all(Map<String, ?> equal) {
        return rows.all(equal);
    }

    /** A new one, switched on. */
    T insert(Values decided) {
        Instant now = parts.clock().instant();
        Values row = Values.of("id", parts.ids().next())
                .with("user_id", owner)
                .with("created_at", now)
                .with(anchored(decided, Values.empty(), now))
                .with("is_active", true);
        T made = rows.insert(kind.read().apply(row.withOptional("next_run_at", nextRun(row, now))));
        removeIfOrphan(made, decided);
        return followed(made);
    }

    /** The integration may have been deleted since it was looked at. */
    private void removeIfOrphan(T made, Values decided) {
        Optional<String> integration = decided.optionalText("integration_id");
        if (integration
                .filter(id ->
                        parts.stores().table(Integration.KIND).find(owner, id).isEmpty())
                .isPresent()) {
            rows.remove(made.id());
            throw new NotFoundException("integration", integration.get());
        }
    }

    /** Other decisions, on top of the row as it is at that moment. What waits to go on may not be wanted so any more. */
    T update(String id, Function<T, Values> decide) {
        var former = new AtomicReference<>(Values.empty());
        T changed = rows.change(id, before -> {
            Values old = before.toValues();
            former.set(old);
            Values row = old;
            for (String name : OPTIONAL) {
                row = row.without(name);
            }
            row = row.with(anchored(decide.apply(before), old, parts.clock().instant()));
            boolean moved = !row.objectOrEmpty("schedule").equals(old.objectOrEmpty("schedule"));
            return kind.read().apply(moved ? withNextRun(row) : row);
        });
        dropUnwanted(former.get(), changed.toValues());
        return followed(changed);
    }

    /** A delivery that has begun is as it was decided then; another try of a source comes too late after a new slot. */
    private void dropUnwanted(Values before, Values now) {
        if (kind.name().equals(Output.KIND.name())) {
            if (DELIVERED.stream().anyMatch(name -> !Objects.equals(before.at(name), now.at(name)))) {
                drop(now.text("id"), Run::isBegun, "changed");
            }
            return;
        }
        Optional<Instant> slot = now.optionalInstant("next_run_at");
        if (slot.isPresent() && !slot.equals(before.optionalInstant("next_run_at"))) {
            drop(now.text("id"), run -> isOvertaken(run, slot.get()), "changed");
        }
    }

    private static boolean isOvertaken(Run run, Instant slot) {
        return run.isBegun() && !run.isDelayed() && !QueueEntries.isManual(run) && !slot.isAfter(run.dueAt());
    }

    private void drop(String id, Predicate<Run> which, String what) {
        cancelling.dropWaiting(kind.name(), owner, id, which, "the " + kind.name() + " was " + what);
    }

    /** Switches it on or off. Switched on, its schedule goes on from now. */
    T switched(String id, boolean isActive) {
        T switched = rows.change(id, before -> {
            Values row = before.toValues().with("is_active", isActive).without("disabled_reason");
            row = isActive
                    ? row.with("consecutive_failures", 0)
                    : row.with("disabled_reason", "Switched off by its user.");
            return kind.read().apply(withNextRun(row));
        });
        if (!isActive) {
            drop(id, run -> true, "switched off");
        }
        return followed(switched);
    }

    void delete(String id) {
        rows.get(id);
        drop(id, run -> true, "deleted");
        entries.follow(kind.name(), owner, id, Optional.empty());
        rows.remove(id);
    }

    private T followed(T row) {
        entries.follow(kind.name(), owner, row.id(), row.toValues().optionalInstant("next_run_at"));
        return row;
    }

    private Values withNextRun(Values row) {
        return row.without("next_run_at")
                .withOptional("next_run_at", nextRun(row, parts.clock().instant()));
    }

    private Optional<Instant> nextRun(Values row, Instant now) {
        boolean runs = row.flag("is_active", true) && row.has("schedule");
        String name = NextRun.name(owner, row.text("id"));
        return runs ? parts.nextRun().after(Schedule.of(row.object("schedule")), name, now) : Optional.empty();
    }

    /** Intervals are counted from the moment they were first saved, so that they drift neither with runs nor with edits of something else. */
    private Values anchored(Values decided, Values before, Instant now) {
        if (!decided.has("schedule.every") || decided.has("schedule.from")) {
            return decided;
        }
        boolean same = decided.text("schedule.every").equals(before.text("schedule.every", ""));
        Instant from = same && before.has("schedule.from") ? before.instant("schedule.from") : now;
        return decided.with("schedule", decided.object("schedule").with("from", from));
    }
}
