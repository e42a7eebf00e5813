package org.symposium.core.internal.http;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.io.LeaseRequest;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** A connection during one exchange, which any thread may abort. */
final class Flight {
    private static final Timeout MOMENT = Timeout.ofMilliseconds(1);

    private final LeaseRequest lease;
    private final HttpClientConnectionManager connections;
    private @Nullable ConnectionEndpoint endpoint;
    private @Nullable TimeValue kept;
    private boolean aborted;
    private boolean sent;
    private boolean reused;

    Flight(LeaseRequest lease, HttpClientConnectionManager connections) {
        this.lease = lease;
        this.connections = connections;
    }

    /** Gets a connection of the pool, waiting for one if all are in use. */
    void board(Timeout timeout) throws IOException, InterruptedException, ExecutionException, TimeoutException {
        ConnectionEndpoint leased = lease.get(timeout);
        synchronized (this) {
            endpoint = leased;
            if (aborted) {
                throw new ConnectionClosedException("aborted");
            }
        }
    }

    void connect(HttpContext context) throws IOException {
        reused = endpoint().isConnected();
        if (!reused) {
            connections.connect(endpoint(), null, context);
        }
    }

    /**
     * From here on bytes may leave. Nothing is sent over a connection that was kept and has something to say before it is asked: it would be taken for
     * the answer.
     */
    void send(HttpClientConnection connection) throws IOException {
        if (reused && (connection.isDataAvailable(MOMENT) || connection.isStale())) {
            throw new ConnectionClosedException("the kept connection is closed or has an answer that nobody asked for");
        }
        markSent();
    }

    private synchronized void markSent() throws IOException {
        if (aborted) {
            throw new ConnectionClosedException("aborted");
        }
        sent = true;
    }

    synchronized boolean isSent() {
        return sent;
    }

    synchronized ConnectionEndpoint endpoint() {
        if (endpoint == null) {
            throw new IllegalStateException("not connected");
        }
        return endpoint;
    }

    /** The connection may be used again, for this long. */
    synchronized void keep(TimeValue time) {
        kept = time;
    }

    /** Closes the connection at once, without a word to the other side: a polite goodbye can hang as well. */
    void abort() {
        ConnectionEndpoint open;
        synchronized (this) {
            aborted = true;
            open = endpoint;
        }
        lease.cancel();
        if (open != null) {
            open.close(CloseMode.IMMEDIATE);
        }
    }

    /** Gives the connection back: for the next one if it was kept, else closed. */
    void land() {
        ConnectionEndpoint open;
        TimeValue time;
        synchronized (this) {
            open = endpoint;
            time = aborted ? null : kept;
            aborted = true;
        }
        if (open == null) {
            lease.cancel();
            return;
        }
        if (time == null) {
            open.close(CloseMode.IMMEDIATE);
        }
        connections.release(open, null, time);
    }
}
