package org.symposium.core.internal.http;

import java.net.InetAddress;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.SocketFactory;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.util.TimeValue;
import org.symposium.core.internal.runs.Cancellation;
import org.symposium.core.internal.runs.Events;
import org.symposium.spi.RateLimiter;

/** The one road out of an engine: connections, names and limits that all runs share. Thread-safe. */
public final class HttpRoad implements AutoCloseable {
    private static final int MOST_CONNECTIONS = 200;
    private static final int MOST_PER_HOST = 20;

    private final RoadSettings settings;
    private final RateLimiter limiter;
    private final Clock clock;
    private final LimitWatch limits;
    private final Watch watch = new Watch();
    private final GuardedNames names;
    private final PoolingHttpClientConnectionManager connections;
    private final Exchange exchange;
    private final SharedReplies shared = new SharedReplies();

    /**
     * Builds a road.
     *
     * @throws org.symposium.spi.model.InvalidInputException when an allowed block of addresses is none
     */
    public HttpRoad(RoadSettings settings, RateLimiter limiter, Clock clock, Events events) {
        this(settings, limiter, clock, events, InetAddress::getAllByName, DefaultClientTlsStrategy.createDefault());
    }

    HttpRoad(
            RoadSettings settings,
            RateLimiter limiter,
            Clock clock,
            Events events,
            GuardedNames.Lookup lookup,
            TlsSocketStrategy tls) {
        this.settings = settings;
        this.limiter = limiter;
        this.clock = clock;
        this.limits = new LimitWatch(events, clock, System::nanoTime);
        this.names = new GuardedNames(lookup, AddressPolicy.allowing(settings.allowedAddresses()));
        this.connections = pool(new Connector(names, tls, settings.connectTimeout()));
        this.exchange = new Exchange(connections, watch);
        watch.sweep(connections::closeExpired);
    }

    /** The road for one run. */
    public RoadCalls calls(Passage passage) {
        return new RoadCalls(settings, exchange, shared, limiter, limits, clock, passage);
    }

    /** Sockets for one run and what is not HTTP: the same address check; closed when the run is stopped or its deadline passes. */
    public SocketFactory sockets(Cancellation cancellation) {
        return new GuardedSockets(names, watch, settings.connectTimeout(), cancellation);
    }

    /** Closes all connections at once, also those in use. */
    @Override
    public void close() {
        exchange.close();
        connections.close(CloseMode.IMMEDIATE);
        names.close();
        watch.close();
    }

    private static PoolingHttpClientConnectionManager pool(Connector connector) {
        var count = new AtomicLong();
        var pool = new PoolingHttpClientConnectionManager(
                connector,
                PoolConcurrencyPolicy.STRICT,
                PoolReusePolicy.LIFO,
                TimeValue.ofMinutes(5),
                socket -> new QuietConnection("road-" + count.incrementAndGet()));
        pool.setMaxTotal(MOST_CONNECTIONS);
        pool.setDefaultMaxPerRoute(MOST_PER_HOST);
        pool.setDefaultConnectionConfig(ConnectionConfig.custom()
                .setValidateAfterInactivity(
                        TimeValue.ZERO_MILLISECONDS) // always: one that was closed meanwhile would leave an effect in
                // doubt
                .build());
        return pool;
    }
}
