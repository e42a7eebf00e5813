package org.symposium.jdbc;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.symposium.spi.CardTable;
import org.symposium.spi.Lease;
import org.symposium.spi.Leases;
import org.symposium.spi.Ledger;
import org.symposium.spi.Outcome;
import org.symposium.spi.RateLimiter;
import org.symposium.spi.RunQueue;
import org.symposium.spi.Stores;
import org.symposium.spi.Table;
import org.symposium.spi.model.Card;
import org.symposium.spi.model.Kind;
import org.symposium.spi.model.Output;
import org.symposium.spi.model.Retention;
import org.symposium.spi.model.Stored;

/**
 * Everything in one database: H2, PostgreSQL or MariaDB. Engines of any number of processes over one database work as one.
 *
 * <p>The schema is brought up to date when this is built; tables are called {@code symposium_…} and lie in the connection's default schema, beside
 * whatever the host has there. Leases, rate limits and due runs go by the database's clock.
 */
public final class JdbcStores implements Stores {
    private final Transactions transactions;
    private final JdbcCardTable cards;
    private final OutcomeWriter outcomes;
    private final JdbcLedger ledger;
    private final JdbcLeases leases;
    private final JdbcRateLimiter limiter;
    private final JdbcRunQueue runs;
    private final Clock clock;
    private final Pruning pruning;
    private final Runnable closeOwn;
    private final Map<Kind<?>, Table<?>> tables = new ConcurrentHashMap<>();

    private JdbcStores(DataSource source, Optional<Clock> host, Runnable closeOwn) {
        Database database = Database.of(source);
        this.transactions = new Transactions(source, database);
        if (database == Database.H2) {
            H2Durability.warn(transactions);
        }
        Migrations.run(source, database);
        var storeClock = new StoreClock(database, host);
        this.clock = host.orElseGet(() -> new DatabaseClock(transactions, storeClock));
        this.cards = new JdbcCardTable(transactions);
        this.outcomes = new OutcomeWriter(transactions, cards);
        this.ledger = new JdbcLedger(transactions, storeClock);
        this.leases = new JdbcLeases(transactions, storeClock);
        this.limiter = new JdbcRateLimiter(transactions, storeClock);
        this.runs = new JdbcRunQueue(transactions, source, storeClock, this.clock);
        this.pruning = new Pruning(transactions);
        this.closeOwn = closeOwn;
        tables.put(Card.KIND, cards);
        tables.put(Output.KIND, new JdbcOutputTable(transactions));
    }

    /**
     * Stores in the host's database. A pool of connections is best; it stays the host's and open.
     *
     * @throws IllegalArgumentException when it is none of the three databases
     */
    public static JdbcStores on(DataSource source) {
        return new JdbcStores(source, Optional.empty(), () -> {});
    }

    /** As {@link #on(DataSource)}, but leases, limits and runs go by this clock, not by the database's: for tests, or a host with one clock for all. */
    public static JdbcStores on(DataSource source, Clock clock) {
        return new JdbcStores(source, Optional.of(clock), () -> {});
    }

    /**
     * Stores in a file of their own, for one process: the embedded default. Needs {@code com.h2database:h2} on the path.
     *
     * @param file without ending; H2 appends {@code .mv.db}. Made if there is none, with its folders
     */
    public static JdbcStores h2(Path file) {
        EmbeddedH2 own = EmbeddedH2.open(file);
        try {
            return new JdbcStores(own.dataSource(), Optional.empty(), own::close);
        } catch (RuntimeException | Error e) {
            own.close();
            throw e;
        }
    }

    @Override
    @SuppressWarnings("unchecked") // each table is kept under its own kind
    public <T extends Stored> Table<T> table(Kind<T> kind) {
        return (Table<T>) tables.computeIfAbsent(kind, unknown -> new JdbcTable<>(transactions, kind));
    }

    @Override
    public CardTable cards() {
        return cards;
    }

    @Override
    public Ledger ledger() {
        return ledger;
    }

    @Override
    public Saved save(Outcome outcome, Lease lease) {
        return outcomes.save(outcome, lease);
    }

    @Override
    public RunQueue runs() {
        return runs;
    }

    @Override
    public Leases leases() {
        return leases;
    }

    @Override
    public RateLimiter limiter() {
        return limiter;
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public int prune(Retention retention, Instant now, int limit) {
        int removed = pruning.prune(retention, now, limit);
        if (removed < limit) {
            leases.prune(limit);
            limiter.prune();
        }
        return removed;
    }

    @Override
    public void close() {
        runs.stop(Duration.ZERO);
        closeOwn.run();
    }
}
