package org.symposium.core.internal.http;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.symposium.spi.http.HttpCall;

/** Where credentials may go. They are bound to origins, so that no link, redirect or changed base URL carries them away. */
final class Origins {
    private final Passage passage;
    private final CallAddress addresses;

    Origins(Passage passage, CallAddress addresses) {
        this.passage = passage;
        this.addresses = addresses;
    }

    /** Lets a call with a secret pass to an origin that its credentials are bound to, and any call without one. */
    void check(HttpCall call, WebAddress address, boolean carriesSecret) {
        boolean ownOrigin =
                call.secretUrl().isPresent() && passage.credentialOrigins().isEmpty();
        if (!carriesSecret || ownOrigin || bound().contains(address.origin())) {
            return;
        }
        throw Refusals.misconfigured(
                "The credentials of this integration may not be sent to "
                        + passage.masks().mask(address.hostAndPort()) + ".",
                "If that address is right, enter it in the integration it belongs to, so that the credentials are bound to it.");
    }

    private Set<String> bound() {
        var bound = new HashSet<String>();
        for (String origin : passage.credentialOrigins()) {
            addresses.origin(origin).map(WebAddress::origin).ifPresent(bound::add);
        }
        if (passage.credentialOrigins().isEmpty() || addresses.isReplaced()) {
            @Nullable WebAddress base = addresses.base();
            if (base != null) {
                bound.add(base.origin());
            }
        }
        return bound;
    }
}
