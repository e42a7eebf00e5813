package org.symposium.core.internal.memory;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.symposium.spi.Advance;
import org.symposium.spi.CardTable;
import org.symposium.spi.Lease;
import org.symposium.spi.Outcome;
import org.symposium.spi.Stores.Saved;
import org.symposium.spi.Table;
import org.symposium.spi.model.AuditEntry;
import org.symposium.spi.model.Card;
import org.symposium.spi.model.CardVersion;
import org.symposium.spi.model.Execution;
import org.symposium.spi.model.Kind;
import org.symposium.spi.model.Output;
import org.symposium.spi.model.Stored;

/** All rows, and the save that writes several of them as one. */
public final class MemoryRows {
    private final ReadWriteLock lock;
    private final MemoryLeases leases;
    private final DeliveredCards delivered = new DeliveredCards();
    private final Map<Place, Integer> savedAttempts = new HashMap<>();
    private final MemoryVersions versions;
    private final MemoryCards cards;
    private final MemoryTable<Execution> executions;
    private final MemoryTable<Output> outputs;
    private final MemoryTable<AuditEntry> audit;
    private final Map<String, MemoryTable<?>> tables = new ConcurrentHashMap<>();

    /**
     * No rows yet.
     *
     * @param lock shared with the leases, so that none changes hands during a save
     */
    public MemoryRows(ReadWriteLock lock, MemoryLeases leases) {
        this.lock = lock;
        this.leases = leases;
        this.versions = new MemoryVersions(lock);
        this.cards = new MemoryCards(lock, delivered, versions);
        this.executions = new MemoryTable<>(Execution.KIND, lock, this::forgetAttempts);
        this.outputs = new MemoryTable<>(Output.KIND, lock, delivered::removeOutput);
        this.audit = new MemoryTable<>(AuditEntry.KIND, lock, (owner, id) -> {});
        tables.put(Card.KIND.name(), cards);
        tables.put(Execution.KIND.name(), executions);
        tables.put(Output.KIND.name(), outputs);
        tables.put(AuditEntry.KIND.name(), audit);
        tables.put(CardVersion.KIND.name(), versions);
    }

    /** The rows of a kind. */
    @SuppressWarnings("unchecked") // a kind's name stands for its type
    public <T extends Stored> Table<T> table(Kind<T> kind) {
        return (Table<T>) tables.computeIfAbsent(kind.name(), name -> new MemoryTable<>(kind, lock, (owner, id) -> {}));
    }

    /** The rows of cards. */
    public CardTable cards() {
        return cards;
    }

    /** Marks cards of a delivery as delivered that nobody has marked; those of them, and the output, that are there still. */
    void hold(String owner, String outputId, List<String> cardIds, String deliveryId) {
        if (outputs.current(owner, outputId) != null) {
            List<String> standing = cardIds.stream()
                    .filter(id -> cards.current(owner, id) != null)
                    .toList();
            delivered.hold(owner, outputId, standing, deliveryId);
        }
    }

    /** Which cards are delivered, or held; guarded by the lock. */
    DeliveredCards delivered() {
        return delivered;
    }

    /** The log. */
    MemoryTable<Execution> executions() {
        return executions;
    }

    /** Who used which credentials. */
    MemoryTable<AuditEntry> audit() {
        return audit;
    }

    /** See {@link org.symposium.spi.Stores#save}. */
    public Saved save(Outcome outcome, Lease lease) {
        lock.writeLock().lock();
        try {
            Place log = new Place(Execution.KIND.name(), outcome.owner(), outcome.executionId());
            if (savedAttempts.getOrDefault(log, 0) >= outcome.attempt()) {
                return Saved.ALREADY;
            }
            if (!leases.holds(lease)) {
                return Saved.STALE;
            }
            write(outcome);
            savedAttempts.put(log, outcome.attempt());
            return Saved.NOW;
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** What can fail comes first: all new rows are made before one is written. */
    private void write(Outcome outcome) {
        Map<Place, Moved<?>> moved = moved(outcome);
        Execution log = executions.next(outcome.execution());
        Card card = outcome.card().map(cards::next).orElse(null);
        AuditEntry entry = outcome.audit().map(audit::next).orElse(null);
        Rewritten rewritten = outcome.rewrite()
                .map(rewrite -> rewritten(outcome.owner(), rewrite))
                .orElse(null);

        executions.put(log);
        if (card != null) {
            cards.put(card);
        }
        if (entry != null) {
            audit.put(entry);
        }
        if (rewritten != null) {
            cards.put(rewritten.card());
            versions.keep(rewritten.before());
        }
        moved.values().forEach(Moved::put);
        outcome.delivered().ifPresent(marks -> mark(outcome.owner(), marks));
    }

    /** What a card becomes, and what it was; nothing where it is gone. */
    private @Nullable Rewritten rewritten(String owner, Outcome.Rewrite rewrite) {
        Card standing = cards.current(owner, rewrite.cardId());
        if (standing == null) {
            return null;
        }
        Card changed = cards.next(Card.of(standing.toValues().with(rewrite.changes())));
        CardVersion before = CardVersion.of(standing, rewrite.versionId(), rewrite.at());
        return new Rewritten(changed, versions.next(before));
    }

    private Map<Place, Moved<?>> moved(Outcome outcome) {
        var moved = new LinkedHashMap<Place, Moved<?>>();
        for (Advance advance : outcome.advances()) {
            Place place = new Place(advance.kind(), outcome.owner(), advance.id());
            Moved<?> before = moved.containsKey(place) ? moved.get(place) : standing(place);
            if (before != null) {
                moved.put(place, before.by(advance));
            }
        }
        return moved;
    }

    private @Nullable Moved<?> standing(Place place) {
        MemoryTable<?> table = tables.get(place.kind());
        return table == null ? null : standing(table, place);
    }

    private static <T extends Stored> @Nullable Moved<T> standing(MemoryTable<T> table, Place place) {
        StoredRow<T> row = table.standing(place.owner(), place.id());
        return row == null ? null : new Moved<>(table, row);
    }

    /** Marks of an output or a card that is gone would stay for ever. */
    private void mark(String owner, Outcome.Delivered marks) {
        if (outputs.current(owner, marks.outputId()) != null) {
            var standing = marks.cardIds().stream()
                    .filter(id -> cards.current(owner, id) != null)
                    .toList();
            delivered.add(owner, marks.outputId(), standing);
        }
    }

    private void forgetAttempts(String owner, String executionId) {
        savedAttempts.remove(new Place(Execution.KIND.name(), owner, executionId));
    }

    private record Rewritten(Card card, CardVersion before) {}

    private record Place(String kind, String owner, String id) {}

    private record Moved<T extends Stored>(MemoryTable<T> table, StoredRow<T> row) {
        Moved<T> by(Advance advance) {
            return new Moved<>(table, Advances.moved(row, advance));
        }

        void put() {
            table.put(row);
        }
    }
}
