package org.symposium.spi.model;

/** A run by hand of something that is switched off. */
public class InactiveException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * What is switched off.
     *
     * @param kind such as {@code integration}
     * @param name what its user calls it
     * @param reason why; may be empty
     */
    public InactiveException(String kind, String name, String reason) {
        super("The " + kind + " '" + name + "' is switched off"
                + (reason.isEmpty() ? ". Enable it first." : ": " + reason + " When that is done, enable it."));
    }
}
