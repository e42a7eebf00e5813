package org.symposium.core.internal.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A socket that connects only to addresses that may be connected to, never through a proxy, and lives no longer than its run. */
final class GuardedSocket extends Socket {
    private final GuardedNames names;
    private final Watch watch;
    private final Duration timeout;
    private final TimeLimit limit;
    private Watch.@Nullable Guard guard;

    GuardedSocket(GuardedNames names, Watch watch, Duration timeout, TimeLimit limit) {
        super(Proxy.NO_PROXY);
        this.names = names;
        this.watch = watch;
        this.timeout = timeout;
        this.limit = limit;
    }

    @Override
    public void connect(SocketAddress remote) throws IOException {
        connect(remote, 0);
    }

    /** Connects to the first address of the name, after all of them were checked. */
    @Override
    public void connect(SocketAddress remote, int millis) throws IOException {
        if (!(remote instanceof InetSocketAddress inet)) {
            throw new SocketException("only internet addresses can be connected to");
        }
        InetAddress address = checked(inet);
        guarded();
        if (limit.isOver()) {
            close();
            throw new SocketException("the run has ended");
        }
        Duration most = millis > 0 && millis < timeout.toMillis() ? Duration.ofMillis(millis) : timeout;
        super.connect(new InetSocketAddress(address, inet.getPort()), limit.millis(most));
    }

    @Override
    public synchronized void close() throws IOException {
        Watch.Guard open = guard;
        guard = null;
        if (open != null) {
            open.close();
        }
        super.close();
    }

    private InetAddress checked(InetSocketAddress remote) throws IOException {
        if (remote.isUnresolved()) {
            return names.resolve(remote.getHostString(), limit).get(0);
        }
        names.check(remote.getHostString(), remote.getAddress());
        return remote.getAddress();
    }

    private void guarded() {
        Watch.Guard opened = watch.at(limit, this::closeQuietly);
        synchronized (this) {
            guard = opened;
        }
    }

    private void closeQuietly() {
        try {
            close();
        } catch (IOException e) {
            // closed is closed
        }
    }
}
