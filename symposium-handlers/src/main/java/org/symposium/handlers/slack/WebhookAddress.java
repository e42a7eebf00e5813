package org.symposium.handlers.slack;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.Verdict;

/**
 * A webhook's address. All of its path is secret.
 *
 * @param shown the address as it may be shown
 */
record WebhookAddress(String shown) {
    private static final Pattern FORM = Pattern.compile("(https?://[^/?#\\s@]+/services/)[A-Za-z0-9/_-]+");

    /**
     * Reads an address. Whether its host is Slack's is not looked at here: it is sent to no origin that the type does not name.
     *
     * @throws HandlerException MISCONFIGURED when it is none of an incoming webhook; the message repeats nothing of it
     */
    static WebhookAddress of(String url) {
        Matcher parts = FORM.matcher(url);
        if (!parts.matches()) {
            throw new HandlerException(
                    Verdict.failed(FailureKind.MISCONFIGURED, "The webhook's address is none of an incoming webhook.")
                            .suggest("Copy it from the app's page \"Incoming Webhooks\": it begins with"
                                    + " https://hooks.slack.com/services/. Those of workflows take other messages.")
                            .atField(Destination.WEBHOOK_URL));
        }
        return new WebhookAddress(parts.group(1) + "••••");
    }
}
