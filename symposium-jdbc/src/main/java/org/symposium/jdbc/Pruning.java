package org.symposium.jdbc;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.symposium.spi.model.Retention;
import org.symposium.spi.model.Status;

/** Removes log rows, deliveries and rows of the audit log that are not needed any more, found by index, some at a time. Thread-safe. */
final class Pruning {
    /** Of a row {@code e} of the log: nothing more comes of its run, and no step of its delivery is in doubt. */
    private static final String OVER = "e.next_try_at is null and e.status in ("
            + Stream.of(Status.values())
                    .filter(Status::isOver)
                    .map(status -> "'" + status.word() + "'")
                    .collect(Collectors.joining(", "))
            + ") and not exists (select 1 from symposium_step s"
            + " where s.owner = e.owner and s.delivery_id = e.id and s.receipt is null)";

    private static final String ROWS = "select e.owner, e.id from symposium_execution e where ";
    private static final String DELIVERIES = "select d.owner, d.id from symposium_delivery d where d.opened_at < ?";

    private static final String AUDIT = "select a.owner, a.id from symposium_audit a where a.created_at < ?";

    private final Transactions transactions;
    private final Deque<Target> found = new ConcurrentLinkedDeque<>();

    Pruning(Transactions transactions) {
        this.transactions = transactions;
    }

    /** One owner's source, output or query, and how many log rows it has. */
    private record Target(
            String owner, @Nullable String kind, @Nullable String id) {}

    /** The oldest log row that is kept. */
    private record Oldest(Instant startedAt, String id) {}

    /** See {@link org.symposium.spi.Stores#prune}. */
    int prune(Retention retention, Instant now, int limit) {
        Instant finished = now.minus(retention.executionsFor());
        Instant unfinished = now.minus(retention.unfinishedFor());
        int removed = rows(ROWS + "e.started_at < ? and " + OVER + " order by e.started_at limit ?", finished, limit);
        removed += removed < limit ? surplus(retention.executionsPerTarget(), limit - removed) : 0;
        removed += removed < limit ? doneDeliveries(now.minus(retention.deliveriesFor()), limit - removed) : 0;
        removed += removed < limit
                ? rows(
                        ROWS + "e.started_at < ? and not (" + OVER + ") order by e.started_at limit ?",
                        unfinished,
                        limit - removed)
                : 0;
        removed += removed < limit
                ? deliveries(DELIVERIES + " order by d.opened_at limit ?", unfinished, limit - removed)
                : 0;
        removed += removed < limit ? audit(now.minus(retention.auditFor()), limit - removed) : 0;
        return removed;
    }

    private int rows(String select, Instant before, int limit) {
        return transactions.write(transaction -> removeRows(transaction, keys(transaction, select, before, limit)));
    }

    private int deliveries(String select, Instant before, int limit) {
        return transactions.write(
                transaction -> removeDeliveries(transaction, keys(transaction, select, before, limit)));
    }

    private int audit(Instant before, int limit) {
        return transactions.write(transaction -> {
            List<List<?>> keys = keys(transaction, AUDIT + " order by a.created_at limit ?", before, limit);
            transaction.batch("delete from symposium_audit where owner = ? and id = ?", keys);
            return keys.size();
        });
    }

    private int doneDeliveries(Instant before, int limit) {
        String select = DELIVERIES + " and exists (select 1 from symposium_execution e"
                + " where e.owner = d.owner and e.id = d.id and e.status = '" + Status.SUCCESS.word() + "' and " + OVER
                + ") order by d.opened_at limit ?";
        return deliveries(select, before, limit);
    }

    /** What each target has beyond its newest so many. All rows are counted once; what was found then is seen to over as many calls as it takes. */
    private int surplus(long most, int limit) {
        if (found.isEmpty()) {
            found.addAll(transactions.read(transaction -> transaction.list(
                    "select owner, target_kind, target_id from symposium_execution"
                            + " group by owner, target_kind, target_id having count(*) > ?",
                    row -> new Target(row.getString("owner"), row.getString("target_kind"), row.getString("target_id")),
                    most)));
        }
        int removed = 0;
        while (removed < limit) {
            Target target = found.poll();
            if (target == null) {
                break;
            }
            int left = limit - removed;
            int here = transactions.write(transaction -> surplus(transaction, target, most, left));
            if (here == left) {
                found.addFirst(target);
            }
            removed += here;
        }
        return removed;
    }

    private static int surplus(Transaction transaction, Target target, long most, int limit) {
        String its = "e.owner = ? and e.target_kind = ? and e.target_id = ?";
        Optional<Oldest> oldest = transaction.first(
                "select e.started_at, e.id from symposium_execution e where " + its
                        + " order by e.started_at desc, e.id desc limit 1 offset ?",
                row -> new Oldest(
                        Optional.ofNullable(transaction.moment(row, "started_at"))
                                .orElse(Instant.EPOCH),
                        row.getString("id")),
                target.owner(),
                target.kind(),
                target.id(),
                most - 1);
        if (oldest.isEmpty()) {
            return 0;
        }
        Instant startedAt = oldest.get().startedAt();
        return removeRows(
                transaction,
                keys(
                        transaction,
                        ROWS + its + " and e.started_at <= ? and (e.started_at < ? or e.id < ?) and " + OVER
                                + " order by e.started_at limit ?",
                        target.owner(),
                        target.kind(),
                        target.id(),
                        startedAt,
                        startedAt,
                        oldest.get().id(),
                        limit));
    }

    /** Owner and id of each row that a query finds. */
    private static List<List<?>> keys(Transaction transaction, String select, @Nullable Object... values) {
        return new ArrayList<>(
                transaction.list(select, row -> List.of(row.getString("owner"), row.getString("id")), values));
    }

    private static int removeRows(Transaction transaction, List<List<?>> keys) {
        removeDeliveries(transaction, keys);
        transaction.batch("delete from symposium_execution where owner = ? and id = ?", keys);
        return keys.size();
    }

    private static int removeDeliveries(Transaction transaction, List<List<?>> keys) {
        transaction.batch("delete from symposium_step where owner = ? and delivery_id = ?", keys);
        transaction.batch("delete from symposium_delivery_card where owner = ? and delivery_id = ?", keys);
        transaction.batch("delete from symposium_delivery where owner = ? and id = ?", keys);
        return keys.size();
    }
}
