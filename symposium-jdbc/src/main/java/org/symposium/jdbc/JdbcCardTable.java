package org.symposium.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.symposium.spi.CardChoice;
import org.symposium.spi.CardTable;
import org.symposium.spi.model.Card;
import org.symposium.spi.model.CardFilter;

/** Cards, their tags once more as rows, and which outputs have delivered them. */
final class JdbcCardTable extends JdbcTable<Card> implements CardTable {
    JdbcCardTable(Transactions transactions) {
        super(transactions, Card.KIND);
    }

    @Override
    public List<Card> choose(String owner, CardFilter filter) {
        var choice = new CardChoice(filter);
        for (CardQuery query : CardQuery.of(transactions().database(), shape(), owner, filter)) {
            new CardPages(transactions(), shape(), filter, query).offerTo(choice);
        }
        return choice.cards();
    }

    @Override
    void inserted(Transaction transaction, Card card) {
        var rows = new ArrayList<List<?>>();
        for (String tag : Set.copyOf(card.toValues().texts("tags"))) {
            rows.add(List.of(card.owner(), tag, card.createdAt(), card.id()));
        }
        transaction.batch("insert into symposium_card_tag (owner, tag, created_at, card_id) values (?, ?, ?, ?)", rows);
    }

    @Override
    void replaced(Transaction transaction, Card card) {
        transaction.update("delete from symposium_card_tag where owner = ? and card_id = ?", card.owner(), card.id());
        inserted(transaction, card);
    }

    @Override
    void removed(Transaction transaction, String owner, String id) {
        transaction.update("delete from symposium_card_tag where owner = ? and card_id = ?", owner, id);
        transaction.update("delete from symposium_delivered where owner = ? and card_id = ?", owner, id);
        transaction.update("delete from symposium_card_version where owner = ? and card_id = ?", owner, id);
    }
}
