package org.symposium.handlers.discord;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.symposium.spi.http.Secret;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.Verdict;

/**
 * A webhook's address as the API's version 10 has it. The address that Discord shows names no version, and is served by an old one, to which waits are milliseconds. Whoever
 * knows the address can post, so all of it but the id is secret.
 *
 * @param base scheme, host and port
 * @param id the webhook's id
 */
record WebhookAddress(String base, String id) {
    private static final Pattern FORM = Pattern.compile(
            "(https?://[^/?#\\s@]+)/api/(?:v\\d{1,3}/)?webhooks/(\\d{17,20})/([A-Za-z0-9_-]{20,200})/?",
            Pattern.CASE_INSENSITIVE);

    /** All lead to the same service. */
    private static final Set<String> DISCORD = Set.of(
            "https://discord.com",
            "https://ptb.discord.com",
            "https://canary.discord.com",
            "https://discordapp.com",
            "https://ptb.discordapp.com",
            "https://canary.discordapp.com");

    /**
     * Reads an address. A host that is not Discord's stays as it is: to an origin that the type does not name, nothing is sent.
     *
     * @throws HandlerException MISCONFIGURED when it is none of a webhook; the message repeats nothing of it
     */
    static WebhookAddress of(String url) {
        Matcher parts = parts(url);
        return new WebhookAddress(base(parts), parts.group(2));
    }

    /** The address in version 10 of the API, as a secret, of the credential of this name. */
    static Secret secret(String credential) {
        return Secret.of(credential).map(url -> {
            Matcher parts = parts(url);
            return new WebhookAddress(base(parts), parts.group(2)).path() + parts.group(3);
        });
    }

    /** The address as it may be shown. */
    String shown() {
        return path() + Secret.MASK;
    }

    private String path() {
        return base + "/api/v10/webhooks/" + id + "/";
    }

    private static String base(Matcher parts) {
        String base = parts.group(1).toLowerCase(Locale.ROOT);
        return DISCORD.contains(base) ? "https://discord.com" : base;
    }

    private static Matcher parts(String url) {
        Matcher parts = FORM.matcher(url.strip());
        if (!parts.matches()) {
            throw new HandlerException(
                    Verdict.failed(FailureKind.MISCONFIGURED, "The webhook's address is none of a webhook of Discord.")
                            .suggest(
                                    "Copy it by \"Copy Webhook URL\" from the channel's settings, Integrations,"
                                            + " Webhooks: it begins with https://discord.com/api/webhooks/, and nothing follows its token.")
                            .atField(Webhook.URL));
        }
        return parts;
    }
}
