package org.symposium.core.internal.http;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.symposium.spi.model.Values;

/** What a run sent, for its execution row. Thread-safe. */
final class RequestLog {
    private static final int MOST = 50;

    private final List<Values> entries = new ArrayList<>();

    /** Adds a request that was answered. */
    void answered(Outgoing request, Instant at, Duration took, int status) {
        add(entry(request, at, took).with("status", status));
    }

    /** Adds a request that got no answer. */
    void failed(Outgoing request, Instant at, Duration took, String kind) {
        add(entry(request, at, took).with("error_kind", kind));
    }

    /** The first 50, in order. */
    synchronized List<Values> entries() {
        return List.copyOf(entries);
    }

    private synchronized void add(Values entry) {
        if (entries.size() < MOST) {
            entries.add(entry);
        }
    }

    private static Values entry(Outgoing request, Instant at, Duration took) {
        return Values.of("method", request.method())
                .with("url", request.shownUrl())
                .with("at", at)
                .with("duration_ms", took.toMillis());
    }
}
