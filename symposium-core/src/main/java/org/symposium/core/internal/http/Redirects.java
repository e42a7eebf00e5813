package org.symposium.core.internal.http;

import org.symposium.core.internal.credentials.Masks;
import org.symposium.spi.http.HttpCall;
import org.symposium.spi.model.Effect;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.Verdict;

/**
 * Where a redirect leads, by our own rules: only calls that read follow one, at most 5 unless they say so; each is checked as a new request; when the
 * origin changes, every header that is secret is dropped and stays dropped.
 */
final class Redirects {
    private static final int USUAL = 5;
    private static final int MOST = 20;

    private final Masks masks;

    Redirects(Masks masks) {
        this.masks = masks;
    }

    /** How many redirects the call follows. A POST with a secret follows none: its body would go along. */
    static int most(HttpCall call) {
        boolean bare = call.method().equals("GET") || call.method().equals("HEAD");
        if (call.effect() != Effect.READ || (!bare && call.hasSecret())) {
            return 0;
        }
        return Math.max(0, Math.min(MOST, call.redirects().orElse(USUAL)));
    }

    /**
     * The request that a redirect asks for.
     *
     * @throws HandlerException when it leads nowhere, or would give a secret away
     */
    Outgoing next(Outgoing request, Received answer) {
        String location = answer.header("Location").orElse("");
        WebAddress next = Reference.resolve(request.address(), location)
                .orElseThrow(() -> failed(request, "redirects to what is no web address"));
        boolean sameOrigin = next.origin().equals(request.address().origin());
        if (request.address().isSecure()
                && !next.isSecure()
                && (request.hasSecretHeader() || masks.finds(next.toString()))) {
            throw failed(request, "redirects to an address without encryption, to which no credential is sent");
        }
        if (!sameOrigin && masks.finds(next.toString())) {
            throw failed(request, "redirects to another site with a credential in the address");
        }
        String shownHost = sameOrigin ? request.shownHost() : masks.mask(next.hostAndPort());
        Outgoing moved = request.to(next, masks.mask(next.toString()), shownHost);
        Outgoing safe = sameOrigin ? moved : moved.withoutSecrets();
        return becomesGet(request, answer.status()) ? safe.asGet() : safe;
    }

    HandlerException tooMany(Outgoing request, int most) {
        return failed(request, "redirects more than " + (most == 1 ? "once" : most + " times"));
    }

    private static boolean becomesGet(Outgoing request, int status) {
        return status == 303
                || ((status == 301 || status == 302) && request.method().equals("POST"));
    }

    private static HandlerException failed(Outgoing request, String what) {
        return new HandlerException(Verdict.failed(FailureKind.INVALID_RESPONSE, request.shownHost() + " " + what + ".")
                .suggest("Check the address; if it is right, whoever runs the service must repair it."));
    }
}
