package org.symposium.spi;

import java.util.List;
import java.util.Optional;
import org.symposium.spi.model.Values;

/**
 * Deliveries and their steps: what was intended, what was answered. A method that takes a lease writes only while the lease is held.
 *
 * <p>A delivery reads as {@code {"frozen": {…}, "opened_at": …, "steps": {"message-1": {"digest": "…", "shown": {…}, "intended_at": …, "receipt": {…}, "recorded_at": …}}}},
 * the steps in the order they were first intended; a step without {@code receipt} was intended and never answered. Moments are the store's.
 *
 * <p>What is frozen is kept as it is. The store reads three values of it: {@code output_id}, {@code cards} (objects with an {@code id}), and {@code test_recipient}. With
 * the first step that is intended the cards are the delivery's: they are marked as delivered by that output, in the same transaction, so that no other delivery chooses them,
 * whatever becomes of this one; with the last intent that is taken back they are free again. A delivery with a {@code test_recipient} marks none.
 */
public interface Ledger {
    /** A delivery as it stands. */
    Optional<Values> find(String owner, String deliveryId);

    /**
     * Opens a delivery: writes what is frozen if it is new, and gives the delivery as it stands, else as an earlier attempt left it.
     *
     * @throws IllegalStateException when the lease is not held any more
     */
    Values open(String owner, String deliveryId, Values frozen, Lease lease);

    /**
     * Writes that a step is about to be done; replaces an earlier intent of that name that has no receipt.
     *
     * @param digest of what will be sent
     * @param shown what may be shown of it
     * @return false when the lease is not held any more; then nothing is written, and the step must not be done
     */
    boolean intend(String owner, String deliveryId, String step, String digest, Values shown, Lease lease);

    /** Puts something else in the place of what is frozen; steps stay as they are, and so does what is found by card. False when the lease is not held any more. */
    boolean refreeze(String owner, String deliveryId, Values frozen, Lease lease);

    /**
     * Ids of an owner's deliveries, in descending order: the newest first, where ids are time-ordered.
     *
     * @param outputId of this output only; empty for all
     * @param cardId with this card only; empty for all
     * @param before only ids less than this; empty from the end
     */
    List<String> latest(String owner, String outputId, String cardId, String before, int limit);

    /** Ids of cards of a delivery that its output has delivered by another one, or is delivering; in no order. */
    List<String> taken(String owner, String deliveryId);

    /**
     * Gives a delivery's cards back: they are not marked as delivered any more, as far as it was this delivery that marked them. False when the lease is not held any
     * more.
     */
    boolean giveBack(String owner, String deliveryId, Lease lease);

    /** Takes an intent back: the step was certainly not done. False when the lease is not held any more. */
    boolean withdraw(String owner, String deliveryId, String step, Lease lease);

    /** Writes a step's receipt. False when the lease is not held any more. */
    boolean record(String owner, String deliveryId, String step, Values receipt, Lease lease);
}
