package org.symposium.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.symposium.spi.Handler;
import org.symposium.spi.OutputHandler;
import org.symposium.spi.SourceHandler;
import org.symposium.spi.model.Category;
import org.symposium.spi.model.Field;
import org.symposium.spi.model.IntegrationType;
import org.symposium.spi.model.Schema;

class TypeDefinitionsTest {
    static Stream<Handler> handlers() {
        return ServiceLoader.load(Handler.class).stream().map(ServiceLoader.Provider::get);
    }

    @Test
    void all_handlers_are_found_by_the_service_loader() {
        assertThat(handlers().map(handler -> handler.type().name()))
                .contains(
                        "airtable",
                        "discord",
                        "github",
                        "mailchimp",
                        "notion",
                        "perplexity",
                        "rss",
                        "slack",
                        "weather",
                        "web_scraper",
                        "webhook");
    }

    @ParameterizedTest
    @MethodSource("handlers")
    void a_type_has_all_the_parts_that_the_specification_names(Handler handler) {
        IntegrationType type = handler.type();

        assertThat(type.toValues().names())
                .contains(
                        "name",
                        "display_name",
                        "category",
                        "description",
                        "icon",
                        "documentation_url",
                        "version",
                        "auth_schema")
                .contains("capabilities", "handler_module")
                .doesNotContain("id");
        assertThat(type.handlerModule()).isEqualTo(handler.getClass().getName());
        assertThat(type).isSameAs(handler.type());
    }

    @ParameterizedTest
    @MethodSource("handlers")
    void a_type_fits_what_its_handler_can_do(Handler handler) {
        Category category = handler.type().category();

        assertThat(handler instanceof SourceHandler).isEqualTo(category != Category.OUTPUT);
        assertThat(handler instanceof OutputHandler).isEqualTo(category != Category.SOURCE);
        assertThat(handler.type().sourceSchema().fields().isEmpty()).isEqualTo(category == Category.OUTPUT);
        assertThat(handler.type().outputSchema().fields().isEmpty()).isEqualTo(category == Category.SOURCE);
    }

    @ParameterizedTest
    @MethodSource("handlers")
    void credentials_are_bound_to_where_they_go(Handler handler) {
        assertThat(handler.type().credentialOrigins()).isNotEmpty();
        assertThat(handler.type().toValues().object("capabilities").names()).contains("rate_limit_per_minute");
    }

    @ParameterizedTest
    @MethodSource("handlers")
    void every_field_is_named_once_and_labelled_and_settings_hold_no_secret(Handler handler) {
        IntegrationType type = handler.type();
        for (Schema schema : List.of(type.authSchema(), type.sourceSchema(), type.outputSchema())) {
            assertThat(schema.fields().stream().map(Field::name)).doesNotHaveDuplicates();
            assertThat(schema.fields())
                    .allSatisfy(field -> assertThat(field.label()).isNotBlank().isNotEqualTo(field.name()));
        }
        assertThat(Stream.concat(type.sourceSchema().fields().stream(), type.outputSchema().fields().stream()))
                .noneMatch(Field::isSecret);
    }
}
