package org.symposium.jdbc;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.symposium.spi.Table;
import org.symposium.spi.model.Kind;
import org.symposium.spi.model.Stored;
import org.symposium.spi.model.Values;

/** The rows of one kind in their table. */
class JdbcTable<T extends Stored> implements Table<T> {
    private final Transactions transactions;
    private final RowShape<T> shape;

    JdbcTable(Transactions transactions, Kind<T> kind) {
        this.transactions = transactions;
        this.shape = new RowShape<>(kind, transactions.database());
    }

    @Override
    public final Optional<T> find(String owner, String id) {
        String sql = "select " + shape.selected() + " from " + shape.table() + " where owner = ? and id = ?";
        return isStorable(id)
                ? transactions.read(transaction -> transaction.first(sql, shape::read, owner, id))
                : Optional.empty();
    }

    @Override
    public final List<T> page(String owner, Map<String, ?> equal, String after, int limit) {
        return rows(new Where().and("owner = ?", owner).and("id > ?", storable(after)), equal, "id", limit);
    }

    @Override
    public final List<T> latest(String owner, Map<String, ?> equal, String before, int limit) {
        Where where = new Where().and("owner = ?", owner);
        return rows(before.isEmpty() ? where : where.and("id < ?", storable(before)), equal, "id desc", limit);
    }

    @Override
    public final List<T> scan(Map<String, ?> equal, Optional<T> after, int limit) {
        Where where = new Where();
        after.ifPresent(row -> where.and("(owner > ? or (owner = ? and id > ?))", row.owner(), row.owner(), row.id()));
        return rows(where, equal, "owner, id", limit);
    }

    @Override
    public final List<T> newest(
            String owner,
            Map<String, ?> equal,
            String column,
            Instant from,
            Instant until,
            Optional<T> after,
            int limit) {
        String at = shape.quoted(shape.column(column));
        Where where = owner.isEmpty() ? new Where() : new Where().and("owner = ?", owner);
        where.and(at + " >= ?", from);
        after.ifPresentOrElse(
                row -> {
                    Instant last = row.toValues().instant(column);
                    where.and(at + " <= ?", last);
                    where.and(
                            "(" + at + " < ? or owner < ? or (owner = ? and id < ?))",
                            last,
                            row.owner(),
                            row.owner(),
                            row.id());
                },
                () -> where.and(at + " < ?", until));
        String order = owner.isEmpty() ? at + " desc, owner desc, id desc" : at + " desc, id desc";
        return rows(where, equal, order, limit);
    }

    @Override
    public final List<T> due(Instant by, Optional<T> after, int limit) {
        String at = shape.quoted(shape.column("next_run_at"));
        Where where = new Where().and(at + " <= ?", by);
        after.ifPresent(row -> {
            Instant last = row.toValues().instant("next_run_at");
            where.and(at + " >= ?", last);
            where.and(
                    "(" + at + " > ? or owner > ? or (owner = ? and id > ?))",
                    last,
                    row.owner(),
                    row.owner(),
                    row.id());
        });
        return rows(where, Map.of("is_active", true), at + ", owner, id", limit);
    }

    @Override
    public final boolean insert(T row) {
        return transactions.write(transaction -> insert(transaction, row));
    }

    @Override
    public final boolean replace(T row, long revision) {
        String sql = "update " + shape.table() + " set " + shape.assignments()
                + " where owner = ? and id = ? and revision = ?";
        var values = new ArrayList<@Nullable Object>(shape.content(row));
        values.addAll(List.of(row.owner(), row.id(), revision));
        return transactions.write(transaction -> {
            boolean replaced = transaction.update(sql, values.toArray()) == 1;
            if (replaced) {
                replaced(transaction, row);
            }
            return replaced;
        });
    }

    @Override
    public final boolean remove(String owner, String id) {
        String sql = "delete from " + shape.table() + " where owner = ? and id = ?";
        return isStorable(id)
                && transactions.write(transaction -> {
                    boolean removed = transaction.update(sql, owner, id) == 1;
                    if (removed) {
                        removed(transaction, owner, id);
                    }
                    return removed;
                });
    }

    /** Whether a row can have the id: as {@link Values} keep text, without U+0000 and halves of surrogate pairs. */
    private static boolean isStorable(String id) {
        return storable(id).equals(id);
    }

    private static String storable(String id) {
        return Values.of("id", id).text("id");
    }

    /** Inserts within a transaction; false if there is a row of that id. */
    final boolean insert(Transaction transaction, T row) {
        boolean inserted = transaction.insert(shape.insert(), shape.inserted(row));
        if (inserted) {
            inserted(transaction, row);
        }
        return inserted;
    }

    final Transactions transactions() {
        return transactions;
    }

    final RowShape<T> shape() {
        return shape;
    }

    /** Writes what belongs to a new row. */
    void inserted(Transaction transaction, T row) {}

    /** Writes what belongs to a row that has changed. */
    void replaced(Transaction transaction, T row) {}

    /** Removes what belonged to a row. */
    void removed(Transaction transaction, String owner, String id) {}

    /** Rows that meet conditions. */
    final List<T> rows(Where where, Map<String, ?> equal, String order, int limit) {
        equal.forEach((name, value) -> where.equal(shape, name, value));
        String sql = "select " + shape.selected() + " from " + shape.table() + where.sql() + " order by " + order
                + " limit ?";
        return transactions.read(transaction -> transaction.list(sql, shape::read, where.valuesAnd(limit)));
    }
}
