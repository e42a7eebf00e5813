package org.symposium.core.internal.connections;

import org.symposium.spi.HandlerContext;
import org.symposium.spi.model.IntegrationType;

/** How a service is told that credentials are to end, for types that have a way. */
public interface ProviderRevocation {
    /** Whether services of this type can be told. */
    boolean appliesTo(IntegrationType type);

    /**
     * Tells the service. Called with the credentials that are to end, within a deadline; every effect is allowed to its calls, each of which is sent once.
     *
     * @throws org.symposium.spi.model.HandlerException when it can't be told; a service that does not know the credentials any more has been told
     */
    void tell(HandlerContext context);

    /** There is no way: credentials end here only. */
    static ProviderRevocation none() {
        return new ProviderRevocation() {
            @Override
            public boolean appliesTo(IntegrationType type) {
                return false;
            }

            @Override
            public void tell(HandlerContext context) {
                throw new IllegalStateException("there is no way to tell");
            }
        };
    }
}
