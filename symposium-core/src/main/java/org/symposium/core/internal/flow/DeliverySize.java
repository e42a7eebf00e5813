package org.symposium.core.internal.flow;

import java.util.Locale;
import org.symposium.core.internal.log.CutText;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;

/** How much of a delivery the ledger keeps: all of it is read again at each attempt. */
public final class DeliverySize {
    /** Most bytes of what is frozen, as JSON. */
    static final int MOST_FROZEN = 5 * 1024 * 1024;

    /** Most bytes of what a step keeps, as JSON. */
    static final int MOST_RECEIPT = 64 * 1024;

    /** Most bytes of what all steps of a delivery keep together. */
    static final int MOST_RECEIPTS = 5 * 1024 * 1024;

    /** Most steps. */
    static final int MOST_STEPS = 5_000;

    private static final int MOST_SHOWN = 16 * 1024;
    private static final int MOST_NAME = 200;

    private long receipts;
    private int steps;

    /** Counts what earlier attempts have kept. */
    DeliverySize(Values earlier) {
        for (String name : earlier.names()) {
            steps++;
            receipts += bytes(earlier.object(name).objectOrEmpty("receipt"));
        }
    }

    /**
     * The delivery, if it is not too large.
     *
     * @throws TooLong before anything is sent
     */
    static Values checkedFrozen(Values frozen) {
        long bytes = bytes(frozen);
        if (bytes > MOST_FROZEN) {
            throw new TooLong("The cards, content and settings of this delivery come to " + mebibytes(bytes)
                    + "; a delivery has at most " + mebibytes(MOST_FROZEN) + ".");
        }
        return frozen;
    }

    /**
     * A new step is about to be done.
     *
     * @throws HandlerException before it is
     */
    void addStep(String name) {
        if (name.isEmpty() || name.length() > MOST_NAME) {
            throw fault("A step's name must have 1 to " + MOST_NAME + " characters.");
        }
        steps++;
        if (steps > MOST_STEPS) {
            throw fault("The delivery has more than " + MOST_STEPS + " steps.");
        }
    }

    /**
     * What a step keeps, if it is not too much. If it is, the step stands as done without an answer, so that it is not done again.
     *
     * @throws HandlerException in doubt
     */
    Values checkedReceipt(String step, Values receipt) {
        long bytes = bytes(receipt);
        receipts += bytes;
        if (bytes > MOST_RECEIPT) {
            throw new HandlerException(fault("Step '" + step + "' was done, but keeps " + bytes
                            + " bytes of its answer; a receipt has at most " + MOST_RECEIPT + ".")
                    .verdict()
                    .perhapsDone());
        }
        if (receipts > MOST_RECEIPTS) {
            throw new HandlerException(fault("Step '" + step + "' was done, but the receipts of the delivery come to "
                            + mebibytes(receipts) + "; they have at most " + mebibytes(MOST_RECEIPTS) + ".")
                    .verdict()
                    .perhapsDone());
        }
        return receipt;
    }

    /**
     * What a user says that a step has kept, if it is not too much.
     *
     * @throws InvalidInputException naming field and limit
     */
    public static Values checkedByUser(Values receipt) {
        if (bytes(receipt) > MOST_RECEIPT) {
            throw new InvalidInputException(
                    "receipt", "max_size", "must have at most " + MOST_RECEIPT / 1024 + " KiB as JSON");
        }
        return receipt;
    }

    /** What is shown of a step, as much as the ledger keeps: a body's beginning. */
    static Values shown(Values shown) {
        if (bytes(shown) <= MOST_SHOWN) {
            return shown;
        }
        Values cut = Values.of("cut", true);
        for (String name : new String[] {"method", "url", "body"}) {
            if (shown.at(name) instanceof String text) {
                cut = cut.with(name, CutText.to(text, MOST_SHOWN / 4));
            }
        }
        return cut;
    }

    static long bytes(Values values) {
        return values.isEmpty() ? 0 : CutText.bytes(values.toJson());
    }

    private static HandlerException fault(String message) {
        return new HandlerException(Verdict.failed(FailureKind.INTERNAL, message)
                .suggest("This is a fault in the handler; its developer should look at the log."));
    }

    private static String mebibytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MiB", bytes / (1024.0 * 1024));
    }
}
