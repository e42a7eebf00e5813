package org.symposium.core.internal.memory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.symposium.spi.model.AuditEntry;
import org.symposium.spi.model.Execution;
import org.symposium.spi.model.Retention;
import org.symposium.spi.model.Status;

/** Removes log rows, deliveries and rows of the audit log that are not needed any more. */
public final class MemoryPruning {
    private static final Comparator<StoredRow<Execution>> OLDEST = Comparator.comparing(MemoryPruning::startedAt)
            .thenComparing(stored -> stored.row().id());

    private final ReadWriteLock lock;
    private final MemoryTable<Execution> log;
    private final MemoryTable<AuditEntry> audit;
    private final MemoryLedger ledger;
    private final MemoryLeases leases;

    /**
     * Of these rows, deliveries and leases.
     *
     * @param lock the one that all of them share
     */
    public MemoryPruning(ReadWriteLock lock, MemoryRows rows, MemoryLedger ledger, MemoryLeases leases) {
        this.lock = lock;
        this.log = rows.executions();
        this.audit = rows.audit();
        this.ledger = ledger;
        this.leases = leases;
    }

    /** See {@link org.symposium.spi.Stores#prune}. */
    public int prune(Retention retention, Instant now, int limit) {
        lock.writeLock().lock();
        try {
            leases.prune();
            List<Execution> rows = unneeded(retention, now, limit);
            rows.forEach(this::remove);
            int removed = rows.size();
            removed +=
                    ledger.removeOpenedBefore(now.minus(retention.deliveriesFor()), this::isDelivered, limit - removed);
            removed += ledger.removeOpenedBefore(
                    now.minus(retention.unfinishedFor()), (owner, id) -> true, limit - removed);
            return removed + removeAudit(now.minus(retention.auditFor()), limit - removed);
        } finally {
            lock.writeLock().unlock();
        }
    }

    private List<Execution> unneeded(Retention retention, Instant now, int limit) {
        Instant finished = now.minus(retention.executionsFor());
        Instant unfinished = now.minus(retention.unfinishedFor());
        Stream<StoredRow<Execution>> old =
                log.all().filter(stored -> startedAt(stored).isBefore(isDone(stored.row()) ? finished : unfinished));
        return Stream.concat(old, surplus(retention.executionsPerTarget()))
                .distinct()
                .limit(limit)
                .map(StoredRow::row)
                .toList();
    }

    /** What each target has beyond its newest so many. */
    private Stream<StoredRow<Execution>> surplus(long most) {
        Map<Target, List<StoredRow<Execution>>> byTarget =
                log.all().collect(Collectors.groupingBy(stored -> Target.of(stored.row()), Collectors.toList()));
        return byTarget.values().stream().filter(rows -> rows.size() > most).flatMap(rows -> {
            var oldest = new ArrayList<>(rows);
            oldest.sort(OLDEST);
            return oldest.subList(0, (int) (rows.size() - most)).stream().filter(stored -> isDone(stored.row()));
        });
    }

    private int removeAudit(Instant before, int limit) {
        List<AuditEntry> old = audit.all()
                .map(StoredRow::row)
                .filter(row -> row.createdAt().isBefore(before))
                .limit(limit)
                .toList();
        old.forEach(row -> audit.remove(row.owner(), row.id()));
        return old.size();
    }

    private void remove(Execution row) {
        log.remove(row.owner(), row.id());
        ledger.remove(row.owner(), row.id());
    }

    private boolean isDelivered(String owner, String executionId) {
        return Optional.ofNullable(log.current(owner, executionId))
                .filter(row -> row.status() == Status.SUCCESS && isDone(row))
                .isPresent();
    }

    private boolean isDone(Execution row) {
        return row.isOver() && !ledger.isInDoubt(row.owner(), row.id());
    }

    private static Instant startedAt(StoredRow<Execution> stored) {
        return stored.moment("started_at").orElse(Instant.EPOCH);
    }

    private record Target(String owner, String kind, String id) {
        static Target of(Execution row) {
            return new Target(row.owner(), row.targetKind(), row.targetId());
        }
    }
}
