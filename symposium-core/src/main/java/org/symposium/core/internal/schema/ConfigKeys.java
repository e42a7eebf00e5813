package org.symposium.core.internal.schema;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.symposium.spi.model.Field;
import org.symposium.spi.model.Schema;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Violation;

/** An integration's config: values that stand in where its sources and outputs leave a field open. See {@link EffectiveSettings} for the names. */
public final class ConfigKeys {
    private static final List<String> PREFIXES = List.of("default_", "preferred_");

    private ConfigKeys() {}

    /**
     * What is wrong with an integration's config: a key that is for no field of any of the schemas, a value that a field it is for may not have. Nothing in it is
     * required.
     *
     * @param config the config; a key that holds {@code null} must be a field's all the same
     * @param path put before each key, such as {@code config}
     * @param schemas of the type: for sources, for outputs
     */
    public static List<Violation> check(Values config, String path, Schema... schemas) {
        Findings here = Findings.at(path);
        for (String key : config.names()) {
            List<Field> fields = Stream.of(schemas)
                    .flatMap(schema -> fieldFor(schema, key).stream())
                    .toList();
            Object value = config.asMap().get(key);
            if (fields.isEmpty()) {
                here.in(key)
                        .add(
                                "unknown_field",
                                "is for no field; known are " + known(schemas)
                                        + ", also with default_ or preferred_ in front");
            } else if (value != null) {
                fields.forEach(field -> FieldCheck.check(field, value, here.in(key)));
            }
        }
        return here.all().stream().distinct().toList();
    }

    /** The keys that a field may have in a config, in the order of their precedence. */
    static List<String> keysFor(Field field) {
        var keys = new ArrayList<String>();
        keys.add(field.name());
        PREFIXES.forEach(prefix -> keys.add(prefix + field.name()));
        return keys;
    }

    /** The field that a key is for: the one of this very name, else the one of the name without its prefix. */
    static Optional<Field> fieldFor(Schema schema, String key) {
        return schema.field(key)
                .or(() -> PREFIXES.stream()
                        .filter(key::startsWith)
                        .map(prefix -> key.substring(prefix.length()))
                        .flatMap(name -> schema.field(name).stream())
                        .findFirst());
    }

    private static String known(Schema... schemas) {
        Set<String> names = Stream.of(schemas)
                .flatMap(schema -> schema.fields().stream())
                .map(Field::name)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return names.isEmpty() ? "none" : String.join(", ", names);
    }
}
