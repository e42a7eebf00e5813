package org.symposium.jdbc;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.symposium.spi.Advance;
import org.symposium.spi.Lease;
import org.symposium.spi.Outcome;
import org.symposium.spi.Stores.Saved;
import org.symposium.spi.model.AuditEntry;
import org.symposium.spi.model.Execution;

/** Saves what came of a run, in one transaction. */
final class OutcomeWriter {
    private final Transactions transactions;
    private final JdbcCardTable cards;
    private final Advances advances;
    private final CardRewrites rewrites;
    private final RowShape<Execution> log;
    private final RowShape<AuditEntry> audit;

    OutcomeWriter(Transactions transactions, JdbcCardTable cards) {
        this.transactions = transactions;
        this.cards = cards;
        this.advances = new Advances(transactions.database());
        this.rewrites = new CardRewrites(cards, transactions.database());
        this.log = new RowShape<>(Execution.KIND, transactions.database());
        this.audit = new RowShape<>(AuditEntry.KIND, transactions.database());
    }

    Saved save(Outcome outcome, Lease lease) {
        return transactions.write(transaction -> save(transaction, outcome, lease));
    }

    private Saved save(Transaction transaction, Outcome outcome, Lease lease) {
        if (!JdbcLeases.hold(transaction, lease)) {
            return finished(transaction, outcome) ? Saved.ALREADY : Saved.STALE;
        }
        if (!log(transaction, outcome)) {
            return Saved.ALREADY;
        }
        outcome.card().ifPresent(card -> {
            if (!cards.insert(transaction, card)) {
                throw new IllegalStateException("There is a card " + card.id() + " already");
            }
        });
        outcome.rewrite().ifPresent(rewrite -> rewrites.write(transaction, outcome.owner(), rewrite));
        // one order for all, so that runs of one integration do not wait for each other in a circle
        outcome.advances().stream()
                .sorted(Comparator.comparing(Advance::kind).thenComparing(Advance::id))
                .forEach(advance -> advances.write(transaction, outcome.owner(), advance));
        outcome.delivered().ifPresent(delivered -> deliver(transaction, outcome.owner(), delivered));
        outcome.audit().ifPresent(entry -> audit(transaction, entry));
        return Saved.NOW;
    }

    /** Over the row that was written before the credentials were opened, if there was one and it was not pruned meanwhile. */
    private void audit(Transaction transaction, AuditEntry entry) {
        String sql = "update " + audit.table() + " set " + audit.assignments() + " where owner = ? and id = ?";
        var values = new ArrayList<@Nullable Object>(audit.content(entry));
        values.addAll(List.of(entry.owner(), entry.id()));
        if (entry.revision() == 0 || transaction.update(sql, values.toArray()) == 0) {
            transaction.update(audit.insert(), audit.inserted(entry));
        }
    }

    private static boolean finished(Transaction transaction, Outcome outcome) {
        return transaction
                .first(
                        "select saved_attempt from symposium_execution where owner = ? and id = ?",
                        row -> row.getInt("saved_attempt"),
                        outcome.owner(),
                        outcome.executionId())
                .filter(saved -> saved >= outcome.attempt())
                .isPresent();
    }

    /** Writes the log row, over that of an earlier attempt; false if this attempt is written already. */
    private boolean log(Transaction transaction, Outcome outcome) {
        List<@Nullable Object> content = log.content(outcome.execution());
        if (transactions.database().skipsDuplicates()) {
            return transaction.update(insertOrReplace(), inserted(outcome, content)) == 1;
        }
        // mostly there is no row yet, and an insert that fails costs more than an update that finds nothing
        return outcome.attempt() == 1
                ? transaction.insert(insert(), inserted(outcome, content)) || replaced(transaction, outcome, content)
                : replaced(transaction, outcome, content) || transaction.insert(insert(), inserted(outcome, content));
    }

    private String insert() {
        return "insert into symposium_execution (saved_attempt, " + log.selected() + ") values (?, ?, ?, 1"
                + ", ?".repeat(Execution.KIND.columns().size()) + ", ?)";
    }

    /** In one statement, and without looking for the row, for which PostgreSQL would keep a plan it made when the table was small. */
    private String insertOrReplace() {
        return insert() + " on conflict (owner, id) do update set " + log.assignmentsFrom("excluded")
                + ", revision = symposium_execution.revision + 1, saved_attempt = excluded.saved_attempt"
                + " where symposium_execution.saved_attempt < excluded.saved_attempt";
    }

    private static @Nullable Object[] inserted(Outcome outcome, List<@Nullable Object> content) {
        var values =
                new ArrayList<@Nullable Object>(List.of(outcome.attempt(), outcome.owner(), outcome.executionId()));
        values.addAll(content);
        return values.toArray();
    }

    private boolean replaced(Transaction transaction, Outcome outcome, List<@Nullable Object> content) {
        String sql = "update symposium_execution set " + log.assignments()
                + ", saved_attempt = ? where owner = ? and id = ? and saved_attempt < ?";
        var values = new ArrayList<@Nullable Object>(content);
        values.addAll(List.of(outcome.attempt(), outcome.owner(), outcome.executionId(), outcome.attempt()));
        return transaction.update(sql, values.toArray()) == 1;
    }

    private static void deliver(Transaction transaction, String owner, Outcome.Delivered delivered) {
        String sql = "insert into symposium_delivered (owner, output_id, card_id) values (?, ?, ?)";
        List<List<String>> rows = delivered.cardIds().stream()
                .distinct()
                .sorted()
                .map(card -> List.of(owner, delivered.outputId(), card))
                .toList();
        transaction.insertMissing(sql, "card_id", rows);
    }
}
