package org.symposium.core.internal.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.symposium.spi.http.HttpCall;
import org.symposium.spi.model.Effect;
import org.symposium.spi.model.HandlerException;

/** One attempt at a call, from its request over redirects to an answer. */
final class Trip {
    private final Exchange exchange;
    private final Permits permits;
    private final Redirects redirects;
    private final RequestLog log;
    private final RoadLimits limits;
    private final Passage passage;
    private final Clock clock;

    Trip(Exchange exchange, Permits permits, RequestLog log, RoadLimits limits, Passage passage, Clock clock) {
        this.exchange = exchange;
        this.permits = permits;
        this.redirects = new Redirects(passage.masks());
        this.log = log;
        this.limits = limits;
        this.passage = passage;
        this.clock = clock;
    }

    /**
     * Sends the request, for which a permit was taken, and follows redirects, with a permit for each.
     *
     * @throws HandlerException when no answer came, the run was stopped, or a redirect leads astray
     */
    Received go(HttpCall call, Outgoing first, TimeLimit limit) {
        int most = Redirects.most(call);
        Outgoing request = first;
        boolean permanent = true;
        for (int followed = 0; ; followed++) {
            Received answer = exchanged(call, request, limit);
            if (!answer.isRedirect() || most == 0 || call.accept().contains(answer.status())) {
                return permanent && followed > 0 ? answer.movedForGood() : answer;
            }
            if (followed == most) {
                throw redirects.tooMany(request, most);
            }
            permanent &= answer.status() == 301 || answer.status() == 308;
            request = redirects.next(request, answer);
            permits.take(call, request.address(), request.shownHost(), limit);
        }
    }

    private Received exchanged(HttpCall call, Outgoing request, TimeLimit limit) {
        passage.cancellation().throwIfCancelled();
        Instant at = clock.instant();
        long start = System.nanoTime();
        var reader = new ReplyReader(mostBytes(call), limits.compressionRatio());
        try {
            return log.answered(request, at, since(start), exchange.run(request, limit, reader));
        } catch (Unanswered e) {
            HandlerException failure = new Faults(limit, passage.masks()).of(e, request.shownHost(), call.effect());
            log.failed(request, at, since(start), failure.verdict().kind(), reader.partial(request));
            throw failure;
        }
    }

    private long mostBytes(HttpCall call) {
        return call.maxBytes().orElse(call.effect() == Effect.READ ? limits.maxBytesRead() : limits.maxBytesOther());
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
