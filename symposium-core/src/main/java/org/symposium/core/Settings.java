package org.symposium.core;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.symposium.spi.model.Values;

/**
 * What a user explicitly chose for a source or an output, by the names of its type's schema. What is left open is filled in at run time: from the
 * integration's own {@code config}, then from the schema's defaults. Immutable.
 */
public final class Settings {
    private static final Settings NONE = new Settings(Values.empty());

    private final Values values;

    private Settings(Values values) {
        this.values = values;
    }

    /** Nothing chosen: defaults all over. */
    public static Settings none() {
        return NONE;
    }

    /** One setting; go on with {@link #with}. */
    public static Settings of(String name, @Nullable Object value) {
        return NONE.with(name, value);
    }

    /** Settings by name. */
    public static Settings of(Map<String, ?> settings) {
        return new Settings(Values.of(settings));
    }

    /** Settings that were read elsewhere, from JSON perhaps. */
    public static Settings of(Values settings) {
        return new Settings(settings);
    }

    /** These settings with one more, or with that one replaced. */
    public Settings with(String name, @Nullable Object value) {
        return new Settings(values.with(name, value));
    }

    /** The settings as values. */
    public Values values() {
        return values;
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
