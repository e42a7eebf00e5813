package org.symposium.spi.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A row of the execution log: one run over all its delays and attempts. Spec: <em>Log Execution</em>, <em>Record in Execution Log</em>.
 *
 * <p>A run that goes on by itself stands here as {@code delayed} (a rate limit leaves no room now) or as {@code failure} (it is tried again), each with
 * {@link #nextTryAt}; {@code failure} without it is the end.
 *
 * <p>As JSON a row has at most 64 KiB; what had to be cut stands in {@code cut}, a list of names. {@link #toValues} has all of it, in the specification's snake
 * case, {@code delays} and {@code delayed_since} (how often the last attempt was put back, and when first), {@code audit_id} (the audit
 * row of an attempt that was put back), and whatever later versions add.
 */
public final class Execution implements Stored {
    /** How stores keep executions. */
    public static final Kind<Execution> KIND = new Kind<>(
            "execution",
            Execution::of,
            List.of(
                    Column.text("target_kind"),
                    Column.text("target_id"),
                    Column.text("integration_id"),
                    Column.text("trigger_kind"),
                    Column.text("status"),
                    Column.text("error_kind"),
                    Column.text("card_id"),
                    Column.instant("started_at"),
                    Column.instant("next_try_at"),
                    Column.whole("duration_ms")));

    private final Values row;

    private Execution(Values row) {
        this.row = row;
    }

    /** Reads the stored form. */
    public static Execution of(Values row) {
        row.text("execution_id");
        row.text("user_id");
        return new Execution(row);
    }

    @Override
    public String owner() {
        return row.text("user_id");
    }

    /** The execution id ({@code execution_id} in JSON). */
    @Override
    public String id() {
        return row.text("execution_id");
    }

    @Override
    public long revision() {
        return row.whole("revision", 0);
    }

    /** {@code source}, {@code output} or {@code query}; {@code card} when one was refreshed. */
    public String targetKind() {
        return row.text("target_kind");
    }

    /** Id of the source, output or query that ran, or of the card. */
    public String targetId() {
        return row.text("target_id");
    }

    /** Id of the integration it ran with; a query has none. */
    public Optional<String> integrationId() {
        return row.optionalText("integration_id");
    }

    /** {@code manual}, {@code scheduled}, or {@code test} for a delivery on trial. */
    public String triggerKind() {
        return row.text("trigger_kind", "");
    }

    /** Which attempt the row tells of, from 1. */
    public int attempt() {
        return (int) row.whole("attempt", 1);
    }

    /**
     * Earlier attempts, oldest first; of many the first 5 and the last 25: {@code attempt}, {@code status}, {@code started_at}, {@code duration_ms},
     * {@code error_kind}, {@code error_message}.
     */
    public List<Values> attempts() {
        return row.list("attempts");
    }

    /**
     * What was sent during the last attempt, redirects and retries each for itself; of many the first 10 and the last 40: {@code method}, {@code url} without
     * secrets, {@code at}, {@code duration_ms}, {@code status} or, where no answer came, {@code error_kind}; {@code shared} if another run had asked before;
     * after a failure {@code response_excerpt} for the last four answers that were refused.
     */
    public List<Values> requests() {
        return row.list("requests");
    }

    /** How many requests were sent during the last attempt. */
    public long requestCount() {
        return row.whole("request_count", 0);
    }

    /**
     * The beginning of the last answer that was refused or could not be read, after a failure: at most 2 KiB, credentials masked. It may hold personal data, so it
     * belongs in no log.
     */
    public Optional<String> responseExcerpt() {
        return requests().stream()
                .flatMap(request -> request.optionalText("response_excerpt").stream())
                .reduce((one, next) -> next);
    }

    /** How it ended, or where it stands. */
    public Status status() {
        return Status.ofWord(row.text("status"));
    }

    /** When it began. */
    public Instant startedAt() {
        return row.instant("started_at");
    }

    /** The slot of its schedule that it was for, jitter included; empty for a run that somebody asked for. */
    public Optional<Instant> slot() {
        return row.optionalInstant("slot");
    }

    /** When it goes on by itself: put back by a rate limit, or tried again after a failure that may pass; empty when it does not. */
    public Optional<Instant> nextTryAt() {
        return row.optionalInstant("next_try_at");
    }

    /** Whether nothing more comes of it. */
    public boolean isOver() {
        return status().isOver() && !row.has("next_try_at");
    }

    /** How long it took. */
    public Duration duration() {
        return Duration.ofMillis(row.whole("duration_ms", 0));
    }

    /** One line on what came of it. */
    public String resultSummary() {
        return row.text("result_summary", "");
    }

    /** The card it made, or refreshed. */
    public Optional<String> cardId() {
        return row.optionalText("card_id");
    }

    /** Cards delivered; 0 for a source. */
    public long cardsSent() {
        return row.whole("cards_sent", 0);
    }

    /** What the target confirmed; empty for a source. */
    public Values deliveryConfirmation() {
        return row.objectOrEmpty("delivery_confirmation");
    }

    /** The kind of failure. */
    public Optional<FailureKind> errorKind() {
        return row.optionalText("error_kind").map(FailureKind::ofWord);
    }

    /** What went wrong, one sentence. */
    public Optional<String> errorMessage() {
        return row.optionalText("error_message");
    }

    /** Sources of a query that gave something now; 0 for anything else. */
    public long sourcesSucceeded() {
        return row.whole("sources_succeeded", 0);
    }

    /** Sources of a query that failed, those among them for which an earlier card stands in; 0 for anything else. */
    public long sourcesFailed() {
        return row.whole("sources_failed", 0);
    }

    /**
     * {@code suggestion} and {@code trace}, which is the full one, masked; for developers. Of a query also {@code sources}, one for each that failed: {@code
     * source_id}, {@code name}, {@code error_kind}, {@code error_message}, {@code suggestion}, {@code request} (the last one that was sent), {@code trace}.
     */
    public Values errorDetails() {
        return row.objectOrEmpty("error_details");
    }

    /** What the handler wants its user to know. */
    public List<String> notices() {
        return row.texts("notices");
    }

    @Override
    public Values toValues() {
        return row;
    }

    @Override
    public String toString() {
        return "Execution[" + id() + " " + row.text("status", "") + "]";
    }
}
