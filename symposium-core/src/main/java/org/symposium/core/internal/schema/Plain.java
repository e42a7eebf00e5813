package org.symposium.core.internal.schema;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.symposium.spi.model.Values;

/** Sees nested maps of values as values again. */
final class Plain {
    private Plain() {}

    /** The values of a map that came out of {@link Values}. */
    @SuppressWarnings("unchecked") // only maps of that kind are nested in values
    static Values object(Map<?, ?> plain) {
        return Values.of((Map<String, @Nullable Object>) plain);
    }
}
