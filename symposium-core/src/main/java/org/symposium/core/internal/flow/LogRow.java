package org.symposium.core.internal.flow;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.symposium.spi.model.DeliveryResult;
import org.symposium.spi.model.Execution;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;

/** A run's row of the execution log. Spec: <em>Log Execution</em>, <em>Log Error Details</em>. */
final class LogRow {
    private LogRow() {}

    static Execution of(Workplace workplace, Made made, Duration took) {
        Target target = workplace.target();
        var row = new LinkedHashMap<String, @Nullable Object>();
        row.put("execution_id", workplace.order().executionId());
        row.put("user_id", target.owner());
        row.put("target_kind", target.kind());
        row.put("target_id", target.id());
        row.put("integration_id", target.integration().id());
        row.put("trigger_kind", workplace.order().trigger());
        row.put("attempt", workplace.order().attempt());
        row.put("status", made.status());
        row.put("started_at", workplace.startedAt());
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
        putUnlessEmpty(row, "notices", made.notices());
        putUnlessEmpty(row, "requests", workplace.requests());
        return Execution.of(Values.of(row));
    }

    private static void addFailure(Map<String, @Nullable Object> row, Verdict verdict, String trace) {
        row.put("error_kind", verdict.kind());
        row.put("error_message", verdict.message());
        row.put("error_details", Values.of("suggestion", verdict.suggestion()).with("trace", trace));
    }

    private static void putUnlessEmpty(Map<String, @Nullable Object> row, String name, List<?> list) {
        if (!list.isEmpty()) {
            row.put(name, list);
        }
    }
}
