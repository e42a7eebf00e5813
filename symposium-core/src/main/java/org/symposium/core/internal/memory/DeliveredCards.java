package org.symposium.core.internal.memory;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which cards an output has delivered, or one of its deliveries holds. Guarded by the lock of the rows. */
final class DeliveredCards {
    private static final String NONE = "";

    /** The delivery that marked a card, by card. */
    private final Map<String, Map<String, Map<String, String>>> byOwnerAndOutput = new HashMap<>();

    void add(String owner, String outputId, Collection<String> cardIds) {
        hold(owner, outputId, cardIds, NONE);
    }

    /** Those that nobody has marked. */
    void hold(String owner, String outputId, Collection<String> cardIds, String deliveryId) {
        Map<String, String> marks = byOwnerAndOutput
                .computeIfAbsent(owner, key -> new HashMap<>())
                .computeIfAbsent(outputId, key -> new HashMap<>());
        cardIds.forEach(card -> marks.putIfAbsent(card, deliveryId));
    }

    /** Those that this delivery has marked. */
    void free(String owner, String outputId, Collection<String> cardIds, String deliveryId) {
        Map<String, String> marks = marks(owner, outputId);
        cardIds.forEach(card -> marks.remove(card, deliveryId));
    }

    /** Those that another delivery has marked. */
    List<String> taken(String owner, String outputId, Collection<String> cardIds, String deliveryId) {
        Map<String, String> marks = marks(owner, outputId);
        return cardIds.stream()
                .filter(card -> marks.containsKey(card) && !deliveryId.equals(marks.get(card)))
                .toList();
    }

    Set<String> of(String owner, String outputId) {
        return marks(owner, outputId).keySet();
    }

    void removeOutput(String owner, String outputId) {
        var outputs = byOwnerAndOutput.get(owner);
        if (outputs != null && outputs.remove(outputId) != null && outputs.isEmpty()) {
            byOwnerAndOutput.remove(owner);
        }
    }

    void removeCard(String owner, String cardId) {
        byOwnerAndOutput.getOrDefault(owner, Map.of()).values().forEach(cards -> cards.remove(cardId));
    }

    private Map<String, String> marks(String owner, String outputId) {
        return byOwnerAndOutput.getOrDefault(owner, Map.of()).getOrDefault(outputId, new HashMap<>());
    }
}
