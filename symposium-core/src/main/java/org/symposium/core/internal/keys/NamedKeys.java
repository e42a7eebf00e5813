package org.symposium.core.internal.keys;

import java.util.ArrayList;
import java.util.List;
import org.symposium.spi.KeySource;
import org.symposium.spi.MasterKey;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.Violation;

/**
 * Keys that are at hand.
 *
 * @param name what messages call them
 */
public record NamedKeys(String name, List<MasterKey> keys) implements KeySource {
    /** Copies the list. */
    public NamedKeys {
        keys = List.copyOf(keys);
    }

    /** Keys in a text, as {@link EnvironmentKeys#KEYS} has them. */
    public static NamedKeys read(String name, String text) {
        var violations = new ArrayList<Violation>();
        List<MasterKey> keys = KeyText.read(text, name, violations);
        InvalidInputException.throwIfAny(violations);
        return new NamedKeys(name, keys);
    }
}
