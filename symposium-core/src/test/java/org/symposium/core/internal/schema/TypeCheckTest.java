package org.symposium.core.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.symposium.spi.Delivery;
import org.symposium.spi.Handler;
import org.symposium.spi.OutputHandler;
import org.symposium.spi.SourceHandler;
import org.symposium.spi.SourceRun;
import org.symposium.spi.model.CardData;
import org.symposium.spi.model.DeliveryResult;
import org.symposium.spi.model.IntegrationType;
import org.symposium.spi.model.Json;
import org.symposium.spi.model.Schema;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Violation;

class TypeCheckTest {
    private static final String FULL = """
            {"id": "t-1", "name": "open_weather", "display_name": "Weather", "category": "both", "description": "d", "icon": "x", "version": "1.2.0",
             "auth_schema": {"fields": [{"name": "token", "type": "password", "label": "Token", "required": true, "show_last": 4}]},
             "source_schema": {"fields": [
               {"name": "provider", "type": "select", "options": [{"value": "a", "label": "A"}, {"value": 2}], "default": 2},
               {"name": "place", "type": "text", "pattern": "[A-Z].*", "default": "Kyiv", "visible_when": {"field": "provider", "equals": "a"}},
               {"name": "size", "type": "number", "min": 0, "max": 1, "step": 0.1, "default": 0.3},
               {"name": "url", "type": "url"},
               {"name": "parts", "type": "list", "items": {"type": "object", "fields": [{"name": "id", "type": "text"}]}, "default": [{"id": "1"}]}
             ]},
             "output_schema": {"fields": []},
             "capabilities": {"supports_scheduling": true, "supports_refresh": false, "rate_limit_per_minute": null},
             "rate_limits": [{"permits": 5, "per": "PT2S", "scope": "type", "key": "webhook"}],
             "credential_origins": ["https://api.example.org", "https://{dc}.example.org:8443", "from_setting:url", "http://localhost:8080"],
             "base_url": "https://{dc}.api.example.org/v1",
             "retry_policy": {"delays": ["PT0S", "PT5S"], "max_attempts": 3, "first_delay": "PT1M", "max_delay": "PT1H"},
             "oauth": {"authorize_url": "https://a.example/auth", "token_url": "https://a.example/token", "revoke_url": "https://a.example/{client_id}/revoke",
               "revoke_method": "DELETE", "revoke_auth": "token", "revoke_request": "json", "revoke_field": "access_token", "grant": "authorization_code",
               "invalid_grant": ["token_gone"], "expires_at": "/ttl", "facts_url": "https://a.example/me", "facts_scheme": "OAuth",
               "client_auth": "basic", "request": "json", "pkce": true, "scopes": ["read"], "scope_separator": ",", "extra": {"owner": "user"},
               "refresh": "on_401", "error_at": "/error", "credentials": {"token": "/access_token", "refresh_token": "/refresh_token"},
               "facts": {"workspace": "/workspace_id"}},
             "handler_module": "integrations/weather.ts", "made_by": {"third": "party"}}""";

    @Test
    void the_specs_own_example_has_nothing_wrong() throws IOException {
        try (InputStream json = TypeCheckTest.class.getResourceAsStream("perplexity.json")) {
            assertThat(TypeCheck.check(IntegrationType.read(json), new Source()))
                    .isEmpty();
        }
    }

    @Test
    void a_type_with_everything_passes() {
        assertThat(check(FULL, new Both())).isEmpty();
    }

