package org.symposium.spi.model;

import java.util.Locale;

/** What may be made of a type. Spec: <em>Integration Categories</em>. */
public enum Category {
    /** Sources only. */
    SOURCE,
    /** Outputs only. */
    OUTPUT,
    /** Sources and outputs. */
    BOTH;

    /** Whether sources may be made of the type. */
    public boolean canBeSource() {
        return this != OUTPUT;
    }

    /** Whether outputs may be made of the type. */
    public boolean canBeOutput() {
        return this != SOURCE;
    }

    /** The category as it stands in JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
