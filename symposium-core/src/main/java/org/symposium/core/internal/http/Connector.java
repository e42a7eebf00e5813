package org.symposium.core.internal.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.io.HttpClientConnectionOperator;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.TimeValue;
import org.jspecify.annotations.Nullable;
import org.symposium.spi.model.FailureKind;

/**
 * Opens every connection of the road: names through {@link GuardedNames}, then the checked addresses one after the other. Through a proxy only if
 * the host named one to the engine; what the JVM's system properties name is never asked.
 */
final class Connector implements HttpClientConnectionOperator {
    /** Attribute of the context: the {@link TimeLimit} of the call. */
    static final String LIMIT = "symposium.limit";

    private final GuardedNames names;
    private final TlsSocketStrategy tls;
    private final Duration timeout;
    private final @Nullable EgressProxy proxy;

    Connector(GuardedNames names, TlsSocketStrategy tls, Duration timeout, @Nullable EgressProxy proxy) {
        this.names = names;
        this.tls = tls;
        this.timeout = timeout;
        this.proxy = proxy;
    }

    @Override
    public void connect(
            ManagedHttpClientConnection connection,
            HttpHost host,
            @Nullable InetSocketAddress local,
            @Nullable TimeValue connectTimeout,
            SocketConfig config,
            HttpContext context)
            throws IOException {
        var limit = (TimeLimit) context.getAttribute(LIMIT);
        Socket socket = proxy == null
                ? connected(connection, names.resolve(host.getHostName(), limit), host.getPort(), limit)
                : connectedThrough(proxy, connection, host, limit);
        if (host.getSchemeName().equals("https")) {
            SSLSocket secured = tls.upgrade(socket, host.getHostName(), host.getPort(), null, context);
            connection.bind(secured, socket);
        }
    }

    /** The name is checked as far as it is known here; where the proxy leads is the proxy's. */
    private Socket connectedThrough(
            EgressProxy egress, ManagedHttpClientConnection connection, HttpHost host, TimeLimit limit)
            throws IOException {
        names.checkIfKnown(host.getHostName(), limit);
        Socket socket = toProxy(egress, connection, limit);
        if (host.getSchemeName().equals("https")) {
            String name = host.getHostName();
            ProxyTunnel.open(socket, egress, (name.contains(":") ? "[" + name + "]" : name) + ":" + host.getPort());
        }
        return socket;
    }

    private Socket toProxy(EgressProxy egress, ManagedHttpClientConnection connection, TimeLimit limit)
            throws IOException {
        try {
            return connected(connection, names.unchecked(egress.host(), limit), egress.port(), limit);
        } catch (IOException e) {
            if (limit.isOver()) {
                throw e;
            }
            var failure = new ProxyFailed(
                    FailureKind.NETWORK, "could not be reached: the egress proxy can't be connected to");
            failure.initCause(e);
            throw failure;
        }
    }

    private Socket connected(
            ManagedHttpClientConnection connection, List<InetAddress> addresses, int port, TimeLimit limit)
            throws IOException {
        IOException failure = null;
        for (InetAddress address : addresses) {
            if (limit.isOver()) {
                break;
            }
            var socket = new Socket(Proxy.NO_PROXY);
            try {
                socket.setTcpNoDelay(true);
                connection.bind(socket); // before it connects, so that an abort closes it
                socket.connect(new InetSocketAddress(address, port), limit.millis(timeout));
                socket.setSoTimeout(limit.millis(limit.remaining())); // for the TLS handshake
                return socket;
            } catch (IOException e) {
                socket.close();
                failure = e;
            }
        }
        throw failure == null ? new java.net.SocketTimeoutException("no time left to connect") : failure;
    }

    @Override
    public void upgrade(ManagedHttpClientConnection connection, HttpHost host, HttpContext context) {
        throw new UnsupportedOperationException("the road has no tunnels");
    }
}
