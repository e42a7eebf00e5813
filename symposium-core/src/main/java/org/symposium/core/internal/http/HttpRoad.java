package org.symposium.core.internal.http;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.SocketFactory;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.util.TimeValue;
import org.jspecify.annotations.Nullable;
import org.symposium.core.internal.runs.Cancellation;
import org.symposium.core.internal.runs.Events;
import org.symposium.spi.RateLimiter;
import org.symposium.spi.model.Integration;
import org.symposium.spi.model.IntegrationType;
import org.symposium.spi.model.LimitUse;

/** The one road out of an engine: connections, names and limits that all runs share. Thread-safe. */
public final class HttpRoad implements AutoCloseable {
    private static final int MOST_CONNECTIONS = 200;
    private static final int MOST_PER_HOST = 20;

    private final Equipment equipment;
    private final Watch watch = new Watch();
    private final GuardedNames names;
    private final PoolingHttpClientConnectionManager connections;
    private final Exchange exchange;

    /**
     * Builds a road.
     *
     * @throws org.symposium.spi.model.InvalidInputException when an allowed block of addresses is none
     */
    public HttpRoad(RoadSettings settings, RateLimiter limiter, Clock clock, Events events) {
        this(settings, limiter, clock, events, Surroundings.real());
    }

    HttpRoad(RoadSettings settings, RateLimiter limiter, Clock clock, Events events, Surroundings world) {
        @Nullable EgressProxy proxy = settings.proxy().orElse(null);
        this.names = new GuardedNames(world.names(), AddressPolicy.allowing(settings.allowedAddresses()));
        this.connections =
                pool(new Connector(names, world.tls(), settings.limits().connectTimeout(), proxy));
        this.exchange = new Exchange(connections, watch, proxy);
        this.equipment = new Equipment(
                settings,
                exchange,
                new SharedReplies(),
                new Circuits(settings.circuits(), events, clock, world.nanoTime()),
                limiter,
                new LimitWatch(events, clock, System::nanoTime),
                new Penalties(world.nanoTime()),
                clock,
                world);
        watch.sweep(connections::closeExpired);
    }

    /** The road for one run. */
    public RoadCalls calls(Passage passage) {
        return new RoadCalls(equipment, passage);
    }

    /** How full the windows are that every call of an integration counts in; nothing where its type has none. */
    public List<LimitUse> limits(IntegrationType type, Integration integration) {
        return new LimitUses(equipment.limiter(), equipment.clock()).of(new LimitKeys(type, integration).general());
    }

    /** Sockets for one run and what is not HTTP: the same address check; closed when the run is stopped or its deadline passes. */
    public SocketFactory sockets(Cancellation cancellation) {
        return new GuardedSockets(names, watch, equipment.settings().limits().connectTimeout(), cancellation);
    }

    /** How many connections are in use by an exchange at this moment. */
    int leased() {
        return connections.getTotalStats().getLeased();
    }

    /** How many exchanges and sockets wait for their end of time at this moment. */
    int watched() {
        return watch.waiting();
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
