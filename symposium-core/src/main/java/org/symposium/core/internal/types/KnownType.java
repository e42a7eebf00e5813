package org.symposium.core.internal.types;

import org.symposium.spi.Handler;
import org.symposium.spi.model.IntegrationType;
import org.symposium.spi.model.RegisteredType;

/**
 * A type that can be used: its row, and the handler that serves it.
 *
 * @param row as it stands in the types table; its {@code id} is what integrations refer to
 * @param handler whose own {@code type()} may be another one, or an older definition: what counts is the row's
 */
public record KnownType(RegisteredType row, Handler handler) {
    /** The definition that counts. */
    public IntegrationType type() {
        return row.type();
    }

    /** The id that integrations refer to. */
    public String id() {
        return row.id();
    }

    /** The unique name. */
    public String name() {
        return row.name();
    }
}
