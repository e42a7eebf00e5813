package org.symposium.core.internal.http;

import java.io.IOException;

/** A name leads to an address that may not be connected to. Nothing was sent. */
final class AddressRefused extends IOException {
    private static final long serialVersionUID = 1;

    private final String kind;

    AddressRefused(String host, String kind) {
        super("'" + host + "' leads to an address that is not public (" + kind + ") and not allowed by the host");
        this.kind = kind;
    }

    /** Such as {@code loopback}. */
    String kind() {
        return kind;
    }
}
