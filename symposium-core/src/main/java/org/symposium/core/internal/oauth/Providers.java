package org.symposium.core.internal.oauth;

import java.util.Map;
import java.util.Optional;
import org.symposium.core.internal.http.HttpRoad;
import org.symposium.spi.model.IntegrationType;

/** The services that the host is registered with, by type. Thread-safe. */
public final class Providers {
    private final Map<String, Client> clients;
    private final HttpRoad road;

    /**
     * For these clients.
     *
     * @param clients by type name
     * @param road all calls are made on
     */
    public Providers(Map<String, Client> clients, HttpRoad road) {
        this.clients = Map.copyOf(clients);
        this.road = road;
    }

    /** The service of a type, if the type says how and the host has a client for it. */
    public Optional<Provider> of(IntegrationType type) {
        return OAuthTerms.of(type)
                .flatMap(terms ->
                        Optional.ofNullable(clients.get(type.name())).map(client -> new Provider(terms, client, road)));
    }
}
