package org.symposium.core.internal.http;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.jspecify.annotations.Nullable;
import org.symposium.core.internal.credentials.Masks;
import org.symposium.core.internal.credentials.RunCredentials;
import org.symposium.core.internal.runs.Cancellation;
import org.symposium.core.internal.runs.Events;
import org.symposium.spi.EngineListener;
import org.symposium.spi.RateLimiter;
import org.symposium.spi.http.HttpReply;
import org.symposium.spi.http.Judge;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.Integration;
import org.symposium.spi.model.IntegrationType;
import org.symposium.spi.model.Values;

/** A real road over loopback: a type, an integration and names that lead to servers on this machine. */
final class TestRoad implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final String TOKEN = "t0ken-c4nary/+ü\"x";

    final Map<String, String> names =
            new ConcurrentHashMap<>(Map.of("api.test", "127.0.0.1", "other.test", "127.0.0.1"));
    final List<String> lookedUp = new CopyOnWriteArrayList<>();
    final Limiter limiter = new Limiter();
    final Masks masks = new Masks();
    Passage.PutBack putBack = Passage.PutBack.ANY_TIME;
    boolean insists;
    final List<Duration> pauses = new CopyOnWriteArrayList<>();
    final List<EngineListener.Event> events = new CopyOnWriteArrayList<>();
    final AtomicLong nanoTime = new AtomicLong();
    String integrationId = "integration-1";
    volatile double chance = 0.5;
    volatile boolean realPauses;
    final HttpRoad road;
    Cancellation cancellation = Cancellation.unlimited();
    RunCredentials.Renewal renewal = Optional::empty;
    Credentials credentials =
            Credentials.of("token", TOKEN).with("user", "ada-lovelace").with("password", "pa55 word-canary");
    Values type = Values.of("name", "testing");
    Values facts = Values.empty();
    Set<String> origins = Set.of();
    Judge judge = HttpReply::byStatus;

    TestRoad() {
        this(settings -> settings);
    }

    TestRoad(UnaryOperator<RoadSettings> change) {
        this(change, null);
    }

    TestRoad(UnaryOperator<RoadSettings> change, GuardedNames.@Nullable Lookup lookup) {
        this(change, lookup, DefaultClientTlsStrategy.createDefault());
    }

    TestRoad(UnaryOperator<RoadSettings> change, GuardedNames.@Nullable Lookup lookup, TlsSocketStrategy tls) {
        RoadSettings settings = RoadSettings.standard()
                .allowing(List.of("127.0.0.0/8"))
                .withTimes(Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofMillis(300));
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        this.road = new HttpRoad(
                change.apply(settings),
                limiter,
                clock,
                new Events(List.of(listener()), clock),
                new Surroundings(
                        lookup == null ? this::lookUp : lookup, tls, this::pause, () -> chance, nanoTime::get));
    }

    private EngineListener listener() {
        return new EngineListener() {
            @Override
            public void on(Event event) {
                events.add(event);
            }
        };
    }

    /** Takes no time, unless a test wants it to. */
    private void pause(Cancellation run, Duration time) {
        pauses.add(time);
        if (realPauses) {
            run.pause(time);
        } else {
            run.throwIfCancelled();
        }
    }

    /** Relative calls go to this port, and credentials with them. */
    TestRoad on(int port) {
        type = type.with("base_url", "http://api.test:" + port);
        return this;
    }

    RoadCalls calls() {
        return road.calls(passage());
    }

    Passage passage() {
        var integration = Integration.of(Values.of("id", integrationId)
                .with("user_id", "ada")
                .with("type_id", "testing")
                .with("name", "Test")
                .with("facts", facts)
                .with("created_at", NOW));
        return new Passage(
                IntegrationType.of(type),
                integration,
                RunCredentials.of(credentials, renewal),
                judge,
                masks,
                cancellation,
                origins,
                "execution-1",
                putBack,
                insists);
    }

    private InetAddress[] lookUp(String host) throws UnknownHostException {
        lookedUp.add(host);
        String address = names.get(host);
        if (address == null && !host.matches("[0-9.]+|.*:.*")) {
            throw new UnknownHostException(host);
        }
        var addresses = new ArrayList<InetAddress>();
        for (String literal : (address == null ? host : address).split(",")) {
            addresses.add(InetAddress.getByName(literal));
        }
        return addresses.toArray(InetAddress[]::new);
    }

    static URI uri(String host, int port, String path) {
        return URI.create("http://" + host + ":" + port + path);
    }

    @Override
    public void close() {
        road.close();
    }

    /** Grants everything unless told to wait. */
    static final class Limiter implements RateLimiter {
        final List<List<Demand>> asked = new CopyOnWriteArrayList<>();
        final List<String> waiters = new CopyOnWriteArrayList<>();
        final List<Duration> waits = new CopyOnWriteArrayList<>();
        final Map<String, Duration> closed = new ConcurrentHashMap<>();
        final Map<String, String> lowered = new ConcurrentHashMap<>();
        volatile boolean isNearlyFull;

        @Override
        public Answer acquire(List<Demand> all, Waiter waiter) {
            asked.add(List.copyOf(all));
            waiters.add(waiter.name());
            if (!waits.isEmpty()) {
                Duration wait = waits.remove(0);
                return new Answer(wait, List.of(new Usage(all.get(0), all.get(0).limit(), wait)));
            }
            return isNearlyFull
                    ? new Answer(
                            Duration.ZERO,
                            List.of(new Usage(
                                    all.get(0),
                                    all.get(0).nearlyFull(),
                                    all.get(0).window())))
                    : Answer.granted();
        }

        @Override
        public void close(String key, Duration penalty) {
            closed.put(key, penalty);
        }

        @Override
        public void lower(String key, long remaining, Duration time) {
            lowered.put(key, remaining + " in " + time);
        }

        @Override
        public List<Usage> usage(List<Demand> windows) {
            return List.of();
        }
    }
}
