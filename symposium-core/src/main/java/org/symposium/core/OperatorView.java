package org.symposium.core;

import java.util.List;
import org.symposium.core.internal.flow.Parts;
import org.symposium.spi.model.IntegrationType;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.RegisteredType;

/** The engine as its operator may use it, across owners. Not for users. Thread-safe. */
public final class OperatorView {
    private final Parts parts;

    OperatorView(Parts parts) {
        this.parts = parts;
    }

    /** The whole types table, what is unavailable included. */
    public List<RegisteredType> types() {
        return parts.types().rows();
    }

    /**
     * Puts a type into the types table and makes it usable at once, served by the handler that its {@code handler_module} names.
     *
     * @throws InvalidInputException with all violations of the definition; nothing was written then
     */
    public RegisteredType register(IntegrationType type) {
        return parts.types().register(type).row();
    }

    /** Who used whose credentials, when and why. */
    public OperatorAudit audit() {
        return new OperatorAudit(parts);
    }

    /** What waits in the run queue, and what is being run of it. */
    public Runs runs() {
        return new Runs(parts, "");
    }
}
