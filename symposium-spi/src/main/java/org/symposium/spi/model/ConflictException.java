package org.symposium.spi.model;

/** What is asked for does not go together with what is there now: it was edited meanwhile, it is in use, it is running. */
public class ConflictException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** One sentence on what is in the way, and one on what to do. */
    public ConflictException(String message) {
        super(message);
    }
}
