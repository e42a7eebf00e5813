package org.symposium.core.internal.memory;

import org.symposium.spi.Advance;
import org.symposium.spi.model.Column;
import org.symposium.spi.model.Kind;
import org.symposium.spi.model.Stored;
import org.symposium.spi.model.Values;

/** How a delta changes a row. */
final class Advances {
    private Advances() {}

    /**
     * The row, moved forward.
     *
     * @throws IllegalArgumentException when the delta names something that is no column of the kind
     */
    static <T extends Stored> StoredRow<T> moved(StoredRow<T> row, Advance advance) {
        Kind<T> kind = row.kind();
        Values before = row.stored();
        long revision = row.row().revision();
        Values changes = advance.set();
        for (var added : advance.add().entrySet()) {
            changes = changes.with(added.getKey(), before.whole(added.getKey(), 0) + added.getValue());
        }
        changes.names().forEach(name -> requireColumn(kind, name));
        if (advance.cursor().isPresent() && hasColumn(kind, "cursor")) {
            changes = changes.with("cursor", advance.cursor().get());
        }
        if (advance.movesSchedule() && advance.revision() == revision && hasColumn(kind, "next_run_at")) {
            changes = changes.with("next_run_at", advance.nextRunAt().orElse(null));
        }
        return StoredRow.moved(kind, before.with(changes.with("revision", revision + 1)));
    }

    private static void requireColumn(Kind<?> kind, String name) {
        if (!hasColumn(kind, name)) {
            throw new IllegalArgumentException("'" + name + "' is no column of kind '" + kind.name() + "'");
        }
    }

    private static boolean hasColumn(Kind<?> kind, String name) {
        for (Column column : kind.columns()) {
            if (column.name().equals(name)) {
                return true;
            }
        }
        return false;
    }
}
