package org.symposium.spi.model;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What came of a delivery, in the specification's words. Immutable. */
public final class DeliveryResult {
    private final Values confirmation;
    private final List<String> notices;

    private DeliveryResult(Values confirmation, List<String> notices) {
        this.confirmation = confirmation;
        this.notices = List.copyOf(notices);
    }

    /** Delivered. The id is the target's own (a campaign, a message), or ours where it gives none. */
    public static DeliveryResult delivered(String deliveryId) {
        return new DeliveryResult(Values.of("success", true).with("delivery_id", deliveryId), List.of());
    }

    /** Reads a {@link #confirmation()}. */
    public static DeliveryResult of(Values confirmation) {
        return new DeliveryResult(confirmation, List.of());
    }

    /** How many people it goes to. */
    public DeliveryResult recipients(long count) {
        return new DeliveryResult(confirmation.with("recipients_count", count), notices);
    }

    /** When the target will send it. */
    public DeliveryResult scheduledFor(Instant at) {
        return new DeliveryResult(confirmation.with("scheduled_for", at), notices);
    }

    /** Where to look at what was made. */
    public DeliveryResult link(String label, URI uri) {
        var links = new ArrayList<>(confirmation.list("links"));
        links.add(Values.of("label", label).with("url", uri));
        return new DeliveryResult(confirmation.with("links", links), notices);
    }

    /** Something its user should know. One sentence. */
    public DeliveryResult notice(String text) {
        var more = new ArrayList<>(notices);
        more.add(text);
        return new DeliveryResult(confirmation, more);
    }

    /** The target's id, or ours. */
    public String deliveryId() {
        return confirmation.text("delivery_id");
    }

    /** How many people it goes to, if the target says. */
    public OptionalLong recipientsCount() {
        return confirmation.has("recipients_count")
                ? OptionalLong.of(confirmation.whole("recipients_count"))
                : OptionalLong.empty();
    }

    /** When the target will send it, if not at once. */
    public Optional<Instant> scheduledFor() {
        return confirmation.optionalInstant("scheduled_for");
    }

    /** All of it as JSON: success, delivery_id, recipients_count, scheduled_for, links. */
    public Values confirmation() {
        return confirmation;
    }

    /** What its user should know. */
    public List<String> notices() {
        return notices;
    }

    @Override
    public String toString() {
        return "DeliveryResult" + confirmation;
    }
}
