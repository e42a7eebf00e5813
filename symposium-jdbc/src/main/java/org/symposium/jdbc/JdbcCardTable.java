package org.symposium.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.symposium.spi.CardTable;
import org.symposium.spi.model.Card;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Violation;

/** Cards, their tags once more as rows, and which outputs have delivered them. */
final class JdbcCardTable extends JdbcTable<Card> implements CardTable {
    private static final Set<String> FILTERS = Set.of("card_types", "source_ids", "tags", "not_delivered_by", "limit");
    private static final int LIMIT = 100;
    private static final int MOST = 1_000;

    JdbcCardTable(Transactions transactions) {
        super(transactions, Card.KIND);
    }

    @Override
    public List<Card> choose(String owner, Values filter) {
        int limit = checkedLimit(filter);
        Where where = new Where().and("owner = ?", owner);
        oneOf(where, "card_type", filter.texts("card_types"));
        oneOf(where, "source_id", filter.texts("source_ids"));
        tagged(where, owner, filter.texts("tags"));
        filter.optionalText("not_delivered_by")
                .ifPresent(output -> where.and(
                        "not exists (select 1 from symposium_delivered d"
                                + " where d.owner = ? and d.output_id = ? and d.card_id = symposium_card.id)",
                        owner,
                        output));
        return rows(where, Map.of(), "created_at desc, id desc", limit);
    }

    @Override
    void inserted(Transaction transaction, Card card) {
        var rows = new ArrayList<List<String>>();
        for (String tag : Set.copyOf(card.toValues().texts("tags"))) {
            rows.add(List.of(card.owner(), tag, card.id()));
        }
        transaction.batch("insert into symposium_card_tag (owner, tag, card_id) values (?, ?, ?)", rows);
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
    }

    /** An empty list asks for nothing. */
    private static void oneOf(Where where, String column, List<String> texts) {
        if (!texts.isEmpty()) {
            where.and(column + " in (" + Where.places(texts) + ")", texts.toArray());
        }
    }

    private static void tagged(Where where, String owner, List<String> tags) {
        if (tags.isEmpty()) {
            return;
        }
        var parameters = new ArrayList<Object>(List.of(owner));
        parameters.addAll(tags);
        where.and(
                "exists (select 1 from symposium_card_tag t"
                        + " where t.owner = ? and t.card_id = symposium_card.id and t.tag in (" + Where.places(tags)
                        + "))",
                parameters.toArray());
    }

    private static int checkedLimit(Values filter) {
        List<Violation> violations = filter.names().stream()
                .filter(name -> !FILTERS.contains(name))
                .map(name -> new Violation(
                        name, "unknown", "is not a filter of cards; these are: " + new TreeSet<>(FILTERS)))
                .toList();
        InvalidInputException.throwIfAny(violations);
        long limit = filter.whole("limit", LIMIT);
        if (limit < 1 || limit > MOST) {
            throw new InvalidInputException("limit", "range", "must be 1 to " + MOST);
        }
        return (int) limit;
    }
}
