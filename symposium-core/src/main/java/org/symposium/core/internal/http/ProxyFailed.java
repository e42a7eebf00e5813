package org.symposium.core.internal.http;

import java.io.IOException;
import org.symposium.spi.model.FailureKind;

/** The egress proxy opened no way to a service. Nothing was sent to it. The message is for users, and continues the service's name. */
final class ProxyFailed extends IOException {
    private static final long serialVersionUID = 1;

    private final FailureKind kind;

    ProxyFailed(FailureKind kind, String message) {
        super(message);
        this.kind = kind;
    }

    FailureKind kind() {
        return kind;
    }
}
