package org.symposium.core.internal.schema;

import java.util.List;
import java.util.stream.Stream;
import org.symposium.spi.model.Schema;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Violation;

/**
 * Checks settings against a schema. Types are JSON's: {@code "3"} is no number. {@code null} is as good as nothing. What is wrong is told all at once, each
 * with the path of the field, the rule's short name and what would be right; the value at fault, cut at 80 characters, only where it is no secret.
 *
 * <p>Rules: {@code required}, {@code unknown_field}, {@code type}, {@code min}, {@code max}, {@code step}, {@code range}, {@code option}, {@code unique},
 * {@code pattern}, {@code min_length}, {@code max_length}, {@code url}, {@code email}, {@code date}, {@code min_items}, {@code max_items}.
 */
public final class SettingsCheck {
    private SettingsCheck() {}

    /**
     * What is wrong with settings that are complete: merged, defaults filled in.
     *
     * @param path put before each field's name, such as {@code config}; may be empty
     */
    public static List<Violation> check(Schema schema, Values settings, String path) {
        Findings here = Findings.at(path);
        ObjectCheck.check(schema.fields(), settings, here);
        return here.all();
    }

    /**
     * What is wrong with settings as a user saves them: everything by the rules with what they leave open filled in, and no name that the schema does not
     * know. A required value may come from the integration's config or a default; what is missing after that is told.
     *
     * @param own what the user chose for a source or output; {@code null} in it is not chosen
     * @param config the integration's config
     * @param path put before each field's name
     */
    public static List<Violation> check(Schema schema, Values own, Values config, String path) {
        Values merged = EffectiveSettings.merge(schema, own, config);
        Findings given = Findings.at(path);
        ObjectCheck.checkGiven(schema.fields(), own, merged, given);
        return Stream.concat(given.all().stream(), check(schema, merged, path).stream())
                .distinct()
                .toList();
    }
}
