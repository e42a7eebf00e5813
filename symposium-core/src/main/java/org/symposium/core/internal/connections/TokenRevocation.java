package org.symposium.core.internal.connections;

import org.symposium.core.internal.oauth.Journey;
import org.symposium.core.internal.oauth.Provider;
import org.symposium.core.internal.oauth.Providers;
import org.symposium.spi.HandlerContext;
import org.symposium.spi.model.Integration;
import org.symposium.spi.model.IntegrationType;

/** Ends tokens that came by OAuth at the service that gave them. A token that was pasted is another's to end. */
public final class TokenRevocation implements ProviderRevocation {
    private final Providers providers;

    /** At these services. */
    public TokenRevocation(Providers providers) {
        this.providers = providers;
    }

    @Override
    public boolean appliesTo(IntegrationType type, Integration integration) {
        return integration.connection().grant().isPresent()
                && providers.of(type).filter(Provider::canRevoke).isPresent();
    }

    @Override
    public void tell(HandlerContext context, Journey journey) {
        providers.of(context.type()).orElseThrow().revoke(journey, context.credentials());
    }
}
