package org.symposium.core.internal.connections;

import org.symposium.core.internal.oauth.Journey;
import org.symposium.spi.HandlerContext;
import org.symposium.spi.model.Integration;
import org.symposium.spi.model.IntegrationType;

/** How a service is told that credentials are to end, for types that have a way. */
public interface ProviderRevocation {
    /** Whether the service of this type can be told of these credentials. */
    boolean appliesTo(IntegrationType type, Integration integration);

    /**
     * Tells the service. Called with the credentials that are to end, within a deadline; every effect is allowed to its calls, each of which is sent once.
     *
     * @param journey the same work, for calls that are not the integration's own
     * @throws org.symposium.spi.model.HandlerException when it can't be told; a service that does not know the credentials any more has been told
     */
    void tell(HandlerContext context, Journey journey);

    /** There is no way: credentials end here only. */
    static ProviderRevocation none() {
        return new ProviderRevocation() {
            @Override
            public boolean appliesTo(IntegrationType type, Integration integration) {
                return false;
            }

            @Override
            public void tell(HandlerContext context, Journey journey) {
                throw new IllegalStateException("there is no way to tell");
            }
        };
    }
}
