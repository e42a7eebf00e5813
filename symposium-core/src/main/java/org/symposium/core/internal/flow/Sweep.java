package org.symposium.core.internal.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.symposium.core.internal.runs.Cancellation;
import org.symposium.core.internal.runs.LeaseKeeper;
import org.symposium.core.internal.runs.QueueEntries;
import org.symposium.spi.Table;
import org.symposium.spi.model.Integration;
import org.symposium.spi.model.Kind;
import org.symposium.spi.model.Output;
import org.symposium.spi.model.Query;
import org.symposium.spi.model.Source;
import org.symposium.spi.model.Stored;

/**
 * Puts back into the queue what ought to be there: whatever is active and due soon has an entry, though a process died before it wrote one, or an integration was
 * switched on again. One node at a time looks.
 */
public final class Sweep implements Runnable {
    /** How often it is looked. */
    public static final Duration PERIOD = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);
    private static final int PAGE = 500;
    private static final int MOST_PAGES = 20;

    private final Parts parts;
    private final QueueEntries entries;

    /** Over this queue. */
    public Sweep(Parts parts, QueueEntries entries) {
        this.parts = parts;
        this.entries = entries;
    }

    /** Looks once; throws nothing. Does nothing while another node looks. */
    @Override
    public void run() {
        try {
            var cancellation = Cancellation.within(PERIOD);
            Optional<LeaseKeeper.Kept> lease = parts.leases().take("sweep", cancellation);
            if (lease.isPresent()) {
                LeaseKeeper.Kept kept = lease.get();
                try (kept) {
                    putBack(Source.KIND, cancellation);
                    putBack(Output.KIND, cancellation);
                    putBack(Query.KIND, cancellation);
                }
            }
        } catch (RuntimeException e) {
            LOG.warn("What is missing in the queue could not be looked for; trying again in {}", PERIOD, e);
        }
    }

    /** All that is due before the look after the next; the longest due first, and not without end when much is late. */
    private <T extends Stored> void putBack(Kind<T> kind, Cancellation cancellation) {
        Table<T> table = parts.stores().table(kind);
        Instant by = parts.clock().instant().plus(PERIOD.multipliedBy(2));
        Optional<T> last = Optional.empty();
        for (int number = 0; number < MOST_PAGES && !cancellation.isCancelled(); number++) {
            List<T> page = table.due(by, last, PAGE);
            page.forEach(row -> putBack(kind, row));
            if (page.size() < PAGE) {
                return;
            }
            last = Optional.of(page.get(PAGE - 1));
        }
    }

    private <T extends Stored> void putBack(Kind<T> kind, T row) {
        Instant due = row.toValues().instant("next_run_at");
        boolean missing = entries.isMissing(kind.name(), row.owner(), row.id(), due) && isStillDue(kind, row, due);
        if (missing && isOn(row) && entries.mend(kind.name(), row.owner(), row.id(), due)) {
            LOG.info("{} {}, due at {}, was not in the queue", kind.name(), row.id(), due);
        }
    }

    /** Since the page was read it may have been run: the row goes on first, and the queue after it. */
    private <T extends Stored> boolean isStillDue(Kind<T> kind, T row, Instant due) {
        return parts.stores()
                .table(kind)
                .find(row.owner(), row.id())
                .flatMap(now -> now.toValues().optionalInstant("next_run_at"))
                .filter(due::equals)
                .isPresent();
    }

    /** A query has no integration: those of its sources are looked at when it runs. */
    private boolean isOn(Stored row) {
        return row.toValues()
                .optionalText("integration_id")
                .map(id -> parts.stores()
                        .table(Integration.KIND)
                        .find(row.owner(), id)
                        .filter(Integration::isActive)
                        .isPresent())
                .orElse(true);
    }
}
