package org.symposium.handlers.webhook;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.symposium.spi.Delivery;
import org.symposium.spi.HandlerContext;
import org.symposium.spi.OutputHandler;
import org.symposium.spi.Step;
import org.symposium.spi.http.HttpCall;
import org.symposium.spi.http.HttpReply;
import org.symposium.spi.http.Secret;
import org.symposium.spi.model.Card;
import org.symposium.spi.model.ConnectionCheck;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.DeliveryResult;
import org.symposium.spi.model.Effect;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.IntegrationType;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;
import org.symposium.spi.model.Violation;

/**
 * Cards as JSON to any address, signed as <a href="https://www.standardwebhooks.com/">Standard Webhooks 1.0</a> if there is a signing secret, with a plain HMAC of the
 * body if there is a secret for that. The JSON is the standard's, or a template of the user's own.
 *
 * <p>Every message has a {@code webhook-id}, the same over all attempts, by which a receiver knows one that it has got already. A message
 * therefore counts as {@linkplain Effect#REPEATABLE repeatable}, whatever its method: after an answer that got lost it is sent again, as the standard
 * asks (at least once). A receiver that keeps no ids may so get one twice.
 */
public final class WebhookHandler implements OutputHandler {
    private static final IntegrationType TYPE =
            IntegrationType.read(WebhookHandler.class.getResourceAsStream("webhook.json"));
    private static final String BEARER_TOKEN = "bearer_token";
    private static final String HEADERS = "headers";
    private static final Duration ATTEMPT = Duration.ofSeconds(30);

    @Override
    public IntegrationType type() {
        return TYPE;
    }

    @Override
    public List<Violation> check(Values settings) {
        return SettingsRules.violations(settings);
    }

    /**
     * Any 2xx is a success and its body of no interest; a redirect never is, and 410 asks for an end (Standard Webhooks, <em>Deliverability</em>). A 404 does not: the
     * receiver may just be put up anew. It is a failure like other refusals, and only many in a row switch the output off.
     */
    @Override
    public Verdict judge(HttpReply reply) {
        if (reply.status() == 410) {
            return Verdict.failed(FailureKind.TARGET_GONE, "The receiver answered 410: it wants no more deliveries.")
                    .suggest("Remove this output, or enter the receiver's new address.");
        }
        if (reply.status() == 404) {
            return Verdict.failed(
                            FailureKind.INVALID_REQUEST,
                            "The receiver answered 404: nobody listens at this address now.")
                    .suggest("Check the address, and that the receiver is running.");
        }
        if (reply.status() >= 300 && reply.status() < 400) {
            return Verdict.failed(
                            FailureKind.MISCONFIGURED,
                            "The receiver answered with a redirect, which webhooks do not follow.")
                    .suggest("Enter the address that the receiver really listens at.");
        }
        return reply.byStatus();
    }

    /** Looks at the credentials' form. Whether the receiver takes them cannot be tried without posting something. */
    @Override
    public ConnectionCheck test(HandlerContext context) {
        checkCredentials(context.credentials());
        return ConnectionCheck.untested();
    }

    @Override
    public DeliveryResult send(Delivery delivery) {
        checkCredentials(delivery.credentials());
        String id = "msg_" + delivery.id().replaceAll("[^A-Za-z0-9]", "");
        var body = new WebhookBody(delivery);
        if (!delivery.settings().flag("per_card", false)) {
            step(delivery, "message", id, body.ofAll());
            return DeliveryResult.delivered(id);
        }
        int number = 0;
        for (Card card : delivery.cards()) {
            number++;
            step(delivery, "message-" + number, id + "_" + number, body.of(card));
        }
        return DeliveryResult.delivered(id);
    }

    private static void step(Delivery delivery, String name, String id, Object body) {
        delivery.step(Step.of(name, call(delivery, id).json(body)).keep(reply -> Values.of("status", reply.status())));
    }

    private static HttpCall call(Delivery delivery, String id) {
        Values settings = delivery.settings();
        HttpCall call = HttpCall.of(settings.text("method", "POST").toUpperCase(Locale.ROOT), settings.uri("url"))
                .effect(Effect.REPEATABLE)
                .redirects(0)
                .deadline(ATTEMPT);
        Values headers = settings.objectOrEmpty(HEADERS);
        for (String name : headers.names()) {
            call = call.header(name, String.valueOf(headers.asMap().get(name)));
        }
        Credentials credentials = delivery.credentials();
        call = credentials.has(HEADERS) ? call.headers(Secret.of(HEADERS)) : call;
        call = credentials.has(BEARER_TOKEN) ? call.bearer(BEARER_TOKEN) : call;
        call = call.header("webhook-id", id);
        return Signers.of(credentials, settings, id).map(call::signed).orElse(call);
    }

    private static void checkCredentials(Credentials credentials) {
        if (credentials.has(Signers.SIGNING_SECRET)) {
            SigningKeys.of(credentials.reveal(Signers.SIGNING_SECRET));
        }
        if (credentials.has(HEADERS)) {
            HeaderRules.ofCredential(credentials.reveal(HEADERS)).stream()
                    .findFirst()
                    .ifPresent(WebhookHandler::refuse);
        }
    }

    private static void refuse(Violation violation) {
        throw new HandlerException(Verdict.failed(
                        FailureKind.MISCONFIGURED,
                        "The credential " + violation.within(HEADERS).field() + " " + violation.message() + ".")
                .suggest("Correct it in the integration's credentials."));
    }
}
