package org.symposium.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.symposium.core.internal.content.Templates;
import org.symposium.core.internal.credentials.CredentialSafe;
import org.symposium.spi.MasterKey;
import org.symposium.spi.SourceRun;
import org.symposium.spi.Step;
import org.symposium.spi.http.HttpCall;
import org.symposium.spi.http.Secret;
import org.symposium.spi.model.CardData;
import org.symposium.spi.model.ConnectionChange;
import org.symposium.spi.model.CredentialView;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.Integration;
import org.symposium.spi.model.IntegrationType;
import org.symposium.spi.model.IntegrationView;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.Values;
import tools.jackson.databind.json.JsonMapper;

/** Where secrets can be seen: nowhere, whatever an object that holds or names one is turned into. */
class SecretsInSightTest {
    private static final String SECRET = "cAn4ry+s3cret/value=42";

    private final AtomicReference<SourceRun> escaped = new AtomicReference<>();
    private final InMemoryStores stores = new InMemoryStores();
    private final Engine engine = Engine.builder()
            .stores(stores)
            .handler(new Fakes.Source(IntegrationType.of(Values.fromJson("""
                    {"name": "echo", "display_name": "Echo", "category": "source", "description": "For tests", "icon": "🧪",
                     "version": "1", "auth_schema": {"fields": [
                       {"name": "api_key", "type": "password", "label": "Key", "show_last": 4},
                       {"name": "pin", "type": "password", "label": "PIN", "show_last": 4},
                       {"name": "token", "type": "password", "label": "Token"},
                       {"name": "other", "type": "password", "label": "Other", "show_last": 2}]},
                     "source_schema": {"fields": []},
                     "capabilities": {"supports_scheduling": true, "supports_refresh": true, "rate_limit_per_minute": null},
                     "handler_module": "test"}""")), run -> {
                escaped.set(run);
                return CardData.of("It has " + run.credentials().reveal("token").length());
            }))
            .build();
    private final OwnerView ada = engine.forOwner("ada");

    private IntegrationView integration() {
        return ada.integrations()
                .create(
                        "echo",
                        "Mine",
                        Credentials.of("api_key", SECRET)
                                .with("pin", "12345678901")
                                .with("token", SECRET));
    }

    /** Every public type that holds a secret, or names one. */
    static Stream<Object> objects() {
        var vault = AesGcmVault.ofBase64(AesGcmVault.newKey());
        Credentials credentials = Credentials.of("token", SECRET).with("other", SECRET);
        Integration integration = Integration.of(Values.of("id", "i-1")
                .with("user_id", "ada")
                .with("type_id", "echo")
                .with("name", "Mine")
                .with("credentials", new CredentialSafe(vault).seal("ada", "i-1", credentials))
                .with("created_at", "2026-01-30T08:15:30Z"));
        Secret secret = Secret.of("token").map(value -> SECRET + value);
        HttpCall call = HttpCall.get("/x")
                .header("X-Key", secret)
                .query("key", secret)
                .bearer("token")
                .basic("other", "token")
                .headers(secret);
        HttpCall posted = HttpCall.of("POST", "/x").json(Map.of("key", secret));
        HttpCall hidden = HttpCall.of("GET", secret, "the hook");
        return Stream.of(
                secret,
                Secret.of("token"),
                credentials,
                Map.of("held", credentials, "named", List.of(secret)),
                call,
                posted,
                hidden,
                call.headers(),
                posted.body().orElseThrow(),
                Step.of("send", posted),
                integration,
                integration.view(),
                vault,
                MasterKey.of("k1", SECRET.getBytes(StandardCharsets.UTF_8)),
                MasterKey.passphrase("k2", SECRET.toCharArray()));
    }

    @ParameterizedTest
    @MethodSource("objects")
    void no_object_shows_a_secret_as_text_or_json(Object object) {
        JsonMapper byGetters = JsonMapper.builder().build();
        JsonMapper byFields = JsonMapper.builder()
                .changeDefaultVisibility(all -> all.withVisibility(PropertyAccessor.ALL, Visibility.ANY))
                .build();

        List<String> shown = new ArrayList<>();
        shown.add(object.toString());
        shown.add(byGetters.writeValueAsString(object));
        if (!(object instanceof AesGcmVault)) { // whose fields are keys and ciphers: JSON of them is refused
            shown.add(byFields.writeValueAsString(object));
        }

        for (String text : shown) {
            assertThat(forms()).as(text).noneMatch(text::contains);
            assertThat(text).doesNotContain("sym1.");
        }
    }

