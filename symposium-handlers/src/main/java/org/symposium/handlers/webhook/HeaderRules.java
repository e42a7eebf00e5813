package org.symposium.handlers.webhook;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.Json;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Violation;

/** Which headers a user may add: none that the signature, the payload or the connection needs, and no secret among the settings. */
final class HeaderRules {
    private static final Set<String> OURS = Set.of(
            "host",
            "content-length",
            "content-type",
            "content-encoding",
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "expect");
    private static final Set<String> SECRET = Set.of("authorization", "cookie");
    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

    private HeaderRules() {}

    /** What is wrong with headers that stand in settings. */
    static List<Violation> ofSettings(Values headers) {
        var violations = new ArrayList<Violation>();
        check(headers, violations);
        for (String name : headers.names()) {
            if (SECRET.contains(lower(name))) {
                violations.add(new Violation(
                        name,
                        "secret",
                        "is for a secret; enter it in the integration's credentials: bearer_token, or headers"));
            }
        }
        return violations;
    }

    /** What is wrong with headers that are a credential, a JSON object. No message holds a value. */
    static List<Violation> ofCredential(String json) {
        var violations = new ArrayList<Violation>();
        try {
            check(Json.readObject(json), violations);
        } catch (InvalidInputException e) {
            violations.add(new Violation("", "json", "must be a JSON object of texts, such as {\"X-Api-Key\": \"…\"}"));
        }
        return violations;
    }

    private static void check(Values headers, List<Violation> violations) {
        for (Map.Entry<String, ?> header : headers.asMap().entrySet()) {
            String name = header.getKey();
            if (name.isEmpty() || !name.chars().allMatch(HeaderRules::isTokenCharacter)) {
                violations.add(new Violation(
                        shown(name), "header_name", "is no name for a header: use letters, digits and hyphens"));
            } else if (OURS.contains(lower(name)) || lower(name).startsWith("webhook-")) {
                violations.add(
                        new Violation(name, "header_forbidden", "is set by Symposium itself and can't be changed"));
            }
            boolean sendable =
                    header.getValue() instanceof String value && value.chars().allMatch(HeaderRules::isValueCharacter);
            if (!sendable) {
                violations.add(new Violation(
                        shown(name),
                        "header_value",
                        "must be text on one line, of characters that headers can hold (Latin-1)"));
            }
        }
    }

    /** RFC 9110, 5.6.2. */
    private static boolean isTokenCharacter(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || TOKEN_MARKS.indexOf(c) >= 0;
    }

    /** RFC 9110, 5.5. */
    private static boolean isValueCharacter(int c) {
        return c == '\t' || (c >= ' ' && c < 0x7f) || (c >= 0xa0 && c <= 0xff);
    }

    private static String shown(String name) {
        String printable = name.replaceAll("[^\\x21-\\x7e]", "?");
        return printable.length() > 60 ? printable.substring(0, 60) + "…" : printable;
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
