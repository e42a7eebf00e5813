package org.symposium.core.internal.http;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.symposium.spi.http.HttpCall;
import org.symposium.spi.http.Secret;

/** Where a call goes: its own address, or its path below the type's base URL, and its query. */
final class CallAddress {
    private static final Pattern GAP = Pattern.compile("\\{([A-Za-z0-9_]+)}");
    private static final Pattern FACT = Pattern.compile("[A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]+)*");
    private static final int SHORTEST_TOKEN = 20;

    private final Passage passage;
    private final Map<String, URI> baseUrls;

    CallAddress(Passage passage, Map<String, URI> baseUrls) {
        this.passage = passage;
        this.baseUrls = baseUrls;
    }

    /** The address with secrets in it. */
    WebAddress of(HttpCall call) {
        String address =
                call.secretUrl().isPresent() ? secretUrl(call.secretUrl().get()) : text(call);
        return read(address, call).plusQuery(query(call, passage::resolve));
    }

    /** The address with {@value Secret#MASK} for each part that is a secret; asks for no credential. */
    String withoutSecrets(HttpCall call) {
        String query = query(call, secret -> Secret.MASK);
        String address = call.secretUrl().isPresent()
                ? call.shownAs()
                : read(text(call), call).toString();
        if (query.isEmpty()) {
            return address;
        }
        return address + (address.contains("?") ? "&" : "?") + query;
    }

    /** The address as it may be shown: also without secrets that stand in it as plain text. */
    String shown(HttpCall call) {
        return passage.masks().mask(withoutSecrets(call));
    }

    /** The base URL, if the type has one or the host gave one. */
    @Nullable
    WebAddress base() {
        String text = baseText();
        return text == null
                ? null
                : WebAddress.read(text)
                        .orElseThrow(() -> unreadable(
                                "The base URL of the type '" + passage.type().name() + "'", text));
    }

    /** Whether the host replaced the type's base URL. */
    boolean isReplaced() {
        return baseUrls.containsKey(passage.type().name());
    }

    private String text(HttpCall call) {
        if (call.uri().isPresent()) {
            return call.uri().get().toString();
        }
        String base = baseText();
        if (base == null) {
            throw Refusals.misconfigured(
                    "The type '" + passage.type().name() + "' has no base URL to send " + call + " to.",
                    "The type's developer must give it a base_url.");
        }
        return base.replaceFirst("/+$", "") + call.path().orElse("/");
    }

    private @Nullable String baseText() {
        String name = passage.type().name();
        URI replaced = baseUrls.get(name);
        if (replaced != null) {
            return replaced.toString();
        }
        return passage.type().baseUrl().map(this::filled).orElse(null);
    }

    /** An origin that the type names, filled with facts; none as long as the integration does not know one of them. */
    Optional<WebAddress> origin(String template) {
        boolean isKnown = GAP.matcher(template)
                .results()
                .allMatch(gap -> fact(gap.group(1)).isPresent());
        return isKnown ? WebAddress.read(filled(template)) : Optional.empty();
    }

    private String filled(String template) {
        return GAP.matcher(template)
                .replaceAll(gap -> Matcher.quoteReplacement(fact(gap.group(1))
                        .orElseThrow(() -> Refusals.misconfigured(
                                "The integration does not know its '" + gap.group(1)
                                        + "', which is a part of the service's address.",
                                "Save the integration's credentials again, or test its connection."))));
    }

    /** Facts fill gaps as plain names only: one with a slash or a colon would lead elsewhere. */
    private Optional<String> fact(String name) {
        return passage.integration().facts().at(name) instanceof String text
                        && FACT.matcher(text).matches()
                ? Optional.of(text)
                : Optional.empty();
    }

    private String secretUrl(Secret url) {
        String text = passage.resolve(url);
        WebAddress.read(text).ifPresent(address -> {
            passage.masks().add(address.toString());
            passage.masks().add(address.target()); // an answer may repeat the path alone
            token(address.target()).ifPresent(passage.masks()::add);
        });
        return text;
    }

    /** The end of a path that is too long to be a name: webhooks have their token there, which an answer may repeat by itself. */
    private static Optional<String> token(String target) {
        String path = target.replaceFirst("\\?.*", "").replaceFirst("/+$", "");
        String last = path.substring(path.lastIndexOf('/') + 1);
        return last.length() >= SHORTEST_TOKEN ? Optional.of(last) : Optional.empty();
    }

    private static WebAddress read(String text, HttpCall call) {
        if (WebAddress.hasUser(text)) {
            throw Refusals.misconfigured(
                    "The address holds a user name or password.",
                    "Enter them as credentials, not as a part of the address.");
        }
        return WebAddress.read(text).orElseThrow(() -> {
            boolean secret = call.secretUrl().isPresent();
            return unreadable("The address", secret ? call.shownAs() : text);
        });
    }

    private static RuntimeException unreadable(String what, String text) {
        String shown = text.chars().allMatch(c -> c >= ' ' && c != 0x7f) ? "'" + text + "'" : "with control characters";
        return Refusals.misconfigured(
                what + " " + shown + " is not a complete http or https address.",
                "Check the address: it must look like https://example.org/path.");
    }

    private static String query(HttpCall call, Function<Secret, String> resolve) {
        return call.query().stream()
                .map(part -> encode(part.name()) + "=" + value(part, resolve))
                .collect(Collectors.joining("&"));
    }

    private static String value(HttpCall.Part part, Function<Secret, String> resolve) {
        Secret secret = part.secret();
        if (secret == null) {
            return encode(String.valueOf(part.text()));
        }
        String value = resolve.apply(secret);
        return value.equals(Secret.MASK) ? value : encode(value);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }
}
