package org.symposium.core;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.symposium.core.internal.audit.AuditLog;
import org.symposium.core.internal.connections.ProviderRevocation;
import org.symposium.core.internal.connections.TokenRevocation;
import org.symposium.core.internal.content.Templates;
import org.symposium.core.internal.credentials.CredentialSafe;
import org.symposium.core.internal.credentials.KeyCheck;
import org.symposium.core.internal.flow.Parts;
import org.symposium.core.internal.flow.Pruning;
import org.symposium.core.internal.health.Health;
import org.symposium.core.internal.health.Thresholds;
import org.symposium.core.internal.http.Backoff;
import org.symposium.core.internal.http.EgressProxy;
import org.symposium.core.internal.http.HttpRoad;
import org.symposium.core.internal.http.RoadSettings;
import org.symposium.core.internal.keys.EnvironmentKeys;
import org.symposium.core.internal.oauth.Client;
import org.symposium.core.internal.oauth.OAuthTerms;
import org.symposium.core.internal.oauth.Providers;
import org.symposium.core.internal.runs.ActiveRuns;
import org.symposium.core.internal.runs.Events;
import org.symposium.core.internal.runs.Ids;
import org.symposium.core.internal.runs.LeaseKeeper;
import org.symposium.core.internal.runs.QueueEntries;
import org.symposium.core.internal.runs.RetryPolicy;
import org.symposium.core.internal.runs.RunSlots;
import org.symposium.core.internal.runs.Threads;
import org.symposium.core.internal.schedule.NextRun;
import org.symposium.core.internal.stores.SteadfastStores;
import org.symposium.core.internal.types.HandlerDiscovery;
import org.symposium.core.internal.types.Handlers;
import org.symposium.core.internal.types.KnownType;
import org.symposium.core.internal.types.TypeRegistry;
import org.symposium.spi.CredentialVault;
import org.symposium.spi.EngineListener;
import org.symposium.spi.Handler;
import org.symposium.spi.Stores;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.Retention;
import org.symposium.spi.model.Violation;
import org.symposium.spi.model.WhenRunning;

/** What a host chooses for its engine. Each choice has a default; none is looked at again once the engine is built. Not thread-safe. */
public final class EngineBuilder {
    private static final Logger LOG = LoggerFactory.getLogger(EngineBuilder.class);

    private static final String ENVIRONMENT_VARIABLE = "SYMPOSIUM_ENVIRONMENT";

    private final List<Handler> handlers = new ArrayList<>();
    private final List<ClassLoader> loaders = new ArrayList<>();
    private final List<String> allowedAddresses = new ArrayList<>();
    private final Map<String, URI> baseUrls = new LinkedHashMap<>();
    private final List<EngineListener> listeners = new ArrayList<>();
    private @Nullable Clock clock;
    private @Nullable Stores stores;
    private @Nullable CredentialVault vault;
    private String environment =
            System.getenv().getOrDefault(ENVIRONMENT_VARIABLE, "").strip();
    private final Set<String> lostKeys = new LinkedHashSet<>();
    private @Nullable Executor executor;
    private @Nullable String userAgent;
    private @Nullable EgressProxy proxy;
    private final Map<String, Long> mostOfType = new HashMap<>();
    private final Map<String, Long> mostOfIntegration = new HashMap<>();
    private WhenRunning whenRunning = WhenRunning.REFUSE;
    private int runThreads = 8;
    private RetryPolicy retries = RetryPolicy.growing(6, Duration.ofMinutes(1), Duration.ofHours(1));
    private @Nullable Backoff callAttempts;
    private Duration longestDelay = Duration.ofHours(2);
    private Thresholds thresholds = new Thresholds(5, 10);
    private Duration runDeadline = Duration.ofMinutes(5);
    private Duration grace = Duration.ofSeconds(20);
    private Duration minimumInterval = Duration.ofMinutes(1);
    private Duration connectionChecks = Duration.ofDays(1);
    private final Map<String, Client> oauthClients = new HashMap<>();
    private @Nullable ProviderRevocation revocation;
    private Retention retention = Retention.standard();

    EngineBuilder() {}

    /** Where everything is kept. Default: in memory, gone when the process ends. The engine closes it. */
    public EngineBuilder stores(Stores chosen) {
        this.stores = chosen;
        return this;
    }

    /**
     * What seals credentials. Default: {@link AesGcmVault#fromEnvironment(Stores)}; for stores in memory and no key in the environment, a random key that is gone with
     * them.
     */
    public EngineBuilder vault(CredentialVault chosen) {
        this.vault = chosen;
        return this;
    }

