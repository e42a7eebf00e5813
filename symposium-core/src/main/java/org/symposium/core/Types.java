package org.symposium.core;

import java.util.List;
import java.util.Optional;
import org.symposium.core.internal.schema.JsonSchema;
import org.symposium.core.internal.types.KnownType;
import org.symposium.core.internal.types.TypeRegistry;
import org.symposium.spi.model.IntegrationType;
import org.symposium.spi.model.NotFoundException;
import org.symposium.spi.model.Values;

/** The types that are installed: what users may connect to. */
public final class Types {
    private final TypeRegistry registry;

    Types(TypeRegistry registry) {
        this.registry = registry;
    }

    /** All of them, by name. */
    public List<IntegrationType> list() {
        return registry.all().stream().map(KnownType::type).toList();
    }

    /** One of them. */
    public Optional<IntegrationType> find(String name) {
        return registry.byName(name).map(KnownType::type);
    }

    /**
     * What a user fills in to authenticate, as JSON Schema 2020-12, so that a host can draw the form with what it has.
     *
     * @throws NotFoundException when no such type is installed
     */
    public Values authJsonSchema(String name) {
        return JsonSchema.of(get(name).authSchema());
    }

    /** What a user fills in to make a source, as JSON Schema 2020-12. */
    public Values sourceJsonSchema(String name) {
        return JsonSchema.of(get(name).sourceSchema());
    }

    /** What a user fills in to make an output, as JSON Schema 2020-12. */
    public Values outputJsonSchema(String name) {
        return JsonSchema.of(get(name).outputSchema());
    }

    private IntegrationType get(String name) {
        return find(name).orElseThrow(() -> new NotFoundException("installed type", name));
    }
}
