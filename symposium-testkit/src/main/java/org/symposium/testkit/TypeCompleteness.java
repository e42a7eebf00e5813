package org.symposium.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.symposium.spi.Handler;
import org.symposium.spi.OutputHandler;
import org.symposium.spi.SourceHandler;
import org.symposium.spi.model.Category;
import org.symposium.spi.model.Field;
import org.symposium.spi.model.IntegrationType;
import org.symposium.spi.model.Option;
import org.symposium.spi.model.Schema;

/** Whether a host can draw a form of a type that a person finds a way through, and knows what the handler may do. */
final class TypeCompleteness {
    private final Handler handler;
    private final IntegrationType type;

    private TypeCompleteness(Handler handler) {
        this.handler = handler;
        this.type = handler.type();
    }

    static void check(Handler handler) {
        var completeness = new TypeCompleteness(handler);
        completeness.checkWords();
        completeness.checkRoles();
        completeness.checkLimits();
        completeness.checkSchema(completeness.type.authSchema(), true);
        completeness.checkSchema(completeness.type.sourceSchema(), false);
        completeness.checkSchema(completeness.type.outputSchema(), false);
    }

    private void checkWords() {
        assertThat(handler.type()).as("the same type each time").isSameAs(type);
        assertThat(type.name()).isNotBlank();
        assertThat(type.displayName())
                .as("display_name, which is not the name")
                .isNotBlank()
                .isNotEqualTo(type.name());
        assertThat(type.description()).as("description").isNotBlank();
        assertThat(type.icon()).as("icon").isNotBlank();
        assertThat(type.version()).as("version").isNotEqualTo("0");
        assertThat(type.toValues().text("documentation_url")).startsWith("https://");
        assertThat(type.handlerModule()).isEqualTo(handler.getClass().getName());
    }

    private void checkRoles() {
        assertThat(handler instanceof SourceHandler)
                .as("it is a SourceHandler, and of category %s", type.category())
                .isEqualTo(type.category() != Category.OUTPUT);
        assertThat(handler instanceof OutputHandler)
                .as("it is an OutputHandler, and of category %s", type.category())
                .isEqualTo(type.category() != Category.SOURCE);
        assertThat(type.sourceSchema().fields().isEmpty()).isEqualTo(type.category() == Category.OUTPUT);
        assertThat(type.outputSchema().fields().isEmpty()).isEqualTo(type.category() == Category.SOURCE);
    }

    private void checkLimits() {
        assertThat(type.toValues().objectOrEmpty("capabilities").names())
                .as("capabilities.rate_limit_per_minute, null where there is no limit")
                .contains("rate_limit_per_minute");
        if (!type.authSchema().fields().isEmpty()) {
            assertThat(Stream.concat(type.credentialOrigins().stream(), type.baseUrl().stream()))
                    .as("credential_origins, or a base_url: where credentials may go")
                    .isNotEmpty();
        }
    }

    private void checkSchema(Schema schema, boolean isForCredentials) {
        List<Field> all = fields(schema.fields());
        assertThat(schema.fields().stream().map(Field::name)).doesNotHaveDuplicates();
        for (Field field : all) {
            checkHelp(field);
            checkChoices(field);
            assertThat(field.isSecret() && !isForCredentials)
                    .as("%s is a secret outside the auth_schema", field.name())
                    .isFalse();
        }
    }

    private static void checkHelp(Field field) {
        assertThat(field.label()).as("label of %s", field.name()).isNotBlank().isNotEqualTo(field.name());
        assertThat(field.definition().text("help", ""))
                .as("help of %s", field.name())
                .isNotBlank();
        assertThat(field.definition().text("documentation_url", "https://"))
                .as("documentation_url of %s", field.name())
                .startsWith("https://");
    }

    private static void checkChoices(Field field) {
        boolean isChoice = field.type().equals("select") || field.type().equals("multiselect");
        if (!isChoice) {
            return;
        }
        assertThat(field.options()).as("options of %s", field.name()).isNotEmpty();
        assertThat(field.options())
                .allSatisfy(option -> assertThat(option.label())
                        .as("label of %s", option.value())
                        .isNotBlank());
        assertThat(field.options().stream().map(Option::value))
                .as("defaults of %s are among its options", field.name())
                .containsAll(defaults(field.definition().at("default")));
    }

    private static List<String> defaults(@Nullable Object value) {
        if (value instanceof List<?> several) {
            return several.stream().map(String::valueOf).toList();
        }
        return value == null ? List.of() : List.of(value.toString());
    }

    private static List<Field> fields(List<Field> top) {
        var all = new ArrayList<Field>();
        for (Field field : top) {
            all.add(field);
            all.addAll(fields(field.fields()));
        }
        return all;
    }
}
