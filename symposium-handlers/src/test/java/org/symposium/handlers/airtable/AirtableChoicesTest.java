package org.symposium.handlers.airtable;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.symposium.core.Settings;
import org.symposium.handlers.HandlerStage;
import org.symposium.spi.model.ConnectionOutcome;
import org.symposium.spi.model.ConnectionResult;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.Option;

class AirtableChoicesTest {
    private static final String SCHEMA = """
            {"tables": [
              {"id": "tblXXXXXXXXXXXXXX", "name": "Places", "primaryFieldId": "fldXXXXXXXXXXXXX1",
               "fields": [{"id": "fldXXXXXXXXXXXXX1", "name": "Name", "type": "singleLineText"},
                          {"id": "fldXXXXXXXXXXXXX2", "name": "Name length", "type": "formula", "options": {}}],
               "views": [{"id": "viwXXXXXXXXXXXXXX", "name": "Grid", "type": "grid"}]},
              {"id": "tblYYYYYYYYYYYYYY", "name": "People", "fields": [], "views": []}]}
            """;

    private final HandlerStage stage = new HandlerStage(new AirtableHandler(), Credentials.of("token", "patX.s3cret"));

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void bases_of_all_pages_are_offered() {
        stage.on(
                get(urlPathEqualTo("/meta/bases")).withQueryParam("offset", absent()),
                HandlerStage.json(
                        200,
                        "{\"bases\": [{\"id\": \"app1\", \"name\": \"Trips\"}, {\"id\": 5}], \"offset\": \"itr/1\"}"));
        stage.on(
                get(urlPathEqualTo("/meta/bases")).withQueryParam("offset", equalTo("itr/1")),
                HandlerStage.json(200, "{\"bases\": [{\"id\": \"app2\", \"name\": \"Books\"}]}"));

        assertThat(options("output_schema.base_id", ""))
                .containsExactly(new Option("app1", "Trips"), new Option("app2", "Books"));
        assertThat(options("source_schema.base_id", "BOO")).containsExactly(new Option("app2", "Books"));
    }

    @Test
    void tables_views_and_fields_are_those_of_the_base_and_table_typed_before() {
        stage.on(get("/meta/bases/appXXXXXXXXXXXXXX/tables"), HandlerStage.json(200, SCHEMA));

        assertThat(options("source_schema.table", ""))
                .containsExactly(new Option("tblXXXXXXXXXXXXXX", "Places"), new Option("tblYYYYYYYYYYYYYY", "People"));
        assertThat(options("source_schema.view", "")).containsExactly(new Option("viwXXXXXXXXXXXXXX", "Grid"));
        assertThat(options("source_schema.fields", ""))
                .containsExactly(new Option("Name", "Name"), new Option("Name length", "Name length"));
        assertThat(options("output_schema.fields", ""))
                .as("a formula can't be written")
                .containsExactly(new Option("Name", "Name"));
        assertThat(options("output_schema.mode", "")).isEmpty();
    }

    @Test
    void nothing_is_asked_before_a_base_is_known() {
        assertThat(stage.ada()
                        .integrations()
                        .options(stage.integrationId(), "source_schema.table", "", Settings.of("base_id", "app"))
                        .options())
                .isEmpty();
        assertThat(stage.requests()).isEmpty();
    }

    @Test
    void a_test_asks_whose_the_token_is() {
        stage.on(
                get("/meta/whoami"),
                HandlerStage.json(200, "{\"id\": \"usrL2PNC5o3H4lBEi\", \"email\": \"ada@example.org\"}"));

        ConnectionResult result = stage.ada().integrations().test(stage.integrationId());

        assertThat(result.outcome()).isEqualTo(ConnectionOutcome.VALID);
        assertThat(result.toString()).contains("ada@example.org");
    }

    private List<Option> options(String field, String search) {
        Settings typed = Settings.of("base_id", "appXXXXXXXXXXXXXX").with("table", "Places");
        return stage.ada()
                .integrations()
                .options(stage.integrationId(), field, search, typed)
                .options();
    }
}
