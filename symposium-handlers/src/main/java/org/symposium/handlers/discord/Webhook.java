package org.symposium.handlers.discord;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.symposium.spi.HandlerContext;
import org.symposium.spi.http.HttpCall;
import org.symposium.spi.http.HttpReply;
import org.symposium.spi.model.ConnectionCheck;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;

/**
 * A webhook, and what a connection test has learnt of it.
 *
 * @param address its address without the secret
 * @param facts server and channel, once they are known
 */
record Webhook(WebhookAddress address, Values facts) {
    /** The credential that is its address. */
    static final String URL = "webhook_url";

    private static final String GUILD = "guild_id";
    private static final String CHANNEL = "channel_id";
    private static final Pattern ID = Pattern.compile("\\d{1,20}");

    /**
     * The webhook of an integration.
     *
     * @throws HandlerException MISCONFIGURED when there is no address, or it is none of a webhook
     */
    static Webhook of(HandlerContext context) {
        Credentials credentials = context.credentials();
        if (!credentials.has(URL)) {
            throw new HandlerException(
                    Verdict.failed(FailureKind.MISCONFIGURED, "The integration has no address of a webhook.")
                            .suggest("Enter it in the integration's credentials.")
                            .atField(URL));
        }
        return new Webhook(
                WebhookAddress.of(credentials.reveal(URL)),
                context.integration().facts());
    }

    /** A call of the webhook itself. Limits are the webhook's, and those of its channel, in which other webhooks count too. */
    HttpCall call(String method) {
        return HttpCall.of(method, WebhookAddress.secret(URL), address.shown())
                .redirects(0)
                .limit("webhook", address.id())
                .limit("channel", facts.text(CHANNEL, "of webhook " + address.id()));
    }

    /**
     * <a href="https://docs.discord.com/developers/resources/webhook#get-webhook-with-token">Get Webhook with Token</a>, which posts nothing. The account is the channel: a
     * new webhook of the same one takes the place of one that was deleted.
     */
    ConnectionCheck check(HandlerContext context) {
        var told = new Members(
                context.http().send(call("GET").judge(Webhook::ofTest)).json());
        String id = told.text("id")
                .orElseThrow(() -> new HandlerException(
                        Verdict.failed(FailureKind.INVALID_RESPONSE, "What answered is no webhook of Discord.")
                                .suggest("Check the address, and whether a proxy answers instead.")));
        ConnectionCheck check = ConnectionCheck.ok(
                told.text(CHANNEL).orElse("webhook " + id), told.text("name").orElse("Webhook " + id));
        for (String fact : new String[] {GUILD, CHANNEL}) {
            Optional<String> value =
                    told.text(fact).filter(text -> ID.matcher(text).matches());
            check = value.isPresent() ? check.fact(fact, value.get()) : check;
        }
        return check;
    }

    /** Where people read a message, once the webhook's server is known. */
    Optional<URI> page(String channel, String message) {
        String guild = facts.text(GUILD, "");
        try {
            return guild.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new URI(
                            "https", "discord.com", "/channels/" + guild + "/" + channel + "/" + message, null));
        } catch (URISyntaxException e) {
            return Optional.empty(); // a link is no more than a help
        }
    }

    /** A webhook that was deleted is a credential that is good for nothing: asked for again and again, Discord shuts out the whole server. */
    private static Verdict ofTest(HttpReply reply) {
        Verdict verdict = DiscordErrors.judge(reply);
        return verdict.isOk() || verdict.kind() != FailureKind.TARGET_GONE
                ? verdict
                : Verdict.failed(FailureKind.AUTHENTICATION, verdict.message())
                        .suggest(verdict.suggestion())
                        .atField(URL);
    }
}
