package org.symposium.core.internal.http;

import java.io.IOException;
import java.util.Optional;
import org.symposium.core.internal.credentials.Masks;
import org.symposium.spi.http.HttpCall;
import org.symposium.spi.http.HttpReply;
import org.symposium.spi.http.Judge;
import org.symposium.spi.model.Effect;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.Verdict;

/** Asks the judge of a call what a reply means. What a judge says may repeat the reply, so it is masked. */
final class Judgement {
    private final Judge handlers;
    private final Masks masks;
    private final RateHeaders headers;

    Judgement(Judge handlers, Masks masks, RateHeaders headers) {
        this.handlers = handlers;
        this.masks = masks;
        this.headers = headers;
    }

    /**
     * The verdict, masked. A judge that fails on a reply whose status says no anyway leaves it at that.
     *
     * @param defect what is wrong about the reply's body, for which no judge can call it ok
     */
    Verdict of(HttpCall call, HttpReply reply, String host, Optional<IOException> defect) {
        Verdict verdict = headers.complete(asked(call, reply), reply);
        if (verdict.isOk() && defect.isPresent()) {
            IOException flaw = defect.get();
            FailureKind kind = flaw instanceof BadAnswer bad ? bad.kind() : FailureKind.NETWORK;
            String what = flaw instanceof BadAnswer ? flaw.getMessage() : "sent an answer that breaks off";
            verdict = Verdict.failed(kind, host + " " + what + ".").perhapsDone();
        }
        return verdict.isOk() ? verdict : masked(verdict);
    }

    private Verdict asked(HttpCall call, HttpReply reply) {
        Verdict byStatus = reply.byStatus();
        try {
            return call.judge().orElse(handlers).judge(reply);
        } catch (HandlerException e) {
            return byStatus.isOk() ? doubtful(e.verdict(), call) : byStatus;
        } catch (RuntimeException e) {
            if (!byStatus.isOk()) {
                return byStatus;
            }
            var fault = Verdict.failed(FailureKind.INTERNAL, "The handler could not judge the service's answer.");
            throw new HandlerException(doubtful(fault, call), masks.cover(e));
        }
    }

    /** A status that says yes to an effect stands for its being done, whatever the judge could not read. */
    private static Verdict doubtful(Verdict verdict, HttpCall call) {
        return call.effect() == Effect.READ ? verdict : verdict.perhapsDone();
    }

    private Verdict masked(Verdict verdict) {
        Verdict masked = Verdict.failed(verdict.kind(), masks.mask(verdict.message()))
                .suggest(masks.mask(verdict.suggestion()))
                .atField(masks.mask(verdict.field()));
        if (verdict.waitFor().isPresent()) {
            masked = masked.retryAfter(RetryAfter.capped(verdict.waitFor().get()));
        }
        if (verdict.isPerhapsDone()) {
            masked = masked.perhapsDone();
        }
        for (Verdict.Remaining left : verdict.remaining()) {
            masked = masked.remaining(left.window(), left.calls(), left.resetAt());
        }
        return masked;
    }
}
