package org.symposium.core.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.Schema;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Violation;

class CredentialsCheckTest {
    private static final Schema AUTH = Schema.of(Values.fromJson("""
            {"fields": [
              {"name": "api_key", "type": "password", "required": true, "pattern": "sk-[a-z ]+"},
              {"name": "user", "type": "text"},
              {"name": "private_key", "type": "textarea"},
              {"name": "hook", "type": "url"},
              {"name": "headers", "type": "object"},
              {"name": "region", "type": "select", "options": [{"value": "eu"}, {"value": 1}]},
              {"name": "port", "type": "number", "max": 10}
            ]}"""));

    @Test
    void right_credentials_pass() {
        Credentials right = Credentials.of("api_key", " sk-abc def\n")
                .with("private_key", "-----BEGIN-----\nabc\r\n-----END-----")
                .with("hook", "https://example.org/T0/B0")
                .with("headers", "{\"X-Token\": \"abc\"}")
                .with("region", "1")
                .with("port", "7");
        assertThat(check(right)).isEmpty();
    }

    @Test
    void missing_unknown_and_wrong_ones_are_told_at_once_and_never_shown() {
        Credentials wrong = Credentials.of("api_key", "canary-1")
                .with("hook", "canary-2")
                .with("headers", "canary-3")
                .with("region", "canary-4")
                .with("port", "1234567")
                .with("token", "canary-5");
        assertThat(check(wrong))
                .extracting(violation -> violation.field() + " " + violation.rule())
                .containsExactlyInAnyOrder(
                        "credentials.api_key pattern",
                        "credentials.hook url",
                        "credentials.headers type",
                        "credentials.region option",
                        "credentials.port max",
                        "credentials.token unknown_field");
        assertThat(check(wrong).toString()).doesNotContain("canary").doesNotContain("1234567");
    }

    @Test
    void what_is_required_must_not_be_empty() {
        assertThat(check(Credentials.none())).extracting(Violation::rule).containsExactly("required");
        assertThat(check(Credentials.of("api_key", " ")))
                .extracting(Violation::rule)
                .containsExactly("required");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\rb", "a\tb", "a\0b", "a\u00a0b", "a\u200bb", "a\u2028b", "a\ufeffb", "a\u007fb"})
    void what_may_not_stand_in_a_header_is_refused(String secret) {
        assertThat(check(Credentials.of("api_key", "sk-a").with("user", secret)))
                .extracting(violation -> violation.field() + " " + violation.rule())
                .containsExactly("credentials.user characters");
    }

    @Test
    void a_key_of_many_lines_may_have_lines_but_no_control_characters() {
        assertThat(check(Credentials.of("api_key", "sk-a").with("private_key", "a\0b")))
                .hasSize(1);
    }

    private static List<Violation> check(Credentials credentials) {
        return CredentialsCheck.check(AUTH, credentials, "credentials");
    }
}
