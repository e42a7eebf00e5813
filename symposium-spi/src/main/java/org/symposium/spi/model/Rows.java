package org.symposium.spi.model;

import java.util.Optional;

/** What the rows of all kinds have in common. */
final class Rows {
    private Rows() {}

    /** A row as it was read or is to be written: the revision shows once there is one. */
    static Values withRevision(Values row, long revision) {
        return revision == 0 ? row : row.with("revision", revision);
    }

    static Optional<Schedule> schedule(Values row) {
        return row.has("schedule") ? Optional.of(Schedule.of(row.object("schedule"))) : Optional.empty();
    }

    static Values withSchedule(Values row, Optional<Schedule> schedule) {
        return schedule.isPresent() ? row.with("schedule", schedule.get().toValues()) : row;
    }

    /** Leaves out what is empty, so that a row shows only what it says. */
    static Values withText(Values row, String name, String text) {
        return text.isEmpty() ? row : row.with(name, text);
    }

    static Values withValues(Values row, String name, Values values) {
        return values.isEmpty() ? row : row.with(name, values);
    }
}
