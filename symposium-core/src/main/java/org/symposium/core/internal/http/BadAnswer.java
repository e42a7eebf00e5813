package org.symposium.core.internal.http;

import java.io.IOException;
import org.symposium.spi.model.FailureKind;

/** An answer that came, and can't be taken: cut off, too large, packed in an unknown way. Its message is for users, and continues the service's name. */
final class BadAnswer extends IOException {
    private static final long serialVersionUID = 1;

    private final FailureKind kind;

    BadAnswer(FailureKind kind, String message) {
        super(message);
        this.kind = kind;
    }

    FailureKind kind() {
        return kind;
    }
}
