package org.symposium.core.internal.types;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.symposium.spi.CardTable;
import org.symposium.spi.Lease;
import org.symposium.spi.Leases;
import org.symposium.spi.Ledger;
import org.symposium.spi.Outcome;
import org.symposium.spi.RateLimiter;
import org.symposium.spi.RunQueue;
import org.symposium.spi.Stores;
import org.symposium.spi.Table;
import org.symposium.spi.model.Kind;
import org.symposium.spi.model.RegisteredType;
import org.symposium.spi.model.Stored;

/** The types table alone, with whatever a test wants to happen just before a write. */
final class FakeStores implements Stores {
    private final Map<String, RegisteredType> rows = new ConcurrentSkipListMap<>();
    private Runnable beforeNextWrite = () -> {};
    private int writes;

    /** Another node, once, between this one's look and its write. */
    void beforeNextWrite(Runnable other) {
        beforeNextWrite = other;
    }

    int writes() {
        return writes;
    }

    RegisteredType row(String name) {
        return rows.values().stream()
                .filter(row -> row.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    Table<RegisteredType> types() {
        return table(RegisteredType.KIND);
    }

    @Override
    @SuppressWarnings("unchecked") // asked for types only
    public <T extends Stored> Table<T> table(Kind<T> kind) {
        return (Table<T>) new Types();
    }

    @Override
    public CardTable cards() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Ledger ledger() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Saved save(Outcome outcome, Lease lease) {
        throw new UnsupportedOperationException();
    }

    @Override
    public RunQueue runs() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Leases leases() {
        throw new UnsupportedOperationException();
    }

    @Override
    public RateLimiter limiter() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Clock clock() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}

    private void aboutToWrite() {
        writes++;
        Runnable other = beforeNextWrite;
        beforeNextWrite = () -> {};
        other.run();
    }

    private final class Types implements Table<RegisteredType> {
        @Override
        public Optional<RegisteredType> find(String owner, String id) {
            return Optional.ofNullable(rows.get(id));
        }

        @Override
        public List<RegisteredType> page(String owner, Map<String, ?> equal, String after, int limit) {
            return rows.values().stream()
                    .filter(row -> row.id().compareTo(after) > 0)
                    .filter(row -> equal.entrySet().stream()
                            .allMatch(entry ->
                                    entry.getValue().equals(row.toValues().at(entry.getKey()))))
                    .limit(limit)
                    .toList();
        }

        @Override
        public List<RegisteredType> latest(String owner, Map<String, ?> equal, String before, int limit) {
            return rows.values().stream()
                    .sorted(Comparator.comparing(RegisteredType::id).reversed())
                    .limit(limit)
                    .toList();
        }

        @Override
        public List<RegisteredType> scan(Map<String, ?> equal, Optional<RegisteredType> after, int limit) {
            return page("", equal, after.map(RegisteredType::id).orElse(""), limit);
        }

        @Override
        public List<RegisteredType> due(Instant by, Optional<RegisteredType> after, int limit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean insert(RegisteredType row) {
            aboutToWrite();
            return rows.putIfAbsent(row.id(), stored(row, 1)) == null;
        }

        @Override
        public synchronized boolean replace(RegisteredType row, long revision) {
            aboutToWrite();
            RegisteredType old = rows.get(row.id());
            return old != null && old.revision() == revision && rows.replace(row.id(), old, stored(row, revision + 1));
        }

        @Override
        public boolean remove(String owner, String id) {
            return rows.remove(id) != null;
        }

        private RegisteredType stored(RegisteredType row, long revision) {
            return RegisteredType.of(row.toValues().with("revision", revision));
        }
    }
}
