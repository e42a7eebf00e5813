package org.symposium.spi;

import java.time.Instant;
import org.symposium.spi.model.Values;

/** Hears what happens. Called on the thread it happens on, after it was saved: be quick. What it throws is logged and goes no further. */
public interface EngineListener {
    /** Something happened. Names that it does not know are to be ignored: there will be more. */
    default void on(Event event) {}

    /**
     * What happened.
     *
     * @param name such as {@code execution.finished}, {@code run.delayed} or {@code integration.disabled}
     * @param owner whom it concerns; empty for the engine itself
     * @param at when
     * @param details by name of the event; no secrets
     */
    record Event(String name, String owner, Instant at, Values details) {}
}
