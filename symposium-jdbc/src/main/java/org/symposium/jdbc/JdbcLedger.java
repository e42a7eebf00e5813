package org.symposium.jdbc;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
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
        String sql =
                "insert into symposium_delivery (owner, id, frozen, opened_at) values (?, ?, ?, " + clock.now() + ")";
        return transactions.write(transaction -> {
            if (!JdbcLeases.hold(transaction, lease)) {
                throw new IllegalStateException("The lease " + lease.key() + " is not held any more");
            }
            return transaction.insert(sql, owner, deliveryId, frozen.toJson())
                    ? delivery(frozen, List.of())
                    : find(transaction, owner, deliveryId).orElseThrow();
        });
    }

    @Override
    public boolean intend(String owner, String deliveryId, String step, String digest, Values shown, Lease lease) {
        String again = "update symposium_step set digest = ?, shown = ?"
                + " where owner = ? and delivery_id = ? and name = ? and receipt is null";
        String first = "insert into symposium_step (owner, delivery_id, name, digest, shown, place)"
                + " values (?, ?, ?, ?, ?, ?)";
        return transactions.write(transaction -> {
            if (!JdbcLeases.hold(transaction, lease)) {
                return false;
            }
            String json = shown.toJson();
            if (transaction.update(again, digest, json, owner, deliveryId, step) == 0) {
                transaction.insert(
                        first, owner, deliveryId, step, digest, json, places(transaction, owner, deliveryId));
            }
            return true;
        });
    }

    @Override
    public boolean withdraw(String owner, String deliveryId, String step, Lease lease) {
        return writeWhileHeld(
                lease,
                "delete from symposium_step where owner = ? and delivery_id = ? and name = ? and receipt is null",
                owner,
                deliveryId,
                step);
    }

    @Override
    public boolean record(String owner, String deliveryId, String step, Values receipt, Lease lease) {
        return writeWhileHeld(
                lease,
                "update symposium_step set receipt = ? where owner = ? and delivery_id = ? and name = ? and receipt is null",
                receipt.toJson(),
                owner,
                deliveryId,
                step);
    }

    private boolean writeWhileHeld(Lease lease, String sql, Object... values) {
        return transactions.write(transaction -> {
            boolean held = JdbcLeases.hold(transaction, lease);
            if (held) {
                transaction.update(sql, values);
            }
            return held;
        });
    }

    /** Where the next step stands; alone in this, since the lease's row is locked. */
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
                        "select frozen from symposium_delivery where owner = ? and id = ?",
                        row -> row.getString("frozen"),
                        owner,
                        deliveryId)
                .map(frozen -> delivery(Values.fromJson(frozen), steps(transaction, owner, deliveryId)));
    }

    private static List<Step> steps(Transaction transaction, String owner, String deliveryId) {
        return transaction.list(
                "select name, digest, shown, receipt from symposium_step where owner = ? and delivery_id = ? order by place",
                row -> new Step(
                        row.getString("name"),
                        row.getString("digest"),
                        row.getString("shown"),
                        Optional.ofNullable(row.getString("receipt"))),
                owner,
                deliveryId);
    }

    private static Values delivery(Values frozen, List<Step> steps) {
        var byName = new LinkedHashMap<String, Values>();
        steps.forEach(step -> byName.put(step.name(), step.toValues()));
        return Values.of("frozen", frozen).with("steps", byName);
    }

    /** A row of the steps. */
    private record Step(String name, String digest, String shown, Optional<String> receipt) {
        Values toValues() {
            return Values.of("digest", digest)
                    .with("shown", Values.fromJson(shown))
                    .withOptional("receipt", receipt.map(Values::fromJson));
        }
    }
}
