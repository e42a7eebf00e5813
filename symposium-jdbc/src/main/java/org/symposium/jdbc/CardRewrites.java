package org.symposium.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.symposium.spi.Outcome;
import org.symposium.spi.model.Card;
import org.symposium.spi.model.CardVersion;

/** Makes cards into something else, and keeps what they were. */
final class CardRewrites {
    private static final String SURPLUS = "select id from symposium_card_version where owner = ? and card_id = ?"
            + " order by replaced_at desc, id desc limit 1000 offset " + CardVersion.MOST;

    private final JdbcCardTable table;
    private final RowShape<Card> cards;
    private final RowShape<CardVersion> versions;

    CardRewrites(JdbcCardTable table, Database database) {
        this.table = table;
        this.cards = table.shape();
        this.versions = new RowShape<>(CardVersion.KIND, database);
    }

    /** Locks the card first, so that nobody edits it in between. Does nothing when it is gone. */
    void write(Transaction transaction, String owner, Outcome.Rewrite rewrite) {
        Optional<Card> standing = transaction.first(
                "select " + cards.selected() + " from symposium_card where owner = ? and id = ? for update",
                cards::read,
                owner,
                rewrite.cardId());
        standing.ifPresent(card -> write(transaction, card, rewrite));
    }

    private void write(Transaction transaction, Card card, Outcome.Rewrite rewrite) {
        Card changed = Card.of(card.toValues().with(rewrite.changes()));
        var values = new ArrayList<@Nullable Object>(cards.content(changed));
        values.addAll(List.of(card.owner(), card.id()));
        transaction.update(
                "update symposium_card set " + cards.assignments() + " where owner = ? and id = ?", values.toArray());
        table.replaced(transaction, changed);
        CardVersion before = CardVersion.of(card, rewrite.versionId(), rewrite.at());
        transaction.update(versions.insert(), versions.inserted(before));
        List<List<?>> surplus = new ArrayList<>(
                transaction.list(SURPLUS, row -> List.of(card.owner(), row.getString("id")), card.owner(), card.id()));
        transaction.batch("delete from symposium_card_version where owner = ? and id = ?", surplus);
    }
}
