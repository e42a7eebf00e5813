package org.symposium.core.internal.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.symposium.core.internal.runs.QueueEntries;
import org.symposium.spi.Run;
import org.symposium.spi.Worker;
import org.symposium.spi.model.ConflictException;
import org.symposium.spi.model.InactiveException;
import org.symposium.spi.model.NotFoundException;
import org.symposium.spi.model.Output;
import org.symposium.spi.model.Source;

/** Runs what the queue hands out, and says when the same thing is due again. */
public final class RunWorker implements Worker {
    private static final Logger LOG = LoggerFactory.getLogger(RunWorker.class);
    private static final Duration AFTER_CONFLICT = Duration.ofSeconds(10);
    private static final Duration AFTER_TROUBLE = Duration.ofMinutes(1);

    private final Parts parts;
    private final SourceFlow sources;
    private final OutputFlow outputs;
    private final QueueEntries entries;
    private final Turns turns;

    /** Runs by these flows. */
    public RunWorker(Parts parts, SourceFlow sources, OutputFlow outputs, QueueEntries entries) {
        this.parts = parts;
        this.sources = sources;
        this.outputs = outputs;
        this.entries = entries;
        this.turns = new Turns(parts);
    }

    @Override
    public Next run(Run run) {
        String kind = run.toValues().text("target_kind");
        String id = run.toValues().text("target_id");
        try {
            Optional<Order> order = turns.order(kind, id, run);
            if (order.isPresent() && kind.equals("source")) {
                sources.run(run.owner(), id, order.get());
            } else if (order.isPresent()) {
                outputs.run(run.owner(), id, order.get());
            }
            return nextSlot(kind, run.owner(), id);
        } catch (NotFoundException | InactiveException e) {
            LOG.info("{} {} is not run any more: {}", kind, id, e.getMessage());
            return new Next(Optional.empty());
        } catch (ConflictException e) {
            return again(run, AFTER_CONFLICT);
        } catch (RuntimeException e) { // the store is out of reach, most likely
            LOG.error("{} {} could not be run; trying again in {}", kind, id, AFTER_TROUBLE, e);
            return again(run, AFTER_TROUBLE);
        }
    }

    private Next nextSlot(String kind, String owner, String id) {
        Optional<Instant> due = kind.equals("source")
                ? parts.stores()
                        .table(Source.KIND)
                        .find(owner, id)
                        .filter(Source::isActive)
                        .flatMap(Source::nextRunAt)
                : parts.stores()
                        .table(Output.KIND)
                        .find(owner, id)
                        .filter(Output::isActive)
                        .flatMap(Output::nextRunAt);
        return new Next(due.map(at -> entries.entry(kind, owner, id, at)));
    }

    private Next again(Run run, Duration later) {
        return new Next(Optional.of(run.with("due_at", parts.clock().instant().plus(later))));
    }
}