    @Test
    void all_violations_are_told_at_once() {
        String wrong = """
                {"name": "Open Weather", "category": "source", "version": "v1", "icon": 3,
                 "auth_schema": {"fields": [{"name": "token", "type": "password", "default": "x", "show_last": 5},
                   {"name": "user", "type": "text", "show_last": 4}]},
                 "source_schema": {"fields": [
                   {"name": "a", "type": "select", "options": []},
                   {"name": "a", "type": "colour"},
                   {"name": "b-c", "type": "number", "min": 3, "max": 2, "step": 0, "required": "yes"},
                   {"name": "d", "type": "select", "options": [{"value": 1}, {"value": 1.0}, {}], "default": 3},
                   {"name": "e", "type": "text", "pattern": "(", "min_length": 3, "max_length": 2},
                   {"name": "f", "type": "text", "visible_when": {"field": "g", "equals": "x"}},
                   {"name": "g", "type": "text", "visible_when": {"field": "f", "is_set": true}},
                   {"name": "h", "type": "text", "visible_when": {"field": "nobody", "equals": "x"}},
                   {"name": "i", "type": "password"},
                   {"name": "j", "type": "object", "fields": [{"name": "k", "type": "text", "secret": true}]},
                   {"name": "l", "type": "number", "max": 2, "default": "1"}
                 ]},
                 "output_schema": {"fields": [{"name": "x", "type": "text"}]},
                 "capabilities": {"supports_scheduling": "yes", "rate_limit_per_minute": 0},
                 "rate_limits": [{"permits": 0, "per": "2s", "scope": "all"}, {"per": "PT0S", "permits": 1, "scope": "global"}, 3],
                 "credential_origins": ["https://api.example.org/v1", "http://api.example.org", "from_setting:a", 7],
                 "base_url": "api.example.org",
                 "retry_policy": {"delays": ["5 s"], "max_attempts": 0},
                 "oauth": {"authorize_url": "http://a.example/auth", "client_auth": "magic", "credentials": {"key": "access_token"}}}""";
        assertThat(check(wrong, new Source()).stream().map(violation -> violation.field() + " " + violation.rule()))
                .containsExactlyInAnyOrder(
                        "name pattern",
                        "display_name required",
                        "icon type",
                        "version version",
                        "auth_schema.fields.0.default secret",
                        "auth_schema.fields.0.show_last max",
                        "auth_schema.fields.1.show_last secret",
                        "source_schema.fields.0.options required",
                        "source_schema.fields.1.name duplicate",
                        "source_schema.fields.1.type option",
                        "source_schema.fields.2.name pattern",
                        "source_schema.fields.2.required type",
                        "source_schema.fields.2.min max",
                        "source_schema.fields.2.step min",
                        "source_schema.fields.3.options.1.value duplicate",
                        "source_schema.fields.3.options.2.value required",
                        "source_schema.fields.3.default option",
                        "source_schema.fields.4.pattern pattern",
                        "source_schema.fields.4.min_length max",
                        "source_schema.fields.5.visible_when circle",
                        "source_schema.fields.6.visible_when circle",
                        "source_schema.fields.7.visible_when.field unknown_field",
                        "source_schema.fields.8 secret",
                        "source_schema.fields.9.fields.0 secret",
                        "source_schema.fields.10.default type",
                        "output_schema category",
                        "capabilities.supports_scheduling type",
                        "capabilities.rate_limit_per_minute min",
                        "rate_limits.0.permits min",
                        "rate_limits.0.per duration",
                        "rate_limits.0.scope option",
                        "rate_limits.1.per min",
                        "rate_limits.1.key required",
                        "rate_limits.2 type",
                        "credential_origins.0 origin",
                        "credential_origins.1 origin",
                        "credential_origins.2 unknown_field",
                        "credential_origins.3 type",
                        "base_url url",
                        "retry_policy.delays.0 duration",
                        "retry_policy.max_attempts min",
                        "oauth.authorize_url url",
                        "oauth.token_url required",
                        "oauth.client_auth option",
                        "oauth.credentials.key pointer",
                        "oauth.credentials unknown_field");
    }

