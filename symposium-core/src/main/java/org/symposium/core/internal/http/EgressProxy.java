package org.symposium.core.internal.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.symposium.core.internal.credentials.Masks;
import org.symposium.spi.model.InvalidInputException;

/**
 * A proxy that a host names for everything that leaves over HTTP: a tunnel (RFC 9110, 9.3.6) for {@code https}, forwarding (RFC 9112, 3.2.2) for
 * {@code http}. It is talked to without encryption, and its own address may be an inner one.
 *
 * <p>A name that can be looked up here is checked here first, as without a proxy. What is connected to is the proxy's choice, since it gets the name
 * and looks it up again: it must refuse inner addresses by itself. A name that only the proxy can look up is left to it.
 */
public final class EgressProxy {
    private final String host;
    private final int port;
    private final @Nullable String credentials;

    private EgressProxy(String host, int port, @Nullable String credentials) {
        this.host = host;
        this.port = port;
        this.credentials = credentials;
    }

    /**
     * A proxy that asks for nothing.
     *
     * @throws InvalidInputException when host or port are none
     */
    public static EgressProxy of(String host, int port) {
        return checked(host, port, null);
    }

    /**
     * A proxy that asks for a user and a password (RFC 7617).
     *
     * @throws InvalidInputException when host, port or user are none
     */
    public static EgressProxy of(String host, int port, String user, String password) {
        if (user.contains(":")) {
            throw new InvalidInputException("egress_proxy", "user", "must have no colon in its user name");
        }
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return checked(host, port, Base64.getEncoder().encodeToString(pair));
    }

    private static EgressProxy checked(String host, int port, @Nullable String credentials) {
        String name = HostName.of(host)
                .orElseThrow(() -> new InvalidInputException(
                        "egress_proxy", "host", "must be a host name or an address, without scheme and port"));
        if (port < 1 || port > 65_535) {
            throw new InvalidInputException("egress_proxy", "port", "must be a port from 1 to 65535");
        }
        String bare = name.startsWith("[") ? name.substring(1, name.length() - 1) : name;
        return new EgressProxy(bare, port, credentials);
    }

    String host() {
        return host;
    }

    int port() {
        return port;
    }

    /** The value of {@code Proxy-Authorization}. */
    Optional<String> authorization() {
        return Optional.ofNullable(credentials).map(pair -> "Basic " + pair);
    }

    /** Has its credentials masked from now on, packed as they are sent and by themselves. */
    void maskIn(Masks masks) {
        if (credentials != null) {
            masks.add(credentials);
            String pair = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
            masks.add(pair.substring(pair.indexOf(':') + 1));
        }
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
