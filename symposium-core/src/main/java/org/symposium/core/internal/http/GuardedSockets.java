package org.symposium.core.internal.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import javax.net.SocketFactory;
import org.symposium.core.internal.runs.Cancellation;

/** Plain sockets with the road's address check. They are closed when their run is stopped or its deadline passes. */
final class GuardedSockets extends SocketFactory {
    private static final Duration ENDLESS = Duration.ofDays(1);

    private final GuardedNames names;
    private final Watch watch;
    private final Duration timeout;
    private final Cancellation cancellation;

    GuardedSockets(GuardedNames names, Watch watch, Duration timeout, Cancellation cancellation) {
        this.names = names;
        this.watch = watch;
        this.timeout = timeout;
        this.cancellation = cancellation;
    }

    @Override
    public Socket createSocket() {
        return new GuardedSocket(
                names, watch, timeout, TimeLimit.of(cancellation.remaining().orElse(ENDLESS), cancellation));
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(InetSocketAddress.createUnresolved(host, port), null);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return connected(InetSocketAddress.createUnresolved(host, port), new InetSocketAddress(localHost, localPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port), null);
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
            throws IOException {
        return connected(new InetSocketAddress(address, port), new InetSocketAddress(localAddress, localPort));
    }

    private Socket connected(InetSocketAddress remote, @org.jspecify.annotations.Nullable InetSocketAddress local)
            throws IOException {
        Socket socket = createSocket();
        try {
            if (local != null) {
                socket.bind(local);
            }
            socket.connect(remote);
            return socket;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }
}
