package org.symposium.jdbc;

import java.util.List;
import java.util.stream.Collectors;
import org.symposium.spi.model.Values;

/** The cards of deliveries: by which deliveries a card went, and which of them holds it. Written within a transaction that holds the lease. */
final class DeliveryCards {
    private static final String MARK =
            "insert into symposium_delivered (owner, output_id, card_id, delivery_id) values (?, ?, ?, ?)";

    private DeliveryCards() {}

    /** Of a delivery that is opened. */
    static void write(Transaction transaction, String owner, String deliveryId, Values frozen) {
        List<List<String>> rows = frozen.list("cards").stream()
                .map(card -> card.text("id"))
                .distinct()
                .sorted()
                .map(card -> List.of(owner, deliveryId, card))
                .toList();
        transaction.batch("insert into symposium_delivery_card (owner, delivery_id, card_id) values (?, ?, ?)", rows);
    }

    /** Marks them as delivered, unless another has, or the delivery is a trial. */
    static void hold(Transaction transaction, String owner, String deliveryId) {
        Values frozen = transaction
                .first(
                        "select frozen from symposium_delivery where owner = ? and id = ?",
                        row -> Values.fromJson(row.getString("frozen")),
                        owner,
                        deliveryId)
                .orElse(Values.empty());
        if (!frozen.has("output_id") || frozen.has("test_recipient")) {
            return;
        }
        String output = frozen.text("output_id");
        List<List<String>> marks = frozen.list("cards").stream()
                .map(card -> card.text("id"))
                .distinct()
                .sorted()
                .map(card -> List.of(owner, output, card, deliveryId))
                .collect(Collectors.toList());
        transaction.insertMissing(MARK, "card_id", marks);
    }

    /** Takes the marks away that this delivery has made. */
    static void free(Transaction transaction, String owner, String deliveryId) {
        transaction.update(
                "delete from symposium_delivered where owner = ?"
                        + " and output_id = (select output_id from symposium_delivery where owner = ? and id = ?)"
                        + " and card_id in (select card_id from symposium_delivery_card where owner = ? and delivery_id = ?)"
                        + " and delivery_id = ?",
                owner,
                owner,
                deliveryId,
                owner,
                deliveryId,
                deliveryId);
    }

    /** Those that their output has delivered by another delivery, or is delivering. */
    static List<String> taken(Transaction transaction, String owner, String deliveryId) {
        return transaction.list(
                "select c.card_id from symposium_delivery d"
                        + " join symposium_delivery_card c on c.owner = d.owner and c.delivery_id = d.id"
                        + " join symposium_delivered m on m.owner = d.owner and m.output_id = d.output_id"
                        + " and m.card_id = c.card_id"
                        + " where d.owner = ? and d.id = ? and (m.delivery_id is null or m.delivery_id <> d.id)",
                row -> row.getString("card_id"),
                owner,
                deliveryId);
    }
}
