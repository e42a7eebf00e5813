package org.symposium.core.internal.runs;

import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.symposium.spi.EngineListener;
import org.symposium.spi.EngineListener.Event;
import org.symposium.spi.model.Values;

/** Tells listeners what happened. A listener that throws hurts nobody. */
public final class Events {
    private static final Logger LOG = LoggerFactory.getLogger(Events.class);

    private final List<EngineListener> listeners;
    private final Clock clock;

    /** Tells these. */
    public Events(List<EngineListener> listeners, Clock clock) {
        this.listeners = List.copyOf(listeners);
        this.clock = clock;
    }

    /** Whether anybody listens; if not, details need not be gathered. */
    public boolean isHeard() {
        return !listeners.isEmpty();
    }

    /** Tells all of them, one after another. */
    public void tell(String name, String owner, Values details) {
        if (listeners.isEmpty()) {
            return;
        }
        var event = new Event(name, owner, clock.instant(), details);
        for (EngineListener listener : listeners) {
            try {
                listener.on(event);
            } catch (Throwable e) { // a stranger's errors are a stranger's
                LOG.warn("Listener {} failed at {}", listener.getClass().getName(), name, e);
            }
        }
    }
}
