package org.symposium.core.internal.flow;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.symposium.core.internal.http.PermitMissing;
import org.symposium.core.internal.stores.StoreFailure;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.Status;
import org.symposium.spi.model.Verdict;

/** What came of a run that threw something, or was stopped. Nothing that is told has a secret in it. */
final class Mishaps {
    private static final Logger LOG = LoggerFactory.getLogger(Mishaps.class);

    private static final int MOST_CAUSES = 20;

    private Mishaps() {}

    static Made of(Throwable thrown, Workplace workplace) {
        try {
            return explained(thrown, workplace);
        } catch (Throwable worse) { // a stranger's exception that can't even be asked what it is
            return Made.failed(
                    Status.FAILURE,
                    Failures.fault(thrown),
                    thrown.getClass().getName() + ": its trace can't be shown, because it throws itself.");
        }
    }

    /** Of a run that goes on on another node. */
    static Made takenOver() {
        return Made.failed(
                Status.INTERRUPTED,
                Verdict.failed(
                        FailureKind.CANCELLED, "Another node has taken over this run; nothing was written here."),
                "");
    }

    private static Made explained(Throwable whole, Workplace workplace) {
        Throwable thrown = cause(whole, workplace);
        Verdict verdict = workplace
                .cancellation()
                .reason()
                .map(why -> Verdict.failed(FailureKind.CANCELLED, why)) // whatever a handler makes of being stopped
                .orElseGet(() -> Failures.verdict(thrown));
        String trace = workplace.masks().trace(whole);
        if (workplace.cancellation().isInterrupted()) {
            return interrupted(workplace, workplace.cancellation().reason().orElse(""), trace);
        }
        if (workplace.cancellation().reason().isEmpty()
                && among(whole, StoreFailure.class).isPresent()) {
            return ofTheStore(workplace, trace);
        }
        if (verdict.kind() == FailureKind.INTERNAL) {
            LOG.warn(
                    "{} '{}' failed by a fault in its handler: {}",
                    workplace.target().kind(),
                    workplace.target().id(),
                    trace);
        }
        return Made.failed(status(thrown, verdict), LogRow.told(verdict, workplace.masks()), trace);
    }

    private static Status status(Throwable thrown, Verdict verdict) {
        if (verdict.kind() == FailureKind.CANCELLED) {
            return Status.CANCELLED;
        }
        return thrown instanceof PermitMissing ? Status.DELAYED : Status.FAILURE;
    }

    /** A permit that is missing stays so, whatever a handler throws instead. */
    private static Throwable cause(Throwable thrown, Workplace workplace) {
        Optional<HandlerException> missing = workplace.cancellation().putBackFor();
        if (missing.isPresent()) {
            return missing.get();
        }
        return among(thrown, PermitMissing.class).orElse(thrown);
    }

    /** A throwable, or the first of its causes, of a kind. */
    private static Optional<Throwable> among(Throwable thrown, Class<? extends Throwable> kind) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                .limit(MOST_CAUSES)
                .filter(kind::isInstance)
                .findFirst();
    }

    /** No fault of the handler's: the run goes on with another attempt, though not for ever. */
    private static Made ofTheStore(Workplace workplace, String trace) {
        LOG.warn(
                "{} '{}' was cut off, since the store failed: {}",
                workplace.target().kind(),
                workplace.target().id(),
                trace);
        String why = "The store could not be reached, or failed.";
        return workplace.interruptions() < TakeOver.MOST_INTERRUPTIONS
                ? interrupted(workplace, why, trace)
                : Made.failed(Status.FAILURE, Verdict.failed(FailureKind.INTERNAL, why), trace);
    }

    /** What waits in the queue, or was handed out by it, it will hand out again; nobody else does. */
    private static Made interrupted(Workplace workplace, String why, String trace) {
        boolean goesOn =
                workplace.order().isQueued() || workplace.order().waiting().isPresent();
        Verdict verdict = Verdict.failed(FailureKind.CANCELLED, why)
                .suggest(goesOn ? "It is run again by itself when an engine is started." : "Run it again.");
        return Made.failed(goesOn ? Status.INTERRUPTED : Status.CANCELLED, verdict, trace);
    }
}