    @ParameterizedTest
    @CsvSource({
        "source,source_schema,Source,''",
        "source,output_schema,Source,'source_schema required, output_schema category'",
        "output,output_schema,Output,''",
        "both,source_schema,Both,'output_schema required'",
        "source,source_schema,Output,'category handler'",
        "both,both,Source,'category handler'",
        "both,both,None,''",
        "neither,both,Both,'category option'",
        ",both,Both,'category required'"
    })
    void the_category_must_fit_schemas_and_handler(String category, String schemas, String role, String expected) {
        Values type = Values.of("name", "x").with("display_name", "X").with("category", category);
        Values schema = Values.fromJson("{\"fields\": [{\"name\": \"a\", \"type\": \"text\"}]}");
        for (String name : schemas.equals("both") ? List.of("source_schema", "output_schema") : List.of(schemas)) {
            type = type.with(name, schema);
        }
        Map<String, Handler> handlers =
                new HashMap<>(Map.of("Source", new Source(), "Output", new Output(), "Both", new Both()));
        String found = String.join(
                ", ",
                TypeCheck.check(IntegrationType.of(type), handlers.get(role)).stream()
                        .map(violation -> violation.field() + " " + violation.rule())
                        .toList());
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void a_default_must_be_on_step_in_range_and_within_its_pattern() {
        assertThat(fields("{\"name\": \"a\", \"type\": \"number\", \"step\": 2, \"default\": 3}"))
                .containsExactly("step");
        assertThat(fields("{\"name\": \"a\", \"type\": \"text\", \"pattern\": \"x+\", \"default\": \"y\"}"))
                .containsExactly("pattern");
        assertThat(
                        fields(
                                "{\"name\": \"a\", \"type\": \"list\", \"items\": {\"type\": \"number\"}, \"default\": [\"y\"]}"))
                .containsExactly("type");
    }

    @Test
    void a_version_may_be_a_number() {
        assertThat(check(
                        "{\"name\": \"x\", \"display_name\": \"X\", \"category\": \"source\", \"source_schema\": {\"fields\": []}, \"version\": 2}",
                        null))
                .isEmpty();
    }

    @Test
    void fields_nested_too_deeply_are_refused() {
        Object field = Map.of("name", "a", "type", "text");
        for (int i = 0; i < 12; i++) {
            field = Map.of("name", "a", "type", "object", "fields", List.of(field));
        }
        assertThat(fields(Json.write(field))).containsExactly("depth");
    }

    /** Any value anywhere may be replaced by any other: something is told or nothing, but nothing is thrown, and what passes can be used. */
    @Property(tries = 3_000)
    void absurd_definitions_are_told_and_never_thrown(@ForAll long seed) {
        var random = new Random(seed);
        Object absurd = Json.read(FULL);
        for (int i = 0; i <= random.nextInt(4); i++) {
            absurd = mutated(absurd, random);
        }
        if (!(absurd instanceof Map<?, ?> map)) {
            return;
        }
        IntegrationType type = IntegrationType.of(Plain.object(map));
        List<Violation> violations = TypeCheck.check(type, new Both());
        for (Schema schema : List.of(type.authSchema(), type.sourceSchema(), type.outputSchema())) {
            Values merged = EffectiveSettings.merge(schema, Values.empty(), Values.empty());
            SettingsCheck.check(schema, merged, "");
            JsonSchema.of(schema);
        }
        assertThat(violations)
                .allMatch(violation ->
                        !violation.rule().isEmpty() && violation.message().length() < 5_000);
    }

    private static Object mutated(Object value, Random random) {
        if (random.nextInt(12) == 0) {
            List<Object> absurd = new ArrayList<>(List.of(
                    "",
                    "x",
                    "(",
                    -1,
                    0,
                    1e300,
                    Long.MAX_VALUE,
                    true,
                    List.of(),
                    Map.of(),
                    List.of(1, "a"),
                    Map.of("", 1)));
            return absurd.get(random.nextInt(absurd.size()));
        }
        if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            var copy = new LinkedHashMap<Object, Object>(map);
            Object key = new ArrayList<>(map.keySet()).get(random.nextInt(map.size()));
            copy.put(key, mutated(map.get(key), random));
            return copy;
        }
        if (value instanceof List<?> list && !list.isEmpty()) {
            var copy = new ArrayList<Object>(list);
            int position = random.nextInt(list.size());
            copy.set(position, mutated(list.get(position), random));
            return copy;
        }
        return random.nextBoolean() ? value : List.of(Map.of());
    }

    private static List<String> fields(String field) {
        Values type = Values.of("name", "x")
                .with("display_name", "X")
                .with("category", "source")
                .with("source_schema", Map.of("fields", List.of(Json.readObject(field))));
        return TypeCheck.check(IntegrationType.of(type), null).stream()
                .map(Violation::rule)
                .toList();
    }

    private static List<Violation> check(String json, Handler handler) {
        return TypeCheck.check(IntegrationType.of(Values.fromJson(json)), handler);
    }

    private static class Source implements SourceHandler {
        @Override
        public IntegrationType type() {
            throw new UnsupportedOperationException();
        }

        @Override
        public CardData execute(SourceRun run) {
            return CardData.unchanged();
        }

        @Override
        public String formatResponse(String title, Values data) {
            return title;
        }
    }

    private static final class Both extends Source implements OutputHandler {
        @Override
        public DeliveryResult send(Delivery delivery) {
            throw new UnsupportedOperationException();
        }
    }

    private static final class Output implements OutputHandler {
        @Override
        public IntegrationType type() {
            throw new UnsupportedOperationException();
        }

        @Override
        public DeliveryResult send(Delivery delivery) {
            throw new UnsupportedOperationException();
        }
    }
}
