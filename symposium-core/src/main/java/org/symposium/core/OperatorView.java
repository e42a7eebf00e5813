package org.symposium.core;

import java.util.List;
import java.util.Optional;
import org.symposium.spi.Table;
import org.symposium.spi.model.Execution;
import org.symposium.spi.model.IntegrationType;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.KeyUse;
import org.symposium.spi.model.LimitUse;
import org.symposium.spi.model.RegisteredType;

/** The engine as its operator may use it, across owners. Not for users. Thread-safe. */
public final class OperatorView {
    private final Engine engine;
    private final Rewraps rewraps;

    OperatorView(Engine engine, Rewraps rewraps) {
        this.engine = engine;
        this.rewraps = rewraps;
    }

    /** The whole types table, what is unavailable included. */
    public List<RegisteredType> types() {
        return engine.parts().types().rows();
    }

    /**
     * Puts a type into the types table and makes it usable at once, served by the handler that its {@code handler_module} names.
     *
     * @throws InvalidInputException with all violations of the definition; nothing was written then
     */
    public RegisteredType register(IntegrationType type) {
        return engine.parts().types().register(type).row();
    }

    /** Who used whose credentials, when and why. */
    public OperatorAudit audit() {
        return new OperatorAudit(engine.parts());
    }

    /** What waits in the run queue, and what is being run of it. */
    public Runs runs() {
        return new Runs(engine.parts(), "");
    }

    /** Cancels a run of any owner's; see {@link Engine#cancel}. */
    public boolean cancel(String owner, String executionId) {
        return engine.cancel(owner, executionId, "Cancelled by the operator.");
    }

    /** How full the limits of anybody's integration are; see {@link Integrations#limits}. */
    public List<LimitUse> limits(String owner, String integrationId) {
        return engine.forOwner(owner).integrations().limits(integrationId);
    }

    /**
     * How many credentials each encryption key has sealed, the primary key first: reads all integrations. A key that is not primary and has sealed none is needed no
     * more, and may be taken away on all nodes.
     */
    public List<KeyUse> keys() {
        return engine.parts().safe().keys(engine.parts().stores());
    }

    /**
     * Seals every credential anew that the primary key has not sealed, on a thread of the engine's, while everything goes on. It may be stopped, or the process
     * killed, at any point: begun again, it does what is left. Listeners hear {@code rewrap.progress} about every hundred credentials, and {@code rewrap.ended}.
     *
     * @return the one that goes on already, if there is one
     * @throws IllegalStateException when the engine is closed
     */
    public Rewrap rewrap() {
        return rewraps.begin();
    }

    /** The newest runs of everybody, by their start; see {@link Executions#list}. */
    public List<Execution> executions(ExecutionFilter filter, int limit) {
        return Executions.newest(log(), "", filter, Optional.empty(), limit);
    }

    /**
     * Older ones of the same filter.
     *
     * @param last the last run of the page before
     */
    public List<Execution> executions(ExecutionFilter filter, Execution last, int limit) {
        return Executions.newest(log(), "", filter, Optional.of(last), limit);
    }

    private Table<Execution> log() {
        return engine.parts().stores().table(Execution.KIND);
    }
}
