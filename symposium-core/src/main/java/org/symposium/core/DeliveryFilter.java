package org.symposium.core;

import java.util.Optional;
import org.symposium.spi.model.DeliveryStatus;

/** Which deliveries are asked for: all of what is said must be so. Immutable. */
public final class DeliveryFilter {
    private final String outputId;
    private final String cardId;
    private final Optional<DeliveryStatus> status;

    private DeliveryFilter(String outputId, String cardId, Optional<DeliveryStatus> status) {
        this.outputId = outputId;
        this.cardId = cardId;
        this.status = status;
    }

    /** All deliveries that are kept. */
    public static DeliveryFilter all() {
        return new DeliveryFilter("", "", Optional.empty());
    }

    /** Of this output. */
    public DeliveryFilter ofOutput(String id) {
        return new DeliveryFilter(id, cardId, status);
    }

    /** With this card. */
    public DeliveryFilter ofCard(String id) {
        return new DeliveryFilter(outputId, id, status);
    }

    /** That stand so. */
    public DeliveryFilter with(DeliveryStatus word) {
        return new DeliveryFilter(outputId, cardId, Optional.of(word));
    }

    String outputId() {
        return outputId;
    }

    String cardId() {
        return cardId;
    }

    Optional<DeliveryStatus> status() {
        return status;
    }

    @Override
    public String toString() {
        return "DeliveryFilter[output '" + outputId + "', card '" + cardId + "', "
                + status.map(DeliveryStatus::word).orElse("any status") + "]";
    }
}