    @Test
    void secrets_and_credentials_show_dots() {
        JsonMapper mapper = JsonMapper.builder().build();

        assertThat(Secret.of("token")).hasToString("••••");
        assertThat(mapper.writeValueAsString(Map.of("key", Secret.of("token")))).isEqualTo("{\"key\":\"••••\"}");
        assertThat(Credentials.of("token", SECRET)).hasToString("Credentials[token=••••]");
        assertThat(Credentials.none()).hasToString("Credentials[]");
        assertThat(mapper.writeValueAsString(Credentials.of("a", SECRET).with("b", SECRET)))
                .isEqualTo("\"Credentials[a=••••, b=••••]\"");
    }

    @Test
    void no_secret_gets_into_values_or_templates() {
        assertThatThrownBy(() -> Values.of("key", Credentials.of("token", SECRET)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageNotContaining(SECRET);
        assertThatThrownBy(() -> Values.of("key", Secret.of("token"))).isInstanceOf(InvalidInputException.class);
        Map<String, Object> variables = Map.of(
                "held", Credentials.of("token", SECRET), "named", Secret.of("token"), "list", List.of(Secret.of("x")));
        assertThat(new Templates()
                        .get("template", "[{{held}}{{{held.secrets}}}|{{named}}{{named.fields}}|{{list}}]")
                        .render(variables))
                .isEqualTo("[|••••|••••]");
    }

    @Test
    void views_tell_which_credentials_are_set_and_their_ends_where_the_schema_lets_them() {
        IntegrationView view = integration();

        assertThat(view.credentials())
                .containsExactly(
                        new CredentialView("api_key", true, "e=42"),
                        new CredentialView("pin", true, ""),
                        new CredentialView("token", true, ""),
                        new CredentialView("other", false, ""));
        assertThat(view.credentialFields()).containsExactly("api_key", "pin", "token");
        assertThat(ada.integrations().get(view.id())).isEqualTo(view);
        assertThat(ada.integrations().list()).containsExactly(view);
        assertThat(view.toValues().list("credential_fields"))
                .extracting(Values::toJson)
                .containsExactly(
                        "{\"field\":\"api_key\",\"is_set\":true,\"last_characters\":\"e=42\"}",
                        "{\"field\":\"pin\",\"is_set\":true}",
                        "{\"field\":\"token\",\"is_set\":true}",
                        "{\"field\":\"other\",\"is_set\":false}");
        assertThat(JsonMapper.builder().build().writeValueAsString(view)).doesNotContain(SECRET);
    }

    @Test
    void other_credentials_have_other_ends() {
        IntegrationView view = integration();

        ConnectionChange change = ada.integrations()
                .rotate(view.id(), Credentials.of("other", "something-else").with("api_key", "too short"));

        assertThat(change.integration().orElseThrow().credentials())
                .containsExactly(
                        new CredentialView("api_key", true, ""),
                        new CredentialView("pin", true, ""),
                        new CredentialView("token", true, ""),
                        new CredentialView("other", true, "se"));
    }

    @Test
    void the_credentials_of_a_run_are_wiped_when_it_has_ended() {
        var source = ada.sources().create(integration().id(), "x", Settings.none());

        assertThat(ada.execute(source.id()).card().orElseThrow().title()).isEqualTo("It has 22");

        Credentials kept = escaped.get().credentials();
        assertThat(kept.fields()).contains("token");
        assertThatThrownBy(() -> kept.reveal("token"))
                .isInstanceOf(HandlerException.class)
                .hasMessageContaining("The run is over");
        assertThatThrownBy(() -> kept.revealBytes("token")).isInstanceOf(HandlerException.class);
        assertThatThrownBy(() -> kept.with("more", "x")).isInstanceOf(HandlerException.class);
        assertThat(ada.execute(source.id()).isSuccess()).as("the next run").isTrue();
    }

    @Test
    void wiping_overwrites_what_was_opened_and_nothing_else() {
        byte[] opened = SECRET.getBytes(StandardCharsets.UTF_8);
        Credentials credentials = Credentials.opened(Map.of("token", opened));
        Credentials more = credentials.with("other", "x");
        byte[] copy = credentials.revealBytes("token");

        credentials.wipe();

        assertThat(opened).hasSize(22).containsOnly(0);
        assertThat(copy).isEqualTo(SECRET.getBytes(StandardCharsets.UTF_8));
        assertThat(more.reveal("token")).isEqualTo(SECRET);
        Credentials.none().wipe();
        assertThat(Credentials.of("token", SECRET).reveal("token")).isEqualTo(SECRET);
    }

    private static List<String> forms() {
        byte[] bytes = SECRET.getBytes(StandardCharsets.UTF_8);
        String base64 = Base64.getEncoder().encodeToString(bytes);
        return List.of(
                SECRET,
                SECRET.substring(0, 10),
                base64.substring(0, 16),
                HexFormat.of().formatHex(bytes).substring(0, 16),
                "99,65,110,52", // the bytes as numbers
                "\"c\",\"A\",\"n\"");
    }
}
