package org.symposium.spi;

import java.util.List;
import org.symposium.spi.model.IntegrationType;

/** One JAR's handlers for many types, some perhaps known only at run time. Found by {@link java.util.ServiceLoader} as a {@link Handler} is. */
public interface HandlerModule {
    /** What types call it in {@code handler_module}. */
    String name();

    /** The types it brings. May be empty: types may also be rows of the types table that name it. */
    List<IntegrationType> types();

    /** A handler for one type, which it brought or which names it. Called once per type; {@code type()} of the result is that type. */
    Handler handlerFor(IntegrationType type);
}
