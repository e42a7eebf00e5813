package org.symposium.core.internal.runs;

/** Nothing more is run here. */
public final class EngineClosed extends IllegalStateException {
    private static final long serialVersionUID = 1;

    EngineClosed() {
        super("The engine is closed; build another one.");
    }
}
