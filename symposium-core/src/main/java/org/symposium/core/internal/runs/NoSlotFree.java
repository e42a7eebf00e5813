package org.symposium.core.internal.runs;

/** As many runs of this type or this integration go on as may. Nothing was begun: to be tried again in a moment. */
public final class NoSlotFree extends RuntimeException {
    private static final long serialVersionUID = 1;

    NoSlotFree() {
        super("All slots are taken", null, false, false);
    }
}
