package org.symposium.core.internal.types;

import java.util.List;
import java.util.stream.Stream;
import org.symposium.spi.Handler;
import org.symposium.spi.HandlerModule;

/**
 * The handlers that an engine is to use, as they were found or given; nothing about them is checked yet.
 *
 * @param handlers each for the one type it brings
 * @param modules each for any number of types
 */
public record Handlers(List<Handler> handlers, List<HandlerModule> modules) {
    /** Copies the lists. */
    public Handlers {
        handlers = List.copyOf(handlers);
        modules = List.copyOf(modules);
    }

    /** These handlers and no module. */
    public static Handlers of(Handler... handlers) {
        return new Handlers(List.of(handlers), List.of());
    }

    /** These and the others. */
    public Handlers and(Handlers others) {
        return new Handlers(
                Stream.concat(handlers.stream(), others.handlers.stream()).toList(),
                Stream.concat(modules.stream(), others.modules.stream()).toList());
    }
}
