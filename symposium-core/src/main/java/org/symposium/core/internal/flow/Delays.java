package org.symposium.core.internal.flow;

import java.time.Instant;
import java.util.Optional;
import org.symposium.spi.model.Execution;
import org.symposium.spi.model.Status;
import org.symposium.spi.model.Values;

/**
 * How often an attempt was put back, and when first.
 *
 * @param since when it was put back first; the moment of asking, if it was not
 */
record Delays(int count, Instant since) {
    private static final String COUNT = "delays";
    private static final String SINCE = "delayed_since";

    /** Those of this attempt before now. */
    static Delays before(Optional<Execution> earlier, int attempt, Instant now) {
        return earlier.filter(row -> row.status() == Status.DELAYED)
                .map(Execution::toValues)
                .filter(row -> row.whole("attempt", 1) == attempt)
                .map(row -> new Delays((int) row.whole(COUNT, 0), row.instant(SINCE)))
                .orElse(new Delays(0, now));
    }

    Delays oneMore() {
        return new Delays(count + 1, since);
    }

    /** For the log row; nothing where there was none. */
    Values toValues() {
        return count == 0 ? Values.empty() : Values.of(COUNT, count).with(SINCE, since);
    }
}
