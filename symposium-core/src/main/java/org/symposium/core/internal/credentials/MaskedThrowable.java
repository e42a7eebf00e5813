package org.symposium.core.internal.credentials;

import org.jspecify.annotations.Nullable;

/** Stands for a fault that others threw: its class's name, its message masked, its stack trace, its causes treated alike. */
final class MaskedThrowable extends Exception {
    private static final long serialVersionUID = 1;
    private static final int MOST_CAUSES = 20;

    private MaskedThrowable(String message, @Nullable Throwable cause, StackTraceElement[] trace) {
        super(message, cause);
        setStackTrace(trace);
    }

    static Throwable of(Throwable thrown, Masks masks) {
        return of(thrown, masks, MOST_CAUSES);
    }

    private static MaskedThrowable of(Throwable thrown, Masks masks, int left) {
        Throwable cause = thrown.getCause();
        MaskedThrowable masked = cause == null || left == 0 ? null : of(cause, masks, left - 1);
        return new MaskedThrowable(described(thrown, masks), masked, thrown.getStackTrace());
    }

    private static String described(Throwable thrown, Masks masks) {
        String name = thrown.getClass().getName();
        try {
            String message = thrown.getMessage();
            return message == null ? name : name + ": " + masks.mask(message);
        } catch (RuntimeException e) {
            return name + ": " + Masks.HIDDEN;
        }
    }
}
