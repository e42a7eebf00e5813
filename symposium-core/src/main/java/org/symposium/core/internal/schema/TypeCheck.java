package org.symposium.core.internal.schema;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.symposium.spi.Handler;
import org.symposium.spi.OutputHandler;
import org.symposium.spi.SourceHandler;
import org.symposium.spi.model.IntegrationType;
import org.symposium.spi.model.Violation;

/**
 * Checks the whole definition of a type, and that it fits its handler. Works on the definition as it was read and never throws, whatever stands in it. Keys that are not
 * known are let be: they are for others.
 */
public final class TypeCheck {
    private static final BoundedPattern NAME = BoundedPattern.of("[a-z][a-z0-9_]{0,63}");
    private static final BoundedPattern VERSION = BoundedPattern.of("[0-9]{1,9}(\\.[0-9]{1,9}){0,5}");
    private static final int MAX_ID = 100;

    private TypeCheck() {}

    /**
     * All that is wrong with a type.
     *
     * @param handler the one that is to serve it; without one, whether it fits is not checked
     */
    public static List<Violation> check(IntegrationType type, @Nullable Handler handler) {
        var definition = new Part(type.toValues(), Findings.at(""));
        checkIdentity(definition);
        SchemaCheck.checkAuth(definition);
        SchemaCheck.checkPlain(definition, "source_schema");
        SchemaCheck.checkPlain(definition, "output_schema");
        checkCategory(definition, handler);
        LimitsCheck.check(definition);
        ConnectionDefinitionCheck.check(definition);
        definition.object("oauth").ifPresent(oauth -> OAuthCheck.check(oauth, definition));
        return definition.here().all();
    }

    private static void checkIdentity(Part definition) {
        definition
                .requiredText("name")
                .filter(name -> !NAME.matches(name))
                .ifPresent(name -> definition
                        .at("name")
                        .addOf(
                                name,
                                "pattern",
                                "must be lower-case letters, digits and underscores, such as open_weather"));
        definition.requiredText("display_name");
        definition.text("description");
        definition.text("icon");
        definition.text("handler_module");
        definition
                .text("id")
                .ifPresent(id -> definition
                        .at("id")
                        .addIf(
                                id.isBlank() || id.length() > MAX_ID,
                                "max_length",
                                "must have 1 to " + MAX_ID + " characters"));
        checkVersion(definition);
    }

    private static void checkVersion(Part definition) {
        Object version = definition.raw("version");
        boolean isPlain =
                version instanceof String || FieldRules.decimal(version).isPresent();
        boolean isRight = version == null || (isPlain && VERSION.matches(version.toString()));
        if (!isRight) {
            definition.at("version").addOf(version, "version", "must be numbers with dots between them, such as 1.2");
        }
    }

    private static void checkCategory(Part definition, @Nullable Handler handler) {
        if (!definition.has("category")) {
            definition.at("category").add("required", "is missing; it is one of source, output, both");
            return;
        }
        Optional<String> category = definition.word("category", List.of("source", "output", "both"));
        if (category.isEmpty()) {
            return;
        }
        String word = category.get();
        checkRole(
                definition,
                !word.equals("output"),
                "source",
                handler == null || handler instanceof SourceHandler,
                "SourceHandler");
        checkRole(
                definition,
                !word.equals("source"),
                "output",
                handler == null || handler instanceof OutputHandler,
                "OutputHandler");
    }

    private static void checkRole(Part definition, boolean isWanted, String role, boolean isServed, String contract) {
        String schema = role + "_schema";
        if (isWanted) {
            definition
                    .at(schema)
                    .addIf(!definition.has(schema), "required", "is missing, which a type with this category needs");
            definition.at("category").addIf(!isServed, "handler", "needs a handler that is a " + contract);
        } else {
            boolean asks = SchemaCheck.asksForSomething(definition.raw(schema));
            definition.at(schema).addIf(asks, "category", "is there, but the category says that nothing is made of it");
        }
    }
}
