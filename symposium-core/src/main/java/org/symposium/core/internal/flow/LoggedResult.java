package org.symposium.core.internal.flow;

import java.util.Optional;
import java.util.function.Function;
import org.symposium.spi.model.Card;
import org.symposium.spi.model.DeliveryResult;
import org.symposium.spi.model.Execution;
import org.symposium.spi.model.RunResult;
import org.symposium.spi.model.Values;

/** A run's result, read from the log by who did not run it. */
final class LoggedResult {
    private LoggedResult() {}

    static RunResult of(Execution row, Function<String, Optional<Card>> cards) {
        Values confirmation = row.deliveryConfirmation();
        return new RunResult(
                row.id(),
                row.status(),
                row.duration(),
                row.cardId().flatMap(cards),
                confirmation.names().isEmpty() ? Optional.empty() : Optional.of(DeliveryResult.of(confirmation)),
                row.cardsSent(),
                row.errorKind()
                        .map(kind -> new RunResult.Failure(
                                kind,
                                row.errorMessage().orElse(""),
                                row.errorDetails().text("suggestion", ""))),
                row.nextTryAt(),
                row.notices());
    }
}
