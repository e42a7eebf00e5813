package org.symposium.core.internal.flow;

import java.util.List;
import java.util.Optional;
import org.symposium.core.internal.log.CutText;
import org.symposium.spi.model.Integration;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;

/**
 * What came of one source of a query. Masked.
 *
 * @param fetched empty when it failed
 * @param failure why it failed
 * @param trace of the failure
 * @param request the last one that was sent
 * @param used the integration, if its service was to be asked
 */
record Answered(
        Asked asked,
        Optional<Fetched> fetched,
        Optional<Verdict> failure,
        String trace,
        Optional<Values> request,
        Optional<Integration> used,
        List<String> notices) {
    private static final int MOST_TOLD_BYTES = 300;
    private static final int MOST_TRACE_BYTES = 1_000;

    static Answered hindered(Asked asked, Verdict why) {
        return new Answered(
                asked, Optional.empty(), Optional.of(why), "", Optional.empty(), Optional.empty(), List.of());
    }

    boolean isFailed() {
        return failure.isPresent();
    }

    boolean isUnchanged() {
        return fetched.filter(found -> found.found().isUnchanged()).isPresent();
    }

    /** Of a failure, for the log. */
    Values error() {
        Values error = said(Values.of("source_id", asked.sourceId()).with("name", asked.name()));
        error = error.withOptional(
                "request",
                request.map(sent ->
                        sent.has("url") ? sent.with("url", CutText.to(sent.text("url"), MOST_TOLD_BYTES)) : sent));
        return trace.isEmpty() ? error : error.with("trace", CutText.to(trace, MOST_TRACE_BYTES));
    }

    /** What is told of a failure, beside what is known of its source. */
    Values said(Values source) {
        return failure.map(verdict -> source.with("error_kind", verdict.kind())
                        .with("error_message", CutText.to(verdict.message(), MOST_TOLD_BYTES))
                        .with("suggestion", CutText.to(verdict.suggestion(), MOST_TOLD_BYTES)))
                .orElse(source);
    }
}
