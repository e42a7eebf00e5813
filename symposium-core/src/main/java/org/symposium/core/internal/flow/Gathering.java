package org.symposium.core.internal.flow;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.symposium.core.internal.log.DurationWords;
import org.symposium.core.internal.runs.Cancellation;
import org.symposium.core.internal.runs.SideBySide;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.Verdict;

/** Fetches all sources of a query, several at once, and waits for them up to the query's deadline. */
final class Gathering {
    /** Sources of one query at a time. */
    private static final int MOST_AT_ONCE = 8;

    /** For sources that are stopped to say so. One whose handler does not look is not waited for any longer. */
    private static final Duration AFTERMATH = Duration.ofSeconds(2);

    private final Parts parts;
    private final SourceReading reading;
    private final SideBySide sideBySide;

    Gathering(Parts parts) {
        this.parts = parts;
        this.reading = new SourceReading(parts);
        this.sideBySide = new SideBySide(parts.threads().executor(), MOST_AT_ONCE);
    }

    /** Most time that the sources of a query may take together: a card is made of them yet, within the time that one run may take. */
    static Duration longest(Duration runDeadline) {
        return runDeadline.multipliedBy(9).dividedBy(10);
    }

    /**
     * What came of each source, in the order they were asked.
     *
     * @throws org.symposium.spi.model.HandlerException CANCELLED when the query is stopped
     */
    List<Answered> answers(QueryRequest request, Workplace workplace) {
        Cancellation whole = workplace.cancellation();
        Duration most = shorter(
                longest(whole.remaining().orElse(parts.runDeadline())),
                request.deadline().orElse(parts.runDeadline()));
        String overdue = "It was not done when the query's time was up, after " + DurationWords.of(most) + ".";
        List<Piece> pieces = request.asked().stream()
                .map(asked -> new Piece(asked, workplace, Cancellation.within(most.plus(AFTERMATH))))
                .toList();
        Future<?> timer = parts.threads()
                .timer()
                .schedule(
                        () -> pieces.forEach(piece -> piece.cancellation.cancel(overdue)),
                        most.toNanos(),
                        TimeUnit.NANOSECONDS);
        var stop = whole.onCancel(() ->
                pieces.forEach(piece -> piece.cancellation.cancel(whole.reason().orElse("The query was stopped."))));
        try (stop) {
            sideBySide.run(pieces, whole, new GivingUp(whole, most));
        } finally {
            timer.cancel(false);
        }
        whole.throwIfCancelled();
        Verdict late = Verdict.failed(FailureKind.CANCELLED, overdue);
        return pieces.stream().map(piece -> piece.answer(late)).toList();
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** A while after the deadline, or after the query was stopped. */
    private static final class GivingUp implements BooleanSupplier {
        private final Cancellation whole;
        private long at;
        private boolean isStopped;

        private GivingUp(Cancellation whole, Duration most) {
            this.whole = whole;
            this.at = System.nanoTime() + most.plus(AFTERMATH).toNanos();
        }

        @Override
        public boolean getAsBoolean() {
            long now = System.nanoTime();
            if (!isStopped && whole.isCancelled()) {
                isStopped = true;
                at = now + AFTERMATH.toNanos();
            }
            return now - at >= 0;
        }
    }

    /** One source. */
    private final class Piece implements Runnable {
        private final Asked asked;
        private final Workplace workplace;
        private final Cancellation cancellation;
        private volatile @Nullable Answered answer;

        private Piece(Asked asked, Workplace workplace, Cancellation cancellation) {
            this.asked = asked;
            this.workplace = workplace;
            this.cancellation = cancellation;
        }

        @Override
        public void run() {
            answer = reading.read(
                    asked, workplace.target().owner(), workplace.order().ofPart(), cancellation);
        }

        private Answered answer(Verdict late) {
            Answered known = answer;
            return known == null ? Answered.hindered(asked, late) : known;
        }
    }
}
