package org.symposium.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.symposium.spi.CardChoice;
import org.symposium.spi.model.Card;
import org.symposium.spi.model.CardFilter;

/**
 * Reads what a query finds, page by page, until nothing that comes later could be chosen. A page is small at first, then as large as a few megabytes allow: what
 * is looked at and not chosen is not kept.
 */
final class CardPages {
    private static final int FIRST = 100;
    private static final int MOST = 1_000;
    private static final int LEAST = 4;
    private static final long CHARACTERS = 4_000_000;

    private final Transactions transactions;
    private final RowShape<Card> shape;
    private final CardFilter filter;
    private final CardQuery query;

    private int rows = FIRST;
    private int chosen;
    private Optional<Instant> enoughAt = Optional.empty();

    CardPages(Transactions transactions, RowShape<Card> shape, CardFilter filter, CardQuery query) {
        this.transactions = transactions;
        this.shape = shape;
        this.filter = filter;
        this.query = query;
    }

    /** One row that was looked at. */
    private record Seen(Instant createdAt, String id, int characters, Optional<Card> card) {}

    void offerTo(CardChoice choice) {
        Optional<CardQuery.Place> after = Optional.empty();
        boolean goesOn = true;
        while (goesOn) {
            List<Seen> page = page(after);
            page.forEach(seen -> seen.card().ifPresent(card -> offer(choice, card)));
            goesOn = page.size() == rows && !isEnough(page.get(page.size() - 1));
            if (goesOn) {
                Seen last = page.get(page.size() - 1);
                after = Optional.of(new CardQuery.Place(last.createdAt(), last.id()));
                rows = nextRows(page);
            }
        }
    }

    private List<Seen> page(Optional<CardQuery.Place> after) {
        CardQuery.Sql sql = query.page(after, rows);
        return transactions.read(transaction ->
                transaction.list(sql.text(), this::look, sql.values().toArray()));
    }

    private Seen look(ResultSet row) throws SQLException {
        String body = row.getString("body");
        Card card = shape.read(row, body);
        return new Seen(
                card.createdAt(), card.id(), body.length(), Optional.of(card).filter(filter::lets));
    }

    private void offer(CardChoice choice, Card card) {
        choice.offer(card);
        chosen++;
        if (chosen == filter.limit()) {
            enoughAt = Optional.of(card.createdAt());
        }
    }

    /** Whether what comes after a row stands behind the cards that were chosen, in the filter's order. */
    private boolean isEnough(Seen last) {
        return query.isInOrder()
                && enoughAt.filter(at -> filter.sort().size() < 2 || !at.equals(last.createdAt()))
                        .isPresent();
    }

    private int nextRows(List<Seen> page) {
        long characters = page.stream().mapToLong(Seen::characters).sum() / page.size() + 1;
        return (int) Math.max(LEAST, Math.min(MOST, CHARACTERS / characters));
    }
}
