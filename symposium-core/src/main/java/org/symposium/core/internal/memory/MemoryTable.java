package org.symposium.core.internal.memory;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.symposium.spi.Table;
import org.symposium.spi.model.Kind;
import org.symposium.spi.model.Stored;

/** Rows of one kind, sorted by owner and id. All tables of a store share one lock, so that a save is seen whole or not at all. */
public class MemoryTable<T extends Stored> implements Table<T> {
    private final Kind<T> kind;
    private final ReadWriteLock lock;
    private final BiConsumer<String, String> afterRemoval;
    private final NavigableMap<String, NavigableMap<String, StoredRow<T>>> owners = new TreeMap<>();

    MemoryTable(Kind<T> kind, ReadWriteLock lock, BiConsumer<String, String> afterRemoval) {
        this.kind = kind;
        this.lock = lock;
        this.afterRemoval = afterRemoval;
    }

    @Override
    public final Optional<T> find(String owner, String id) {
        return reading(() -> Optional.ofNullable(current(owner, id)));
    }

    @Override
    public final List<T> page(String owner, Map<String, ?> equal, String after, int limit) {
        var wanted = StoredRow.wanted(kind, equal);
        return reading(() -> matching(rows(owner).tailMap(after, false).values().stream(), wanted, limit));
    }

    @Override
    public final List<T> latest(String owner, Map<String, ?> equal, String before, int limit) {
        var wanted = StoredRow.wanted(kind, equal);
        return reading(() -> {
            var rows = before.isEmpty() ? rows(owner) : rows(owner).headMap(before, false);
            return matching(rows.descendingMap().values().stream(), wanted, limit);
        });
    }

    @Override
    public final List<T> scan(Map<String, ?> equal, Optional<T> after, int limit) {
        var wanted = StoredRow.wanted(kind, equal);
        return reading(() -> matching(behind(after), wanted, limit));
    }

    @Override
    public final List<T> due(Instant by, Optional<T> after, int limit) {
        return reading(() -> DueRows.of(kind, all(), by, after, limit));
    }

    @Override
    public final boolean insert(T row) {
        T first = withRevision(row, 1);
        return writing(() -> {
            if (current(first.owner(), first.id()) != null) {
                return false;
            }
            put(first);
            return true;
        });
    }

    @Override
    public final boolean replace(T row, long revision) {
        T next = withRevision(row, revision + 1);
        return writing(() -> {
            T current = current(next.owner(), next.id());
            if (current == null || current.revision() != revision) {
                return false;
            }
            put(next);
            return true;
        });
    }

    @Override
    public final boolean remove(String owner, String id) {
        return writing(() -> {
            var rows = rows(owner);
            if (rows.remove(id) == null) {
                return false;
            }
            if (rows.isEmpty()) {
                owners.remove(owner);
            }
            afterRemoval.accept(owner, id);
            return true;
        });
    }

    /** The row as it stands; the lock is held. */
    final @Nullable T current(String owner, String id) {
        StoredRow<T> stored = standing(owner, id);
        return stored == null ? null : stored.row();
    }

    /** As {@link #current}, with what the store keeps beside it. */
    final @Nullable StoredRow<T> standing(String owner, String id) {
        return rows(owner).get(id);
    }

    /** Writes the row whatever stands there; the write lock is held. */
    final void put(T row) {
        put(new StoredRow<>(kind, row));
    }

    /** As {@link #put(Stored)}. */
    final void put(StoredRow<T> stored) {
        T row = stored.row();
        owners.computeIfAbsent(row.owner(), owner -> new TreeMap<>()).put(row.id(), stored);
    }

    /** The row as it is to be written over what stands there now; the lock is held. */
    final T next(T row) {
        T current = current(row.owner(), row.id());
        return withRevision(row, current == null ? 1 : current.revision() + 1);
    }

    /** The owner's rows by id; the lock is held. */
    final NavigableMap<String, StoredRow<T>> rows(String owner) {
        var rows = owners.get(owner);
        return rows == null ? new TreeMap<>() : rows;
    }

    final <R> R reading(Supplier<R> read) {
        lock.readLock().lock();
        try {
            return read.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    private <R> R writing(Supplier<R> write) {
        lock.writeLock().lock();
        try {
            return write.get();
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Through the stored form, as any store does it: what a row can't keep is gone here as well. */
    T withRevision(T row, long revision) {
        return kind.read().apply(row.toValues().with("revision", revision));
    }

    /** All rows, by owner and id; the lock is held. */
    final Stream<StoredRow<T>> all() {
        return owners.values().stream().flatMap(rows -> rows.values().stream());
    }

    private Stream<StoredRow<T>> behind(Optional<T> after) {
        if (after.isEmpty()) {
            return all();
        }
        String owner = after.get().owner();
        return Stream.concat(
                rows(owner).tailMap(after.get().id(), false).values().stream(),
                owners.tailMap(owner, false).values().stream().flatMap(rows -> rows.values().stream()));
    }

    private List<T> matching(Stream<StoredRow<T>> rows, Map<String, @Nullable Object> wanted, int limit) {
        return rows.filter(stored -> stored.matches(wanted))
                .limit(limit)
                .map(StoredRow::row)
                .toList();
    }
}
