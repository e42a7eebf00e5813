package org.symposium.spi;

import java.util.OptionalLong;

/** What a step kept of its answer. In a preview nothing is sent, so a receipt stands for what is not known yet; do not branch on its content. */
public interface Receipt {
    /** Text; in a preview {@code ‹step.path›}. */
    String text(String path);

    /** A whole number; empty in a preview, or when it is not there. */
    OptionalLong whole(String path);
}
