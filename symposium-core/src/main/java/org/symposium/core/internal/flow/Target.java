package org.symposium.core.internal.flow;

import org.symposium.spi.model.InactiveException;
import org.symposium.spi.model.Integration;
import org.symposium.spi.model.Kind;
import org.symposium.spi.model.Output;
import org.symposium.spi.model.Source;
import org.symposium.spi.model.Stored;

/**
 * What runs, as the frame around a run sees it: a source or an output, and its integration.
 *
 * @param kind {@code source} or {@code output}
 * @param revision of the source's or output's row when the run began
 */
record Target(String kind, String owner, String id, String name, long revision, Integration integration) {

    static Target of(Source source, Integration integration) {
        refuseIfOff(source.isActive(), "source", source.name(), source.disabledReason());
        refuseIfOff(integration.isActive(), "integration", integration.name(), integration.disabledReason());
        return new Target("source", source.owner(), source.id(), source.name(), source.revision(), integration);
    }

    static Target of(Output output, Integration integration) {
        refuseIfOff(output.isActive(), "output", output.name(), output.disabledReason());
        refuseIfOff(integration.isActive(), "integration", integration.name(), integration.disabledReason());
        return new Target("output", output.owner(), output.id(), output.name(), output.revision(), integration);
    }

    /** One run at a time of each. */
    String leaseKey() {
        return kind + "/" + owner + "/" + id;
    }

    /** How stores keep sources, or outputs. */
    static Kind<? extends Stored> kind(String name) {
        return name.equals(Source.KIND.name()) ? Source.KIND : Output.KIND;
    }

    private static void refuseIfOff(boolean isActive, String kind, String name, String reason) {
        if (!isActive) {
            throw new InactiveException(kind, name, reason);
        }
    }
}
