package org.symposium.core.internal.types;

import org.symposium.spi.Handler;
import org.symposium.spi.model.IntegrationType;

/**
 * One type that code brings.
 *
 * @param type as the handler says
 * @param handler serves it
 * @param origin class that brought it: the handler's, or the module's
 */
record Offer(IntegrationType type, Handler handler, String origin) {
    String name() {
        return type.name();
    }
}
