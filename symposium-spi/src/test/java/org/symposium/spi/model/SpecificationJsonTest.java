package org.symposium.spi.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The specification's own JSON, word for word, comes back as it went in: same names, same order, same numbers. */
class SpecificationJsonTest {

    @Test
    void the_type_of_the_specification_is_read_and_written_unchanged() {
        IntegrationType type = IntegrationType.read(getClass().getResourceAsStream("/spec/type.json"));

        assertThat(type.toValues().toJson()).isEqualTo(compact("type.json"));
        assertThat(type.name()).isEqualTo("perplexity");
        assertThat(type.id()).isEqualTo("uuid");
        assertThat(type.displayName()).isEqualTo("Perplexity AI");
        assertThat(type.category()).isEqualTo(Category.SOURCE);
        assertThat(type.ratePerMinute()).hasValue(20);
        assertThat(type.supportsRefresh()).isTrue();
        assertThat(type.handlerModule()).isEqualTo("integrations/perplexity.ts");
        assertThat(type.authSchema().field("api_key").orElseThrow().isSecret()).isTrue();
        assertThat(type.sourceSchema().fields())
                .extracting(Field::name)
                .containsExactly("query", "model", "temperature");
        assertThat(type.sourceSchema().field("model").orElseThrow().options())
                .contains(new Option("sonar-large-online", "Sonar Large (Best)"));
    }

    @Test
    void a_registered_type_keeps_its_definition_unchanged() {
        var row = new RegisteredType(
                "t-1",
                "perplexity",
                "integrations/perplexity.ts",
                "0",
                "row",
                true,
                IntegrationType.of(Values.fromJson(read("type.json"))),
                3);

        RegisteredType again = RegisteredType.of(row.toValues());

        assertThat(again.type().toValues().toJson()).isEqualTo(compact("type.json"));
        assertThat(again.toValues()).isEqualTo(row.toValues());
    }

    @Test
    void what_stands_in_a_column_of_the_types_table_need_not_stand_in_the_definition() {
        RegisteredType row = RegisteredType.of(Values.of("id", "t-1")
                .with("name", "my_feed")
                .with("handler_module", "org.symposium.handlers.rss.RssHandler")
                .with("definition", Values.of("display_name", "x")));

        assertThat(row.type().name()).isEqualTo("my_feed");
        assertThat(row.type().handlerModule()).isEqualTo("org.symposium.handlers.rss.RssHandler");
    }

    @Test
    void where_column_and_definition_differ_both_are_kept_for_the_check() {
        RegisteredType row = RegisteredType.of(
                Values.of("id", "t-1").with("name", "left").with("definition", Values.of("name", "right")));

        assertThat(row.name()).isEqualTo("left");
        assertThat(row.type().name()).isEqualTo("right");
    }

    @Test
    void the_instance_of_the_specification_is_read_and_written_unchanged() {
        Integration instance = Integration.of(Values.fromJson(read("instance.json")));

        assertThat(instance.toValues().toJson()).isEqualTo(compact("instance.json"));
        assertThat(instance.owner()).isEqualTo("user-uuid");
        assertThat(instance.typeId()).isEqualTo("perplexity-type-uuid");
        assertThat(instance.isActive()).isTrue();
    }

    @Test
    void a_view_of_an_instance_never_carries_credentials() {
        IntegrationView view =
                Integration.of(Values.fromJson(read("instance.json"))).view();

        assertThat(view.toValues().toJson())
                .doesNotContain("sk-...encrypted...")
                .doesNotContain("\"credentials\"");
        assertThat(view.credentialFields()).containsExactly("api_key");
        assertThat(view.toString()).doesNotContain("sk-...encrypted...");
        assertThat(Integration.of(Values.fromJson(read("instance.json"))).toString())
                .doesNotContain("encrypted");
    }

    @Test
    void an_api_request_is_read_and_written_unchanged() {
        Card card = Card.of(Values.of("id", "c-1")
                .with("user_id", "ada")
                .with("title", "Perplexity: latest AI developments")
                .with("api_request", Values.fromJson(read("api_request.json")))
                .with("created_at", "2024-10-30T09:00:01Z"));

        assertThat(card.apiRequest().toJson()).isEqualTo(compact("api_request.json"));
        assertThat(Card.of(card.toValues())).isEqualTo(card);
    }

    /** The file without the white space between its parts; its texts hold none that matters twice. */
    private static String compact(String file) {
        return read(file)
                .replaceAll("\\s*\\n\\s*", "")
                .replaceAll("([{\\[,:]) +", "$1")
                .replaceAll(" +([}\\]])", "$1");
    }

    private static String read(String file) {
        try (InputStream in = SpecificationJsonTest.class.getResourceAsStream("/spec/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
