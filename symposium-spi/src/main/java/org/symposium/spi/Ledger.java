package org.symposium.spi;

import java.util.Optional;
import org.symposium.spi.model.Values;

/**
 * Deliveries and their steps: what was intended, what was answered. A method that takes a lease writes only while the lease is held.
 *
 * <p>A delivery reads as {@code {"frozen": {…}, "steps": {"message-1": {"digest": "…", "shown": {…}, "receipt": {…}}}}}; a step without
 * {@code receipt} was intended and never answered.
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

    /** Takes an intent back: the step was certainly not done. False when the lease is not held any more. */
    boolean withdraw(String owner, String deliveryId, String step, Lease lease);

    /** Writes a step's receipt. False when the lease is not held any more. */
    boolean record(String owner, String deliveryId, String step, Values receipt, Lease lease);
}
