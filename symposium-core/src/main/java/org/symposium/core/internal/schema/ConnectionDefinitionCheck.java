package org.symposium.core.internal.schema;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.symposium.spi.model.ConnectionTest;

/** Checks where a type's calls and credentials go, and what trying them takes. {@code {dc}} in a host stands for a fact of the integration. */
final class ConnectionDefinitionCheck {
    private static final String FROM_SETTING = "from_setting:";

    private ConnectionDefinitionCheck() {}

    static void check(Part definition) {
        definition.word(
                "connection_test",
                Arrays.stream(ConnectionTest.values()).map(ConnectionTest::word).toList());
        definition.text("base_url").ifPresent(url -> checkBaseUrl(url, definition.at("base_url")));
        List<?> origins = definition.list("credential_origins");
        for (int i = 0; i < origins.size(); i++) {
            Findings here = definition.at("credential_origins").in(i);
            if (origins.get(i) instanceof String origin) {
                checkOrigin(origin, definition, here);
            } else {
                here.requireType(false, origins.get(i), "text");
            }
        }
    }

    private static void checkBaseUrl(String text, Findings here) {
        String filled = withFacts(text);
        String trouble = UrlCheck.trouble(filled, false);
        if (trouble != null) {
            here.addOf(text, "url", trouble);
            return;
        }
        URI url = URI.create(filled);
        if (url.getRawQuery() != null || url.getRawFragment() != null) {
            here.addOf(text, "url", "must have neither a query nor a fragment");
        }
    }

    private static void checkOrigin(String text, Part definition, Findings here) {
        if (text.startsWith(FROM_SETTING)) {
            String name = text.substring(FROM_SETTING.length());
            boolean isUrl = Stream.of("source_schema", "output_schema")
                    .anyMatch(schema -> hasUrlField(definition.raw(schema), name));
            if (!isUrl) {
                here.addOf(
                        text, "unknown_field", "must name a field of type url in the source_schema or output_schema");
            }
            return;
        }
        Optional<URI> origin =
                UrlCheck.trouble(withFacts(text), false) == null ? UrlCheck.read(withFacts(text)) : Optional.empty();
        if (origin.filter(ConnectionDefinitionCheck::isOrigin).isEmpty()) {
            here.addOf(
                    text,
                    "origin",
                    "must be an origin such as https://api.github.com, or " + FROM_SETTING
                            + " and the name of a url field");
        }
    }

    private static boolean isOrigin(URI url) {
        return Part.isSecure(url)
                && url.getRawPath().isEmpty()
                && url.getRawQuery() == null
                && url.getRawFragment() == null;
    }

    private static boolean hasUrlField(@Nullable Object schema, String name) {
        return schema instanceof Map<?, ?> map
                && map.get("fields") instanceof List<?> fields
                && fields.stream()
                        .anyMatch(field -> field instanceof Map<?, ?> one
                                && name.equals(one.get("name"))
                                && "url".equals(one.get("type")));
    }

    /** With something in the place of each fact, to see whether the rest is right. */
    private static String withFacts(String text) {
        return text.replaceAll("\\{[a-z][a-z0-9_]{0,63}}", "x");
    }
}
