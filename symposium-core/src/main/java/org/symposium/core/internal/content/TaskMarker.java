package org.symposium.core.internal.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.symposium.spi.Span;

/** The {@code [ ]} or {@code [x]} that makes a list item a task (GFM 5.3). */
final class TaskMarker {
    private static final int LENGTH = 4;

    private TaskMarker() {}

    /** Whether the task is done; empty if an item that begins so is no task. */
    static Optional<Boolean> of(Span first) {
        return first.marks().isEmpty() && first.link().isEmpty() ? of(first.text()) : Optional.empty();
    }

    /** As {@link #of(Span)}, for the text alone. */
    static Optional<Boolean> of(String text) {
        if (text.startsWith("[ ] ")) {
            return Optional.of(false);
        }
        return text.startsWith("[x] ") || text.startsWith("[X] ") ? Optional.of(true) : Optional.empty();
    }

    static String removedFrom(String text) {
        return text.substring(LENGTH);
    }

    static List<Span> removedFrom(List<Span> spans) {
        var rest = new ArrayList<>(spans);
        Span first = rest.remove(0);
        if (first.text().length() > LENGTH) {
            rest.add(0, SpanList.withText(first, removedFrom(first.text())));
        }
        return rest;
    }
}
