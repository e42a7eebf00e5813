package org.symposium.spi.model;

/** There is no such thing, or it belongs to somebody else; which of the two is not told. */
public class NotFoundException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * What is not there.
     *
     * @param kind such as {@code source}
     * @param id as it was asked for
     */
    public NotFoundException(String kind, String id) {
        super("There is no " + kind + " '" + id + "' for this owner.");
    }
}
