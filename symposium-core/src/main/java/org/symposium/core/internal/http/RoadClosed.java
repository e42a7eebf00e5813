package org.symposium.core.internal.http;

import java.io.IOException;

/** The engine was closed before or during an exchange. */
final class RoadClosed extends IOException {
    private static final long serialVersionUID = 1;

    RoadClosed() {
        super("the engine was closed");
    }
}
