package org.symposium.core.internal.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.symposium.core.internal.credentials.Masks;
import org.symposium.core.internal.http.RoadCalls;
import org.symposium.core.internal.runs.Cancellation;
import org.symposium.core.internal.runs.RunSlots;
import org.symposium.core.internal.runs.WorkingThread;
import org.symposium.core.internal.types.KnownType;
import org.symposium.spi.Lease;
import org.symposium.spi.http.HttpCall;
import org.symposium.spi.http.HttpCalls;
import org.symposium.spi.http.HttpReply;
import org.symposium.spi.model.Effect;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.Integration;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;

/**
 * The frame around what a handler does with an integration besides runs: trying its credentials, naming choices, telling its service that they end. With deadline,
 * slots, permits, masks and stop switch like a run, but without card, log row and outcome. Whatever is thrown is a verdict; what was opened is noted by the caller.
 */
final class Errand {
    /** Somebody waits for it in front of a screen. */
    private static final Duration MOST = Duration.ofSeconds(30);

    private final Parts parts;

    Errand(Parts parts) {
        this.parts = parts;
    }

    /**
     * What to do with whom.
     *
     * @param integration may be one that is not stored
     * @param lease held by the caller, who also stops the work when it is lost
     * @param mayChange whether calls may have effects; each is sent once then
     * @param insists whether a service is asked though it is left alone for its failures
     */
    record Task(
            Integration integration,
            KnownType type,
            Values settings,
            String executionId,
            Lease lease,
            Cancellation cancellation,
            Workplace.Renewing renewing,
            boolean mayChange,
            boolean insists) {}

    /**
     * What came of it.
     *
     * @param made what the handler gave; empty when it failed
     * @param failure why, masked
     * @param masks for what the handler gave, which may repeat secrets
     */
    record Done<T>(Optional<T> made, Optional<Verdict> failure, Instant at, Duration took, Masks masks) {}

    /** What errands of an integration are found by among what goes on. */
    static String key(String owner, String integrationId) {
        return Integration.KIND.name() + "/" + owner + "/" + integrationId;
    }

    /** A stop switch for a task that begins now. */
    Cancellation cancellation() {
        return Cancellation.within(MOST.compareTo(parts.runDeadline()) < 0 ? MOST : parts.runDeadline());
    }

    /**
     * Runs it on the calling thread.
     *
     * @throws org.symposium.core.internal.runs.EngineClosed when nothing more is to begin
     */
    <T> Done<T> run(Task task, Function<RunContext, T> work) {
        Integration integration = task.integration();
        var target = new Target(
                Integration.KIND.name(),
                integration.owner(),
                integration.id(),
                integration.name(),
                integration.revision(),
                integration);
        Order order = Order.manual(task.executionId());
        try (var active = parts.active().enter(task.cancellation())) {
            // it may be about credentials that are revoked, so it does not say that it uses them
            active.began(key(integration.owner(), integration.id()));
            var workplace = new Workplace(parts, target, order, task.lease(), task.cancellation(), task.renewing());
            return LogScope.within(target, order, () -> done(task, workplace, work));
        }
    }

    private <T> Done<T> done(Task task, Workplace workplace, Function<RunContext, T> work) {
        long began = System.nanoTime();
        Optional<T> made = Optional.empty();
        Optional<Verdict> failure = Optional.empty();
        var thread = new WorkingThread(task.cancellation());
        try (thread) {
            made = Optional.of(worked(task, workplace, work));
        } catch (Throwable thrown) { // a handler's errors hurt its own errand only
            failure = Mishaps.of(thrown, workplace).failure();
        } finally {
            workplace.wipe();
        }
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        return new Done<>(made, failure, workplace.startedAt(), took, workplace.masks());
    }

    private <T> T worked(Task task, Workplace workplace, Function<RunContext, T> work) {
        RunSlots.Held held = parts.slots().await(task.type().type(), task.integration(), task.cancellation());
        try (held) {
            RunContext context = workplace.openUnnoted(task.type(), task.settings(), task.insists());
            T result = work.apply(task.mayChange() ? new Changing(context) : context);
            if (result == null) {
                throw new HandlerException(FailureKind.INTERNAL, "The integration's handler gave nothing back.");
            }
            task.cancellation().throwIfCancelled(); // a handler that swallowed the stop is not believed
            return result;
        }
    }

    /** A context whose calls may change something. */
    private static final class Changing extends RunContext implements HttpCalls {
        private final RoadCalls road;

        private Changing(RunContext context) {
            super(context);
            this.road = context.calls();
        }

        @Override
        public HttpCalls http() {
            return this;
        }

        @Override
        public HttpReply send(HttpCall call) {
            return call.effect() == Effect.READ ? road.send(call) : road.perform(call, "");
        }

        @Override
        public Attempted attempt(HttpCall call) {
            return road.attempt(call);
        }
    }
}
