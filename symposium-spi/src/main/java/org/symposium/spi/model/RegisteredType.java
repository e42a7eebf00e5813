package org.symposium.spi.model;

import java.util.List;
import java.util.Optional;

/**
 * A row of the types table.
 *
 * @param id the type's id; made of its name where the definition has none, so that two nodes registering at once agree
 * @param name the type's unique name
 * @param handlerModule as in the definition; may be empty
 * @param version as in the definition; {@code 0} if it has none
 * @param origin {@code handler} for a type that a JAR brought, {@code row} for one that was put into the table
 * @param available whether a handler for it is on the path now
 * @param type the definition
 */
public record RegisteredType(
        String id,
        String name,
        String handlerModule,
        String version,
        String origin,
        boolean available,
        IntegrationType type,
        long revision)
        implements Stored {
    /** How stores keep types. They belong to the engine itself: their owner is empty. */
    public static final Kind<RegisteredType> KIND = new Kind<>(
            "type",
            RegisteredType::of,
            List.of(
                    Column.text("name"),
                    Column.text("handler_module"),
                    Column.text("version"),
                    Column.text("origin"),
                    Column.flag("is_available"),
                    Column.json("definition")));

    /** Reads a row. */
    public static RegisteredType of(Values row) {
        Values definition = withColumn(withColumn(row.objectOrEmpty("definition"), row, "name"), row, "handler_module");
        return new RegisteredType(
                row.text("id"),
                row.text("name", definition.text("name", "")),
                row.text("handler_module", definition.text("handler_module", "")),
                row.text("version", "0"),
                row.text("origin", "row"),
                row.flag("is_available", true),
                IntegrationType.of(definition),
                row.whole("revision", 0));
    }

    /** What stands in a column need not stand in the definition as well. */
    private static Values withColumn(Values definition, Values row, String name) {
        return definition.has(name) || row.text(name, "").isEmpty()
                ? definition
                : definition.with(name, row.text(name));
    }

    /** The same type with another answer to whether it has a handler. */
    public RegisteredType withAvailable(boolean isAvailable) {
        return new RegisteredType(id, name, handlerModule, version, origin, isAvailable, type, revision);
    }

    @Override
    public String owner() {
        return "";
    }

    @Override
    public Values toValues() {
        return Values.of("id", id)
                .with("name", name)
                .withOptional("handler_module", Optional.of(handlerModule).filter(text -> !text.isEmpty()))
                .with("version", version)
                .with("origin", origin)
                .with("is_available", available)
                .with("definition", type.toValues())
                .with("revision", revision);
    }
}
