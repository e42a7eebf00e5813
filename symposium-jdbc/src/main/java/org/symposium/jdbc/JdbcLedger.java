package org.symposium.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.symposium.spi.Lease;
import org.symposium.spi.Ledger;
import org.symposium.spi.model.Values;

/** Deliveries and steps as rows of two tables; each write is fenced by the lease in its own transaction. */
final class JdbcLedger implements Ledger {
    private final Transactions transactions;
    private final StoreClock clock;

    JdbcLedger(Transactions transactions, StoreClock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public Optional<Values> find(String owner, String deliveryId) {
        return transactions.read(transaction -> find(transaction, owner, deliveryId));
    }

    @Override
    public Values open(String owner, String deliveryId, Values frozen, Lease lease) {
        String sql = "insert into symposium_delivery (owner, id, output_id, frozen, opened_at) values (?, ?, ?, ?, "
                + clock.now() + ")";
        return transactions.write(transaction -> {
            if (!JdbcLeases.hold(transaction, lease)) {
                throw new IllegalStateException("The lease " + lease.key() + " is not held any more");
            }
            String output = frozen.optionalText("output_id").orElse(null);
            if (transaction.insert(sql, owner, deliveryId, output, frozen.toJson())) {
                DeliveryCards.write(transaction, owner, deliveryId, frozen);
            }
            return find(transaction, owner, deliveryId).orElseThrow();
        });
    }

    @Override
    public boolean refreeze(String owner, String deliveryId, Values frozen, Lease lease) {
        return writeWhileHeld(
                lease,
                "update symposium_delivery set frozen = ? where owner = ? and id = ?",
                frozen.toJson(),
                owner,
                deliveryId);
    }

    @Override
    public List<String> latest(String owner, String outputId, String cardId, String before, int limit) {
        Where where = new Where().and("owner = ?", owner);
        if (!outputId.isEmpty()) {
            where.and("output_id = ?", outputId);
        }
        if (!cardId.isEmpty()) {
            where.and(
                    "exists (select 1 from symposium_delivery_card c where c.owner = ? and c.card_id = ?"
                            + " and c.delivery_id = symposium_delivery.id)",
                    owner,
                    cardId);
        }
        if (!before.isEmpty()) {
            where.and("id < ?", before);
        }
        return transactions.read(transaction -> transaction.list(
                "select id from symposium_delivery" + where.sql() + " order by id desc limit ?",
                row -> row.getString("id"),
                where.valuesAnd(limit)));
    }

    @Override
    public List<String> taken(String owner, String deliveryId) {
        return transactions.read(transaction -> DeliveryCards.taken(transaction, owner, deliveryId));
    }

    @Override
    public boolean giveBack(String owner, String deliveryId, Lease lease) {
        return whileHeld(lease, transaction -> DeliveryCards.free(transaction, owner, deliveryId));
    }

    @Override
    public boolean intend(String owner, String deliveryId, String step, String digest, Values shown, Lease lease) {
        String again = "update symposium_step set digest = ?, shown = ?, intended_at = " + clock.now()
                + " where owner = ? and delivery_id = ? and name = ? and receipt is null";
        String first = "insert into symposium_step (owner, delivery_id, name, digest, shown, place, intended_at)"
                + " values (?, ?, ?, ?, ?, ?, " + clock.now() + ")";
        return whileHeld(lease, transaction -> {
            String json = shown.toJson();
            if (transaction.update(again, digest, json, owner, deliveryId, step) == 0) {
                int place = places(transaction, owner, deliveryId);
                transaction.insert(first, owner, deliveryId, step, digest, json, place);
                if (place == 1) {
                    DeliveryCards.hold(transaction, owner, deliveryId);
                }
            }
        });
    }

    @Override
    public boolean withdraw(String owner, String deliveryId, String step, Lease lease) {
        String sql = "delete from symposium_step where owner = ? and delivery_id = ? and name = ? and receipt is null";
        return whileHeld(lease, transaction -> {
            transaction.update(sql, owner, deliveryId, step);
            if (places(transaction, owner, deliveryId) == 1) {
                DeliveryCards.free(transaction, owner, deliveryId);
            }
        });
    }

    @Override
    public boolean record(String owner, String deliveryId, String step, Values receipt, Lease lease) {
        return writeWhileHeld(
                lease,
                "update symposium_step set receipt = ?, recorded_at = " + clock.now()
                        + " where owner = ? and delivery_id = ? and name = ? and receipt is null",
                receipt.toJson(),
                owner,
                deliveryId,
                step);
    }

    private boolean writeWhileHeld(Lease lease, String sql, Object... values) {
        return whileHeld(lease, transaction -> transaction.update(sql, values));
    }

    private boolean whileHeld(Lease lease, Consumer<Transaction> write) {
        return transactions.write(transaction -> {
            boolean held = JdbcLeases.hold(transaction, lease);
            if (held) {
                write.accept(transaction);
            }
            return held;
        });
    }

    /** Where the next step stands, 1 if there is none; alone in this, since the lease's row is locked. */
    private static int places(Transaction transaction, String owner, String deliveryId) {
        return transaction
                .first(
                        "select coalesce(max(place), 0) + 1 as place from symposium_step where owner = ? and delivery_id = ?",
                        row -> row.getInt("place"),
                        owner,
                        deliveryId)
                .orElseThrow();
    }

    private static Optional<Values> find(Transaction transaction, String owner, String deliveryId) {
        return transaction
                .first(
                        "select frozen, opened_at from symposium_delivery where owner = ? and id = ?",
                        row -> Values.of("frozen", Values.fromJson(row.getString("frozen")))
                                .withOptional("opened_at", Optional.ofNullable(transaction.moment(row, "opened_at"))),
                        owner,
                        deliveryId)
                .map(delivery -> delivery.with("steps", steps(transaction, owner, deliveryId)));
    }

    private static Map<String, Values> steps(Transaction transaction, String owner, String deliveryId) {
        var byName = new LinkedHashMap<String, Values>();
        transaction.list(
                "select name, digest, shown, intended_at, receipt, recorded_at from symposium_step"
                        + " where owner = ? and delivery_id = ? order by place",
                row -> byName.put(row.getString("name"), step(transaction, row)),
                owner,
                deliveryId);
        return byName;
    }

    private static Values step(Transaction transaction, ResultSet row) throws SQLException {
        return Values.of("digest", row.getString("digest"))
                .with("shown", Values.fromJson(row.getString("shown")))
                .withOptional("intended_at", Optional.ofNullable(transaction.moment(row, "intended_at")))
                .withOptional(
                        "receipt", Optional.ofNullable(row.getString("receipt")).map(Values::fromJson))
                .withOptional("recorded_at", Optional.ofNullable(transaction.moment(row, "recorded_at")));
    }
}
