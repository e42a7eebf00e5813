package org.symposium.core.internal.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.symposium.core.internal.credentials.Masks;
import org.symposium.core.internal.log.CutText;
import org.symposium.core.internal.log.RowSize;
import org.symposium.core.internal.schedule.Slots;
import org.symposium.spi.model.DeliveryResult;
import org.symposium.spi.model.Execution;
import org.symposium.spi.model.Integration;
import org.symposium.spi.model.Status;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;

/** A run's row of the execution log. Spec: <em>Log Execution</em>, <em>Log Error Details</em>. */
final class LogRow {
    private static final int MOST_MESSAGE_BYTES = 300;
    private static final int MOST_TOLD_BYTES = 2_000;

    private LogRow() {}

    /**
     * What a run has come to, and before it the attempts that came to something else.
     *
     * @param earlier the row as earlier attempts have left it
     */
    static Execution of(Workplace workplace, Made made, Duration took, Optional<Execution> earlier) {
        Target target = workplace.target();
        var row = new LinkedHashMap<String, @Nullable Object>();
        row.putAll(standing(target, workplace.order(), made.status(), workplace.startedAt(), earlier)
                .asMap());
        row.put("duration_ms", took.toMillis());
        row.put("result_summary", made.summary());
        made.card().ifPresent(card -> row.put("card_id", card.id()));
        if (target.kind().equals("output")) {
            row.put("cards_sent", made.deliveredCards().size());
            made.delivery()
                    .map(DeliveryResult::confirmation)
                    .ifPresent(confirmation -> row.put("delivery_confirmation", confirmation));
        }
        made.failure().ifPresent(verdict -> addFailure(row, verdict, made.trace()));
        made.tally().ifPresent(tally -> addSources(row, tally, made));
        putUnlessEmpty(row, "notices", made.notices());
        row.putAll(AttemptRequests.of(
                        earlier,
                        workplace.order().attempt(),
                        workplace.requests(made.failure()),
                        workplace.requestCount())
                .asMap());
        putUnlessEmpty(row, "attempts", ExecutionLog.attempts(earlier));
        made.nextTryAt().ifPresent(at -> row.put("next_try_at", at));
        Delays delays = Delays.before(earlier, workplace.order().attempt(), workplace.startedAt());
        row.putAll((made.status() == Status.DELAYED ? delays.oneMore() : delays)
                .toValues()
                .asMap());
        if (made.status() == Status.DELAYED) {
            row.putAll(RunAudit.toValues(workplace.noted()).asMap());
        }
        return Execution.of(RowSize.fit(Values.of(row)));
    }

    /** Where a run stands that has not ended. Its first attempt knows the slot. */
    static Values standing(Target target, Order order, Status status, Instant at, Optional<Execution> earlier) {
        Optional<Instant> slot = order.turn().flatMap(Slots.Due::slot).or(() -> earlier.flatMap(Execution::slot));
        return Values.of("execution_id", order.executionId())
                .with("user_id", target.owner())
                .with("target_kind", target.kind())
                .with("target_id", target.id())
                .withOptional("integration_id", target.connected().map(Integration::id))
                .with("trigger_kind", order.trigger())
                .with("attempt", order.attempt())
                .with("status", status)
                .with("started_at", at)
                .withOptional("slot", slot)
                .with(AttemptRequests.before(earlier, order.attempt()))
                .with(RunAudit.toValues(RunAudit.noted(earlier, order.attempt())));
    }

    /** One attempt, in the list of a later one's row. */
    static Values inShort(Execution row) {
        Values values = row.toValues();
        return Values.of("status", row.status())
                .with("attempt", values.whole("attempt", 1))
                .withOptional("started_at", values.optionalInstant("started_at"))
                .with("duration_ms", values.whole("duration_ms", 0))
                .withOptional("error_kind", values.optionalText("error_kind"))
                .withOptional(
                        "error_message", row.errorMessage().map(message -> CutText.to(message, MOST_MESSAGE_BYTES)));
    }

    /** What is told of a failure, in the log and everywhere: masked, and no longer than anybody reads. */
    static Verdict told(Verdict verdict, Masks masks) {
        Verdict told = Verdict.failed(verdict.kind(), CutText.to(masks.mask(verdict.message()), MOST_TOLD_BYTES))
                .suggest(CutText.to(masks.mask(verdict.suggestion()), MOST_TOLD_BYTES))
                .atField(CutText.to(masks.mask(verdict.field()), MOST_TOLD_BYTES));
        return verdict.waitFor().map(told::retryAfter).orElse(told);
    }

    /** The row of a delivery that failed, and is in doubt now that it goes on no more. */
    static Values held(Values row, Verdict inDoubt) {
        return row.with("error_kind", inDoubt.kind())
                .with("error_message", inDoubt.message())
                .with("error_details", row.objectOrEmpty("error_details").with("suggestion", inDoubt.suggestion()));
    }

    /** A moment as a row gives it back. */
    static Instant cut(Instant moment) {
        return Values.of("at", moment).instant("at");
    }

    private static void addFailure(Map<String, @Nullable Object> row, Verdict verdict, String trace) {
        row.put("error_kind", verdict.kind());
        row.put("error_message", verdict.message());
        row.put("error_details", Values.of("suggestion", verdict.suggestion()).with("trace", trace));
    }

    private static void addSources(Map<String, @Nullable Object> row, Tally tally, Made made) {
        row.put("sources_succeeded", tally.succeeded());
        row.put("sources_failed", tally.failed());
        if (!tally.errors().isEmpty()) {
            Values details = made.failure()
                    .map(verdict -> Values.of("suggestion", verdict.suggestion()))
                    .orElse(Values.empty());
            row.put("error_details", details.with("sources", tally.errors()));
        }
    }

    private static void putUnlessEmpty(Map<String, @Nullable Object> row, String name, List<?> list) {
        if (!list.isEmpty()) {
            row.put(name, list);
        }
    }
}
