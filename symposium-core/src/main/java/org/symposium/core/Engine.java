package org.symposium.core;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.symposium.core.internal.flow.Aim;
import org.symposium.core.internal.flow.CancelWatch;
import org.symposium.core.internal.flow.Cancelling;
import org.symposium.core.internal.flow.ConnectionChecks;
import org.symposium.core.internal.flow.ConnectionFlow;
import org.symposium.core.internal.flow.Order;
import org.symposium.core.internal.flow.OutputFlow;
import org.symposium.core.internal.flow.Parts;
import org.symposium.core.internal.flow.PreviewFlow;
import org.symposium.core.internal.flow.QueryFlow;
import org.symposium.core.internal.flow.QueuedOrders;
import org.symposium.core.internal.flow.ReformatFlow;
import org.symposium.core.internal.flow.RefreshFlow;
import org.symposium.core.internal.flow.RevocationFlow;
import org.symposium.core.internal.flow.RunWorker;
import org.symposium.core.internal.flow.SourceFlow;
import org.symposium.core.internal.flow.Sweep;
import org.symposium.core.internal.runs.Gate;
import org.symposium.core.internal.runs.Threads;
import org.symposium.spi.model.Card;
import org.symposium.spi.model.NotFoundException;
import org.symposium.spi.model.Preview;
import org.symposium.spi.model.RunResult;

/**
 * The integration engine. Built by {@link #builder}, thread-safe, closed by its host.
 *
 * <p>Runs asked for here are run at once, on the calling thread, whether or not the engine was started. Schedules and queued runs need {@link #start}.
 */
