package org.symposium.core.internal.memory;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Which cards an output has delivered. Guarded by the lock of the rows. */
final class DeliveredCards {
    private final Map<String, Map<String, Set<String>>> byOwnerAndOutput = new HashMap<>();

    void add(String owner, String outputId, Collection<String> cardIds) {
        byOwnerAndOutput
                .computeIfAbsent(owner, key -> new HashMap<>())
                .computeIfAbsent(outputId, key -> new HashSet<>())
                .addAll(cardIds);
    }

    Set<String> of(String owner, String outputId) {
        return byOwnerAndOutput.getOrDefault(owner, Map.of()).getOrDefault(outputId, Set.of());
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
}