    /**
     * What this environment is called, such as {@code production}. The stores remember it, and an engine of another environment is refused: neither keys nor
     * credentials should be the same in two of them. Default: the environment variable {@code SYMPOSIUM_ENVIRONMENT}; without it, nothing is compared.
     */
    public EngineBuilder environment(String name) {
        this.environment = name.strip();
        return this;
    }

    /**
     * Gives up a key that has sealed credentials in these stores and is lost for good: the engine starts without it. Credentials that it sealed can't be opened, and
     * must be entered again.
     *
     * @param keyId as the message that refused the start has it
     */
    public EngineBuilder keyLost(String keyId) {
        lostKeys.add(keyId);
        return this;
    }

    /** Whose time it is. Default: the stores', so the database's where there is one. */
    public EngineBuilder clock(Clock chosen) {
        this.clock = chosen;
        return this;
    }

    /** Uses this handler, whether or not a {@code ServiceLoader} would find it. */
    public EngineBuilder handler(Handler handler) {
        handlers.add(handler);
        return this;
    }

    /** Uses the handlers and handler modules on the path: those that the thread's context class loader and the engine's own see. */
    public EngineBuilder discoverHandlers() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return discoverHandlers(context == null ? EngineBuilder.class.getClassLoader() : context);
    }

    /** Uses the handlers and handler modules that this class loader sees. */
    public EngineBuilder discoverHandlers(ClassLoader loader) {
        loaders.add(loader);
        return this;
    }

    /**
     * Lets calls go to these inner addresses. Default: none; calls go to public addresses only.
     *
     * @param cidrs such as {@code 10.1.0.0/16} or {@code ::1/128}
     */
    public EngineBuilder allowAddresses(String... cidrs) {
        allowedAddresses.addAll(List.of(cidrs));
        return this;
    }

    /**
     * Has everything over HTTP leave by this proxy; what is not HTTP (mail) goes directly. Default: none; what the JVM's system properties name is never
     * used. {@code https} goes through a tunnel, {@code http} is forwarded. Names that can be looked up here are checked as ever, but the proxy looks them
     * up again and connects where it likes: that it refuses inner addresses is its own matter.
     *
     * @param host a name or an address, which may be an inner one; the proxy itself is talked to without encryption
     */
    public EngineBuilder egressProxy(String host, int port) {
        this.proxy = EgressProxy.of(host, port);
        return this;
    }

    /** As {@link #egressProxy(String, int)}, for a proxy that asks for a user and a password. They are masked wherever anything is shown. */
    public EngineBuilder egressProxy(String host, int port, String user, String password) {
        this.proxy = EgressProxy.of(host, port, user, password);
        return this;
    }

    /** Sends a type's relative calls to this address instead: a proxy, an enterprise server, a mock. Its credentials go there too. */
    public EngineBuilder baseUrl(String typeName, URI baseUrl) {
        baseUrls.put(typeName, baseUrl);
        return this;
    }

    /**
     * How the engine names itself to services: product, version, and an address to write to. Leave the word {@code Symposium} in it, which is the name
     * that sites may have rules for in their robots.txt.
     */
    public EngineBuilder userAgent(String chosen) {
        this.userAgent = chosen;
        return this;
    }

    /** Tells this listener what happens; may be called for several. */
    public EngineBuilder listener(EngineListener listener) {
        listeners.add(listener);
        return this;
    }

    /** Runs what the host asks for without waiting. Default: virtual threads where the JVM has them, else as many threads as it takes. Stays the host's. */
    public EngineBuilder executor(Executor chosen) {
        this.executor = chosen;
        return this;
    }

    /** How many scheduled and queued runs run at a time. Default: 8. */
    public EngineBuilder runThreads(int count) {
        this.runThreads = atLeastOne("run_threads", count);
        return this;
    }

    /**
     * How many runs of a type may go on at one time, all its integrations and all nodes over these stores together; instead of the type's own
     * {@code capabilities.max_concurrent_runs}. What finds no room waits: on a caller's thread there, in the queue for about a second.
     */
    public EngineBuilder concurrency(String typeName, int most) {
        mostOfType.put(typeName, (long) atLeastOne("concurrency", most));
        return this;
    }

    /** As {@link #concurrency}, for each integration of the type by itself; instead of {@code capabilities.max_concurrent_runs_per_integration}. */
    public EngineBuilder concurrencyPerIntegration(String typeName, int most) {
        mostOfIntegration.put(typeName, (long) atLeastOne("concurrency_per_integration", most));
        return this;
    }

    /** What becomes of a call for a source or an output that is running at that moment. Default: it is refused. */
    public EngineBuilder whenRunning(WhenRunning chosen) {
        this.whenRunning = chosen;
        return this;
    }

    /**
     * How often a run is tried again that failed by something that may pass: the service's own fault, no answer, too many requests. Each delay is twice the one
     * before, and up to a fifth longer, so that not all come back at one moment; a service that names a later moment is waited for. A type's own
     * {@code retry_policy} comes first. A slot of the schedule that comes before the next try takes its place, except for a delivery of which a part was sent.
     * Default: 6 attempts, the first delay 1 minute, the longest 1 hour.
     *
     * @param maxAttempts the first one included; 1 for no retry
     */
    public EngineBuilder retries(int maxAttempts, Duration firstDelay, Duration longest) {
        this.retries = RetryPolicy.growing(
                atLeastOne("retries", maxAttempts),
                positive("first_delay", firstDelay),
                positive("longest_delay", longest));
        return this;
    }

    /**
     * How often one call is tried again within its run, by what {@link #retries} count as one attempt: what may pass within seconds, and may be repeated without harm. Each
     * wait is random, up to a longest one that is twice the one before; a service that names a near moment is waited for. Default: 3 attempts, the first wait up to half a
     * second, none over 8 seconds.
     *
     * @param maxAttempts the first one included; 1 for no other
     */
    public EngineBuilder callAttempts(int maxAttempts, Duration firstWait, Duration longestWait) {
        this.callAttempts = new Backoff(
                positive("first_wait", firstWait),
                positive("longest_wait", longestWait),
                atLeastOne("call_attempts", maxAttempts));
        return this;
    }

    /**
     * Most time that a run is put back for because a rate limit leaves no room, all times together. One that would have to wait longer fails, and says when there
     * is room again. Default: 2 hours, so that limits counted by the hour pass and a used-up allowance of a day is told at once.
     */
    public EngineBuilder longestDelay(Duration most) {
        this.longestDelay = positive("longest_delay", most);
        return this;
    }

    /**
     * After how many runs in a row that failed for good a source, an output or a query is reported as {@code source.failing} and so on, and after how many
     * it is switched off. A query fails so when it makes no card, other than for the network's sake; what its sources do in it counts against none of them. Tries of one run count once; rate limits and cancelled runs do not count, nor does the lack of a network that other services suffer
     * too. Wrong credentials switch their integration off at once, an output's target that is gone switches off the output. Default: 5 and 10, so what runs every
     * minute is switched off after some ten minutes of failing; choose more for such schedules.
     */
    public EngineBuilder persistentFailure(int warnAt, int switchOffAt) {
        this.thresholds = new Thresholds(atLeastOne("warn_at", warnAt), atLeastOne("switch_off_at", switchOffAt));
        return this;
    }

    /** Most time that one run may take. Default: 5 minutes. */
    public EngineBuilder runDeadline(Duration most) {
        this.runDeadline = positive("run_deadline", most);
        return this;
    }

    /** How long {@link Engine#close} lets runs finish. Default: 20 seconds. */
    public EngineBuilder grace(Duration most) {
        this.grace = positive("grace", most);
        return this;
    }

    /** Least time between two runs of a schedule; denser ones are refused when they are saved. Default: 1 minute. */
    public EngineBuilder minimumInterval(Duration least) {
        this.minimumInterval = positive("minimum_interval", least);
        return this;
    }

    /**
     * How often a started engine tries the credentials of each integration that is switched on, where that is free. A service that refuses them switches it off, as by a
     * run; one that can't be reached does not. Default: once a day, give or take a tenth; at least a second; {@link Duration#ZERO} for never.
     */
    public EngineBuilder connectionChecks(Duration interval) {
        if (!interval.isZero() && interval.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new InvalidInputException("connection_checks", "min", "must be at least a second, or zero for never");
        }
        this.connectionChecks = interval;
        return this;
    }

    /**
     * Lets the users of a type connect by OAuth 2 with this client: {@link OwnerView#oauth}. A type with an {@code oauth} block works without one too, with pasted
     * credentials. {@link #build} refuses a client of a type that is not installed, or has no such block.
     */
    public EngineBuilder oauthClient(String typeName, OAuthClient client) {
        oauthClients.put(typeName, client.client());
        return this;
    }

    /** How services are told that credentials end, instead of by the {@code oauth} block of their types. */
    EngineBuilder revocation(ProviderRevocation chosen) {
        this.revocation = chosen;
        return this;
    }

    /**
     * How long log rows, deliveries and the audit log are kept. Default: {@link Retention#standard}. Of several engines over the same stores each prunes by its own choice, so they
     * should have the same.
     */
    public EngineBuilder retention(Retention chosen) {
        this.retention = chosen;
        return this;
    }

    /**
     * Builds the engine: finds handlers, checks their types, registers them in the store.
     *
     * @throws InvalidInputException when a choice is wrong, two handlers serve one type, a type's definition is wrong, there is no key, or another than the stores'
     *     credentials were sealed with
     * @throws org.symposium.spi.model.VaultException when the vault is unavailable
     */
    public Engine build() {
        Stores chosenStores = stores == null ? ownStores() : stores;
        Clock chosenClock = clock == null ? chosenStores.clock() : clock;
        CredentialVault chosenVault = vault == null ? defaultVault(chosenStores) : vault;
        RoadSettings road = roadSettings();
        new KeyCheck(chosenStores, chosenVault, environment, lostKeys).run();
        LOG.info(
                "Credentials are sealed by {}",
                chosenVault instanceof AesGcmVault own
                        ? own
                        : chosenVault.getClass().getName());
        TypeRegistry types = TypeRegistry.start(chosenStores, foundHandlers());
        types.all()
                .forEach(type -> LOG.info(
                        "Type {} {}: {}",
                        type.name(),
                        type.row().version(),
                        type.handler().getClass().getName()));
        refuseClientsWithoutType(types);
        var events = new Events(listeners, chosenClock);
        var threads = new Threads(Optional.ofNullable(executor));
        var leases = new LeaseKeeper(chosenStores.leases(), threads.timer());
        var ids = new Ids(chosenClock);
        var entries = new QueueEntries(chosenStores.runs(), ids);
        var steadfast = new SteadfastStores(chosenStores);
        var httpRoad = new HttpRoad(road, steadfast.limiter(), chosenClock, events);
        var providers = new Providers(oauthClients, httpRoad);
        var parts = new Parts(
                steadfast,
                chosenClock,
                ids,
                types,
                new CredentialSafe(chosenVault),
                httpRoad,
                new Templates(),
                leases,
                new ActiveRuns(),
                new RunSlots(leases, mostOfType, mostOfIntegration),
                events,
                new AuditLog(chosenStores, ids, chosenClock),
                providers,
                revocation == null ? new TokenRevocation(providers) : revocation,
                new NextRun(minimumInterval),
                entries,
                new Health(chosenStores, entries, events, thresholds),
                retries,
                longestDelay,
                whenRunning,
                runDeadline,
                threads);
        threads.every(Pruning.PERIOD, new Pruning(chosenStores, leases, chosenClock, retention));
        return new Engine(parts, threads, runThreads, grace, connectionChecks);
    }

    private void refuseClientsWithoutType(TypeRegistry types) {
        Set<String> connecting = types.all().stream()
                .filter(type -> OAuthTerms.of(type.type()).isPresent())
                .map(KnownType::name)
                .collect(Collectors.toCollection(TreeSet::new));
        List<Violation> violations = oauthClients.keySet().stream()
                .filter(name -> !connecting.contains(name))
                .sorted()
                .map(name -> new Violation(
                        "oauth_client",
                        "unknown_type",
                        "no type '" + name + "' with an oauth block is installed; "
                                + (connecting.isEmpty()
                                        ? "there is none with one"
                                        : "there are " + String.join(", ", connecting))))
                .toList();
        InvalidInputException.throwIfAny(violations);
    }

    private Stores ownStores() {
        return clock == null ? new InMemoryStores() : new InMemoryStores(clock);
    }

    private Handlers foundHandlers() {
        Handlers found = Handlers.of(handlers.toArray(Handler[]::new));
        for (ClassLoader loader : loaders) {
            found = found.and(HandlerDiscovery.discover(loader));
        }
        return found;
    }

    private RoadSettings roadSettings() {
        RoadSettings road = RoadSettings.standard().allowing(allowedAddresses);
        if (userAgent != null) {
            road = road.withUserAgent(userAgent);
        }
        if (proxy != null) {
            road = road.withProxy(proxy);
        }
        if (callAttempts != null) {
            road = road.withBackoff(callAttempts);
        }
        for (var baseUrl : baseUrls.entrySet()) {
            road = road.withBaseUrl(baseUrl.getKey(), baseUrl.getValue());
        }
        return road;
    }

    private static CredentialVault defaultVault(Stores stores) {
        boolean hasKey = new EnvironmentKeys(System.getenv()).isSet();
        return stores instanceof InMemoryStores memory && !hasKey
                ? memory.ownVault()
                : AesGcmVault.fromEnvironment(stores);
    }

    private static int atLeastOne(String field, int count) {
        if (count < 1) {
            throw new InvalidInputException(field, "min", "must be at least 1");
        }
        return count;
    }

    private static Duration positive(String field, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new InvalidInputException(field, "min", "must be longer than nothing");
        }
        return duration;
    }
}