public final class Engine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

    /** For a run that was stopped to write down where it stood. */
    private static final Duration AFTERMATH = Duration.ofSeconds(3);

    /** For the queue to take back what has ended; whoever has not by now is interrupted. */
    private static final Duration TAKING_BACK = Duration.ofSeconds(1);

    /** How soon a run ends whose credentials another process has revoked. */
    private static final Duration ORPHANS = Duration.ofSeconds(10);

    private final Parts parts;
    private final Threads threads;
    private final SourceFlow sourceFlow;
    private final OutputFlow outputFlow;
    private final QueryFlow queryFlow;
    private final RefreshFlow refreshFlow;
    private final ReformatFlow reformatFlow;
    private final QueuedOrders orders;
    private final Cancelling cancelling;
    private final Types types;
    private final Rewraps rewraps;
    private final int runThreads;
    private final Duration grace;
    private final Optional<ConnectionChecks> checks;
    private final Gate gate = new Gate();
    private boolean started;
    private boolean closed;

    Engine(Parts parts, Threads threads, int runThreads, Duration grace, Duration connectionChecks) {
        this.parts = parts;
        this.threads = threads;
        this.runThreads = runThreads;
        this.grace = grace;
        this.sourceFlow = new SourceFlow(parts);
        this.outputFlow = new OutputFlow(parts);
        this.queryFlow = new QueryFlow(parts);
        this.refreshFlow = new RefreshFlow(parts);
        this.reformatFlow = new ReformatFlow(parts);
        this.orders = new QueuedOrders(parts, parts.entries());
        this.cancelling = new Cancelling(parts);
        threads.every(CancelWatch.PERIOD, new CancelWatch(parts));
        this.types = new Types(parts.types());
        this.checks = connectionChecks.isZero()
                ? Optional.empty()
                : Optional.of(
                        new ConnectionChecks(parts, new ConnectionFlow(parts), threads.executor(), connectionChecks));
        threads.every(ORPHANS, new RevocationFlow(parts)::stopOrphans);
        this.rewraps = new Rewraps(parts, threads, gate);
    }

    /** An engine to be. Every choice has a default; see {@link EngineBuilder}. */
    public static EngineBuilder builder() {
        return new EngineBuilder();
    }

    /**
     * The engine for one of its users.
     *
     * @throws org.symposium.spi.model.InvalidInputException when the name is blank or longer than 200 characters
     */
    public OwnerView forOwner(String owner) {
        return new OwnerView(this, owner);
    }

    /** The engine for its operator, across owners. */
    public OperatorView operator() {
        return new OperatorView(this, rewraps);
    }

    /** What users may connect to. */
    public Types types() {
        return types;
    }

    /** When schedules are due, saved ones and others. */
    public Schedules schedules() {
        return new Schedules(parts);
    }

    /**
     * Runs a source now, on the calling thread. Whatever the service does is a status in the result and a row in the log.
     *
     * <p>A run that a rate limit leaves no room for ends as {@code delayed}, one that failed and may succeed later as {@code failure}, both with
     * {@link RunResult#nextTryAt}: it goes on at that moment, with the same execution id, when an engine over these stores is started, now or later. Called again
     * before that, the same run goes on at once.
     *
     * @throws NotFoundException when the owner has no such source
     * @throws org.symposium.spi.model.InactiveException when the source or its integration is switched off
     * @throws org.symposium.spi.model.ConflictException when it is running now, unless {@link EngineBuilder#whenRunning} says that runs are joined
     * @throws IllegalStateException when the engine is closed
     */
    public RunResult execute(String owner, String sourceId) {
        return gate.within(() -> sourceFlow.run(
                forOwner(owner).owner(), sourceId, Order.manual(parts.ids().next())));
    }

    /** Runs an output now, on the calling thread; otherwise as {@link #execute}. */
    public RunResult deliver(String owner, String outputId) {
        return gate.within(() -> outputFlow.run(
                forOwner(owner).owner(), outputId, Order.manual(parts.ids().next())));
    }

    /**
     * Runs a query now: its sources side by side, on threads of the engine's as far as there are free ones, and all that they give in one card; otherwise as {@link
     * #execute}. A source that fails, is switched off or deleted, that a rate limit lets wait, or that is not done by the query's deadline has failed, and the result
     * is {@code partial}; {@code failure} when fewer gave something than the query wants, or none. Their own cards, cursors, schedules and counters stay as they are.
     */
    public RunResult query(String owner, String queryId) {
        return gate.within(() -> queryFlow.run(
                forOwner(owner).owner(), queryId, Order.manual(parts.ids().next())));
    }

    /**
     * Delivers what an output would deliver now to one recipient, on trial, on the calling thread. Its cards are still to be delivered, and a failure is not tried again.
     *
     * @param recipient as the service understands it, such as an address of mail
     * @throws NotFoundException when the owner has no such output
     * @throws org.symposium.spi.model.InvalidInputException when its type has no test delivery ({@link
     *     org.symposium.spi.model.IntegrationType#supportsTestDelivery})
     * @throws org.symposium.spi.model.InactiveException when the output or its integration is switched off
     * @throws org.symposium.spi.model.ConflictException when it is running now
     * @throws IllegalStateException when the engine is closed
     */
    public RunResult deliverTest(String owner, String outputId, String recipient) {
        return gate.within(() -> outputFlow.tryOn(forOwner(owner).owner(), outputId, recipient));
    }

    RunResult replay(String owner, String deliveryId, Aim.Replay aim) {
        return gate.within(() -> outputFlow.replay(owner, deliveryId, aim));
    }

    /**
     * What {@link #deliver} would send now, in order and without secrets, and how long rate limits would keep it. Nothing is sent but calls that read, as the handler
     * needs them, and nothing is written but that credentials were used. An output that is switched off may be looked at.
     *
     * @throws NotFoundException when the owner has no such output
     * @throws org.symposium.spi.model.InactiveException when its integration is switched off
     * @throws org.symposium.spi.model.InvalidInputException when its type is not installed any more
     * @throws IllegalStateException when the engine is closed
     */
    public Preview preview(String owner, String outputId) {
        return gate.within(() -> new PreviewFlow(parts).preview(forOwner(owner).owner(), outputId));
    }

    /**
     * Fetches a card again, as its {@code api_request} says, whatever became of its source or query since, and changes the card in place; what it was stays in
     * {@link Cards#history}. All is fetched, with no cursor and no conditional headers, and neither cursor nor schedule of a source moves. A card of which nothing has
     * changed is left as it is, without history ({@code unchanged}), as is one whose refresh fails; put back and tried again it is as a source by {@link #execute}. A
     * query's card becomes what its sources give now, also if some fail ({@code partial}).
     *
     * <p>The run stands in the log as one of the card: {@code target_kind} is {@code card}.
     *
     * @throws NotFoundException when the owner has no such card, or the integration that it was fetched by is gone
     * @throws org.symposium.spi.model.InvalidInputException rule {@code unsupported}, when no source or query made it, or its type does not support refresh
     * @throws org.symposium.spi.model.InactiveException when the integration is switched off
     * @throws org.symposium.spi.model.ConflictException when it is being refreshed now, unless runs are joined
     * @throws IllegalStateException when the engine is closed
     */
    public RunResult refresh(String owner, String cardId) {
        return gate.within(() -> refreshFlow.run(
                forOwner(owner).owner(), cardId, Order.manual(parts.ids().next())));
    }

    /**
     * Makes a card's content anew of the title and data that it has, without asking its service: by its handler as it is now; for a query's card by the template that
     * the query has now, or had then if it is deleted. A content that stays the same leaves no history.
     *
     * @return the card, as it is now
     * @throws NotFoundException when the owner has no such card, or the integration that it was fetched by is gone
     * @throws org.symposium.spi.model.InvalidInputException rule {@code unsupported}, when no source or query made it, or its type is not installed
     * @throws org.symposium.spi.model.ConflictException when it is being refreshed now
     * @throws org.symposium.spi.model.HandlerException when its handler or template fails
     * @throws IllegalStateException when the engine is closed
     */
    public Card reformat(String owner, String cardId) {
        return gate.within(() -> reformatFlow.reformat(forOwner(owner).owner(), cardId));
    }

    /** {@link #execute} on a thread of the engine's. What it would throw, the future completes with. */
    public CompletableFuture<RunResult> executeAsync(String owner, String sourceId) {
        gate.checkOpen();
        return CompletableFuture.supplyAsync(() -> execute(owner, sourceId), threads.executor());
    }

    /** {@link #deliver} on a thread of the engine's. What it would throw, the future completes with. */
    public CompletableFuture<RunResult> deliverAsync(String owner, String outputId) {
        gate.checkOpen();
        return CompletableFuture.supplyAsync(() -> deliver(owner, outputId), threads.executor());
    }

    /** {@link #query} on a thread of the engine's. What it would throw, the future completes with. */
    public CompletableFuture<RunResult> queryAsync(String owner, String queryId) {
        gate.checkOpen();
        return CompletableFuture.supplyAsync(() -> query(owner, queryId), threads.executor());
    }

    /** {@link #refresh} on a thread of the engine's. What it would throw, the future completes with. */
    public CompletableFuture<RunResult> refreshAsync(String owner, String cardId) {
        gate.checkOpen();
        return CompletableFuture.supplyAsync(() -> refresh(owner, cardId), threads.executor());
    }

    /**
     * Puts a run of a source into the queue, before what is scheduled, and does not wait for it. It is run when an engine over these stores is started, now or
     * later.
     *
     * @return the run's id in the execution log, where it stands as {@code queued}; of the run that waits already, where runs are joined
     * @throws NotFoundException when the owner has no such source
     * @throws org.symposium.spi.model.InactiveException when the source or its integration is switched off
     * @throws org.symposium.spi.model.ConflictException when a run that was asked for so waits or goes on already, unless runs are joined
     * @throws IllegalStateException when the engine is closed
     */
    public String executeLater(String owner, String sourceId) {
        return gate.within(() -> orders.put(sourceFlow, forOwner(owner).owner(), sourceId));
    }

    /** Puts a run of an output into the queue; otherwise as {@link #executeLater}. */
    public String deliverLater(String owner, String outputId) {
        return gate.within(() -> orders.put(outputFlow, forOwner(owner).owner(), outputId));
    }

    /** Puts a run of a query into the queue; otherwise as {@link #executeLater}. */
    public String queryLater(String owner, String queryId) {
        return gate.within(() -> orders.put(queryFlow, forOwner(owner).owner(), queryId));
    }

    /**
     * Cancels a run: one that goes on, here or on another node, one that is queued, one that is put back, one that waits to be tried again. A run that goes on
     * here ends within a second; on another node that is noticed within a second. It then stands as {@code cancelled} in the log; of a delivery, what was sent
     * stays sent. A slot of a schedule that has not come yet is no run: switch off what is scheduled, or change the schedule. What was called for on a thread of
     * another process is not known here before it has ended or waits.
     *
     * @return false if it was over already
     * @throws NotFoundException when the owner has no such run
     * @throws IllegalStateException when the engine is closed
     */
    public boolean cancel(String owner, String executionId) {
        return cancel(owner, executionId, "Cancelled by its user.");
    }

    boolean cancel(String owner, String executionId, String why) {
        return gate.within(() -> cancelling.cancel(forOwner(owner).owner(), executionId, why));
    }

    /** Begins to run what is scheduled and queued. Does nothing the second time. */
    public synchronized Engine start() {
        gate.checkOpen();
        if (!started) {
            started = true;
            var sweep = new Sweep(parts, parts.entries());
            sweep.run();
            threads.every(Sweep.PERIOD, sweep);
            parts.stores()
                    .runs()
                    .start(new RunWorker(parts, sourceFlow, outputFlow, queryFlow, refreshFlow), runThreads);
            checks.ifPresent(check -> threads.every(check.period(), check));
            LOG.info("Started: {} runs at a time", runThreads);
        }
        return this;
    }

    /** Lets nothing more that is scheduled or queued begin here until {@link #resume}; what runs goes on, and so does what is called for. Not kept over restarts. */
    public void pause() {
        parts().stores().runs().pause();
        checks.ifPresent(check -> check.pause(true));
    }

    /** Ends a {@link #pause}. */
    public void resume() {
        parts().stores().runs().resume();
        checks.ifPresent(check -> check.pause(false));
    }

    /**
     * Takes no more runs, lets those that run finish for the grace period, then stops them: those of the queue are logged as {@code interrupted} and are run
     * again by the next engine over these stores, those on callers' threads end as {@code cancelled}. Closes the stores. Does nothing the second time.
     */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        gate.shut();
        rewraps.stop();
        parts.stores().runs().pause();
        parts.active().close(grace, AFTERMATH);
        parts.stores().runs().stop(TAKING_BACK);
        parts.road().close();
        gate.awaitEmpty(AFTERMATH); // what the road has just stopped is still to be logged
        threads.close(AFTERMATH);
        parts.stores().close();
    }

    /** What the engine works with, unless it is closed. */
    Parts parts() {
        gate.checkOpen();
        return parts;
    }
}
