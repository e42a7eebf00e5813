package org.symposium.spi;

import org.symposium.spi.model.DeliveryResult;

/** Delivers cards. Spec: <em>Handler Interface, For Output Integrations</em>. */
public interface OutputHandler extends Handler {
    /** Delivers. Whatever changes something out there is a {@link Delivery#step}. */
    DeliveryResult send(Delivery delivery);
}
