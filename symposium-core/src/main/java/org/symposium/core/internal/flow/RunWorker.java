package org.symposium.core.internal.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.symposium.core.internal.runs.EngineClosed;
import org.symposium.core.internal.runs.NoSlotFree;
import org.symposium.core.internal.runs.QueueEntries;
import org.symposium.core.internal.schedule.Slots;
import org.symposium.spi.Run;
import org.symposium.spi.Worker;
import org.symposium.spi.model.Card;
import org.symposium.spi.model.ConflictException;
import org.symposium.spi.model.Execution;
import org.symposium.spi.model.InactiveException;
import org.symposium.spi.model.NotFoundException;
import org.symposium.spi.model.Output;
import org.symposium.spi.model.Query;
import org.symposium.spi.model.RunResult;
import org.symposium.spi.model.Source;

/** Runs what the queue hands out, and says when the same thing is due again. */
public final class RunWorker implements Worker {
    private static final Logger LOG = LoggerFactory.getLogger(RunWorker.class);
    private static final Duration AFTER_CONFLICT = Duration.ofSeconds(10);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(20);

    private static final Duration SOON = Duration.ofSeconds(1);

    private final Parts parts;
    private final Map<String, Flow> flows;
    private final QueueEntries entries;
    private final Turns turns;
    private final TakeOver takeOver;
    private final ExecutionLog log;
    private final Continuation continuation;
    private final RunEvents events;

    /** Runs by these flows. */
    public RunWorker(Parts parts, SourceFlow sources, OutputFlow outputs, QueryFlow queries, RefreshFlow refreshes) {
        this.parts = parts;
        this.flows = Map.of(
                Source.KIND.name(), sources,
                Output.KIND.name(), outputs,
                Query.KIND.name(), queries,
                Card.KIND.name(), refreshes);
        this.entries = parts.entries();
        this.turns = new Turns(parts);
        this.takeOver = new TakeOver(parts, turns);
        this.log = new ExecutionLog(parts);
        this.continuation = new Continuation(parts);
        this.events = new RunEvents(parts.events());
    }

    @Override
    public Next run(Run run) {
        try {
            Flow flow = flow(run);
            Optional<Run> goesOn = run.isBegun() ? resumed(flow, run) : Optional.of(run);
            if (goesOn.isEmpty()) {
                return afterwards(run, Optional.empty());
            }
            boolean isLater = goesOn.get().dueAt().isAfter(run.dueAt());
            return isLater ? new Next(goesOn) : attempt(flow, goesOn.get());
        } catch (NotFoundException | InactiveException e) {
            LOG.info("{} is not run any more: {}", run.key(), e.getMessage());
            return lost(run, String.valueOf(e.getMessage()));
        } catch (EngineClosed e) {
            return new Next(Optional.of(run));
        } catch (NoSlotFree e) {
            return postponed(run, aboutASecond());
        } catch (ConflictException e) {
            return postponed(run, QueueEntries.isManual(run) ? aboutASecond() : AFTER_CONFLICT);
        } catch (RuntimeException e) { // the store is out of reach, most likely
            LOG.error("{} could not be run; trying again in {}", run.key(), AFTER_TROUBLE, e);
            return postponed(run, AFTER_TROUBLE);
        }
    }

    /** Where a run stands that has begun; empty when it is over. */
    private Optional<Run> resumed(Flow flow, Run run) {
        Optional<Execution> row = log.find(run.owner(), run.executionId());
        Optional<String> cancelled = row.flatMap(ExecutionLog::whyToCancel);
        if (cancelled.isPresent()) {
            log.cancelled(run.owner(), run.executionId(), cancelled.get()).ifPresent(events::closed);
            return Optional.empty();
        }
        return run.interrupted() > 0 ? takeOver.goOn(flow.target(run.owner(), id(run)), run) : Resumption.of(row, run);
    }

    private Next lost(Run run, String why) {
        log.closed(run.owner(), run.executionId(), why).ifPresent(events::closed);
        if (run.interrupted() > 0) {
            takeOver.noteLost(kind(run), id(run), run);
        }
        return new Next(Optional.empty());
    }

    private Next attempt(Flow flow, Run run) {
        Optional<Run> unfinished = run.isBegun() ? Optional.empty() : unfinishedDelivery(run);
        if (unfinished.isPresent()) {
            return postponed(run.postponed(unfinished.get().dueAt()), SOON);
        }
        Optional<Order> order = QueueEntries.isManual(run)
                ? Optional.of(Order.manualQueued(run.executionId(), run.attempt()))
                : turns.order(kind(run), id(run), run);
        if (order.isEmpty()) {
            return notYet(run);
        }
        return ran(flow, run, order.get());
    }

    private Next ran(Flow flow, Run run, Order order) {
        try {
            RunResult result = flow.run(run.owner(), id(run), order);
            Optional<Run> next = continuation.next(run, run.attempt(), result.status(), result.nextTryAt());
            return next.isPresent() ? new Next(next) : afterwards(run, order.turn());
        } catch (NotFoundException | InactiveException | EngineClosed | NoSlotFree | ConflictException e) {
            throw e; // it has not begun
        } catch (RuntimeException e) {
            // its end may be written or not: the log will tell, as of a run whose process died
            LOG.error("{} was cut off; it is looked at again in {}", run.key(), AFTER_TROUBLE, e);
            Run cutOff = run.interruptedSince(Optional.of(parts.clock().instant()));
            return postponed(cutOff, AFTER_TROUBLE);
        }
    }

    /** It holds cards that a new delivery would choose again, so the new one comes after it. */
    private Optional<Run> unfinishedDelivery(Run run) {
        return kind(run).equals(Output.KIND.name())
                ? entries.findBegun(kind(run), run.owner(), id(run))
                : Optional.empty();
    }

    private Next afterwards(Run run, Optional<Slots.Due> done) {
        return QueueEntries.isManual(run) ? new Next(Optional.empty()) : nextSlot(run, done);
    }

    private Next nextSlot(Run run, Optional<Slots.Due> done) {
        return new Next(turns.next(kind(run), run.owner(), id(run), done)
                .map(due -> entries.entry(kind(run), run.owner(), id(run), due)));
    }

    /** Where the queue's clock is ahead of ours, a slot is handed out before we would have it so: not again at once. */
    private Next notYet(Run run) {
        Next next = nextSlot(run, Optional.empty());
        boolean isSame = next.again()
                .filter(entry -> !entry.dueAt().isAfter(run.dueAt()))
                .isPresent();
        return isSame ? postponed(run, SOON) : next;
    }

    private Next postponed(Run run, Duration by) {
        Instant now = parts.queueNow();
        Instant from = run.dueAt().isAfter(now) ? run.dueAt() : now;
        return new Next(Optional.of(run.postponed(from.plus(by))));
    }

    /** Those who wait for the same thing should not come back at the same moment. */
    private static Duration aboutASecond() {
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(500, 1_500));
    }

    private Flow flow(Run run) {
        Flow flow = flows.get(kind(run));
        if (flow == null) {
            throw new NotFoundException(kind(run), id(run));
        }
        return flow;
    }

    private static String kind(Run run) {
        return run.toValues().text("target_kind");
    }

    private static String id(Run run) {
        return run.toValues().text("target_id");
    }
}
