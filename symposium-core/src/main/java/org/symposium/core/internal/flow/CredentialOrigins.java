package org.symposium.core.internal.flow;

import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Set;
import org.symposium.spi.model.IntegrationType;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.Values;

/** Where an integration's credentials may be sent to: what its type names, with the origins of the settings it refers to. */
final class CredentialOrigins {
    private static final String FROM_SETTING = "from_setting:";

    private CredentialOrigins() {}

    /** Origins as {@code scheme://host[:port]}; empty where the type names none, which leaves the origin of its base URL. */
    static Set<String> of(IntegrationType type, Values settings) {
        var origins = new LinkedHashSet<String>();
        for (String origin : type.credentialOrigins()) {
            if (origin.startsWith(FROM_SETTING)) {
                addOriginOf(settings, origin.substring(FROM_SETTING.length()), origins);
            } else {
                origins.add(origin);
            }
        }
        return origins;
    }

    private static void addOriginOf(Values settings, String field, Set<String> origins) {
        try {
            URI uri = settings.uri(field);
            origins.add(uri.getScheme() + "://" + uri.getRawAuthority());
        } catch (InvalidInputException e) {
            return; // not set: then it opens no origin
        }
    }
}
