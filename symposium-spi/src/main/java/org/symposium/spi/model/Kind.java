package org.symposium.spi.model;

import java.util.List;
import java.util.function.Function;

/**
 * A kind of stored thing: how any store keeps any of them. A value that is no column stays in the row's JSON, so a new value is a new map
 * key, and old stores keep it.
 *
 * @param name singular, lower case, such as {@code source}
 * @param read makes the thing of its row; the row has the store's {@code revision}
 * @param columns values with a column of their own; the only ones that {@code page}, {@code latest} and {@code scan} may ask for, and that an
 *     {@code Advance} may move
 */
public record Kind<T extends Stored>(String name, Function<Values, T> read, List<Column> columns) {
    /** Copies the list. */
    public Kind {
        columns = List.copyOf(columns);
    }
}
