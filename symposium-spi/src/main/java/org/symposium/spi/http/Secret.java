package org.symposium.spi.http;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A credential by name, never by value: the road resolves it anew at each attempt, and masks whatever it resolves to, also after {@link #map}.
 * Immutable; shows itself as {@value #MASK}.
 */
public final class Secret {
    /** What stands for a secret wherever text is shown. */
    public static final String MASK = "••••";

    // transient keeps mappers off that read private fields
    private final transient List<String> fields;
    private final transient Function<List<String>, String> compose;

    private Secret(List<String> fields, Function<List<String>, String> compose) {
        this.fields = List.copyOf(fields);
        this.compose = compose;
    }

    /** The credential of this field of the type's {@code auth_schema}. */
    public static Secret of(String field) {
        return new Secret(List.of(field), values -> values.get(0));
    }

    /** Made of several credentials, handed to {@code compose} in the same order. */
    public static Secret of(List<String> fields, Function<List<String>, String> compose) {
        return new Secret(fields, compose);
    }

    /** The same secret in another form, such as with a prefix. The result is a secret too. */
    public Secret map(UnaryOperator<String> change) {
        return new Secret(fields, compose.andThen(change));
    }

    /** The fields it is made of. */
    public List<String> fields() {
        return fields;
    }

    /**
     * The value. For the road, which sends it, and for {@link Signer}s' tests; handlers have no use for it.
     *
     * @param reveal gives a credential by field name
     */
    public String resolve(UnaryOperator<String> reveal) {
        var values = new ArrayList<String>();
        fields.forEach(field -> values.add(reveal.apply(field)));
        return compose.apply(values);
    }

    /** {@value #MASK}, whatever it is; what JSON mappers show, too. */
    @Override
    @JsonValue
    public String toString() {
        return MASK;
    }
}
