package org.symposium.core.internal.http;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.symposium.core.internal.credentials.Masks;
import org.symposium.core.internal.log.CutText;
import org.symposium.core.internal.log.Excerpt;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.Values;

/**
 * What a run sent, for its execution row, and the beginning of answers that may have to be looked at. Of many requests the first 10 and the last 40 are kept.
 * Thread-safe.
 */
final class RequestLog {
    private static final int FIRST = 10;
    private static final int MOST = 50;
    private static final int MOST_EXCERPTS = 4;
    private static final int MOST_URL_BYTES = 500;

    private final List<Entry> entries = new ArrayList<>();
    private int count;
    private @Nullable Received last;

    private record Entry(int number, Values shown, Optional<Excerpt> refused) {
        Entry refused(Optional<Excerpt> answer) {
            return new Entry(number, shown, answer);
        }
    }

    /** Adds a request that was answered; gives the answer back, to be told from others if it is refused. */
    synchronized Received answered(Outgoing request, Instant at, Duration took, Received answer) {
        return answered(entry(request.method(), request.shownUrl(), at, took), answer);
    }

    /** Adds a request for which an answer was at hand that another run has got. */
    synchronized Received shared(String method, Instant at, Received answer) {
        return answered(entry(method, answer.shownUrl(), at, Duration.ZERO).with("shared", true), answer);
    }

    /**
     * Adds a request that got no answer we can take.
     *
     * @param received as far as it came
     */
    synchronized void failed(
            Outgoing request, Instant at, Duration took, FailureKind kind, Optional<Received> received) {
        Values entry = entry(request.method(), request.shownUrl(), at, took)
                .withOptional("status", received.map(Received::status))
                .with("error_kind", kind);
        Optional<Excerpt> excerpt = kind == FailureKind.INVALID_RESPONSE
                ? received.filter(answer -> answer.body().length > 0).map(RequestLog::excerpt)
                : Optional.empty();
        add(entry, excerpt);
    }

    /** The answer was no good: not what a judge wanted. */
    synchronized void refused(Received answer) {
        for (int at = 0; at < entries.size(); at++) {
            if (entries.get(at).number() == answer.logNumber()) {
                entries.set(at, entries.get(at).refused(Optional.of(excerpt(answer))));
            }
        }
        keepLastExcerpts();
    }

    /** How many there were. */
    synchronized int count() {
        return count;
    }

    /** Those that are kept, in order. */
    synchronized List<Values> entries() {
        return entries.stream().map(Entry::shown).toList();
    }

    /**
     * Those that are kept, with the beginnings of answers that were refused.
     *
     * @param alsoLast that of the last answer too, though nobody had refused it yet
     */
    synchronized List<Values> entries(boolean alsoLast, Masks masks) {
        if (alsoLast && last != null) {
            refused(last);
        }
        return entries.stream()
                .map(entry -> entry.shown()
                        .withOptional("response_excerpt", entry.refused().map(excerpt -> excerpt.shown(masks))))
                .toList();
    }

    private Received answered(Values entry, Received answer) {
        Received logged = answer.logged(add(entry.with("status", answer.status()), Optional.empty()));
        last = logged;
        return logged;
    }

    private int add(Values entry, Optional<Excerpt> excerpt) {
        count++;
        entries.add(new Entry(count, entry, excerpt));
        if (entries.size() > MOST) {
            entries.remove(FIRST);
        }
        keepLastExcerpts();
        return count;
    }

    private void keepLastExcerpts() {
        int kept = 0;
        for (int at = entries.size() - 1; at >= 0; at--) {
            Entry entry = entries.get(at);
            kept += entry.refused().isPresent() ? 1 : 0;
            if (kept > MOST_EXCERPTS) {
                entries.set(at, entry.refused(Optional.empty()));
            }
        }
    }

    private static Excerpt excerpt(Received answer) {
        return Excerpt.of(answer.body(), answer.header("Content-Type").orElse(""));
    }

    private static Values entry(String method, String shownUrl, Instant at, Duration took) {
        return Values.of("method", method)
                .with("url", CutText.to(shownUrl, MOST_URL_BYTES))
                .with("at", at)
                .with("duration_ms", took.toMillis());
    }
}
