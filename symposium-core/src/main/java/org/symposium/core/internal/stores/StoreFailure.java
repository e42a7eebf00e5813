package org.symposium.core.internal.stores;

/** The store did not do what it was asked for, however often it was asked. Whether it did it and could not say so, nobody knows. */
public final class StoreFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    StoreFailure(RuntimeException cause) {
        super("The store could not be reached, or failed.", cause);
    }
}
