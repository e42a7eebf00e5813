package org.symposium.core.internal.http;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.symposium.spi.RateLimiter;
import org.symposium.spi.http.HttpCall;
import org.symposium.spi.http.HttpCalls;
import org.symposium.spi.http.HttpReply;
import org.symposium.spi.model.Effect;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;

/**
 * The road of one run. Thread-safe; blocks the calling thread up to the call's deadline.
 *
 * <p>Every failure is a {@link HandlerException} whose messages are masked. {@link Verdict#isPerhapsDone} on it says that an effect may have been
 * done; without that it was certainly not. A permit that is too far away is {@link PermitMissing}.
 */
public final class RoadCalls implements HttpCalls {
    private final RoadSettings settings;
    private final SharedReplies shared;
    private final Passage passage;
    private final Clock clock;
    private final CallAddress addresses;
    private final Origins origins;
    private final CallView view;
    private final RequestMaker maker;
    private final Permits permits;
    private final RequestLog log = new RequestLog();
    private final Trip trip;
    private final Judgement judgement;

    RoadCalls(
            RoadSettings settings,
            Exchange exchange,
            SharedReplies shared,
            RateLimiter limiter,
            LimitWatch watch,
            Clock clock,
            Passage passage) {
        this.settings = settings;
        this.shared = shared;
        this.passage = passage;
        this.clock = clock;
        this.addresses = new CallAddress(passage, settings.baseUrls());
        this.origins = new Origins(passage, addresses);
        this.view = new CallView(passage, addresses);
        this.maker = new RequestMaker(passage, settings.userAgent(), clock);
        this.permits = new Permits(limiter, watch, passage, settings.longestWait());
        this.trip = new Trip(exchange, permits, log, settings, passage, clock);
        this.judgement = new Judgement(passage.judge(), passage.masks(), RateHeaders.of(passage.type(), clock));
    }

    @Override
    public HttpReply send(HttpCall call) {
        if (call.effect() != Effect.READ) {
            throw new IllegalStateException("a call that changes something is a step of a delivery: " + call.method());
        }
        return perform(call, "");
    }

    @Override
    public Attempted attempt(HttpCall call) {
        try {
            return new Attempted(Optional.of(send(call)), Optional.empty());
        } catch (PermitMissing e) {
            throw e;
        } catch (HandlerException e) {
            if (e.verdict().kind() == FailureKind.CANCELLED) {
                throw e;
            }
            return new Attempted(Optional.empty(), Optional.of(e));
        }
    }

    /**
     * Sends a call of any effect, once.
     *
     * @param idempotencyKey the step's; the same at each attempt
     * @throws HandlerException for every outcome that the judge does not call ok
     */
    public HttpReply perform(HttpCall call, String idempotencyKey) {
        passage.cancellation().throwIfCancelled();
        TimeLimit limit = TimeLimit.of(call.deadline().orElse(settings.deadline()), passage.cancellation());
        WebAddress address = addresses.of(call);
        boolean carriesSecret = carriesSecret(call, address);
        origins.check(call, address, carriesSecret);
        SharedReplies.check(call, carriesSecret);
        Received received = call.sharedFor().isEmpty()
                ? travelled(call, address, idempotencyKey, limit)
                : sharedOrTravelled(call, address, limit);
        return judged(call, received);
    }

    /** What a preview, the log and the ledger show of a call: {@code method}, {@code url}, {@code headers}, {@code body}, without secrets. */
    public Values shown(HttpCall call) {
        return view.shown(call);
    }

    /** The same for the same call at each attempt; a call that changes anything but secrets, signature and key has another. SHA-256, hex. */
    public String digest(HttpCall call) {
        return view.digest(call);
    }

    /**
     * What was sent so far, the first 10 and the last 40 requests: {@code method}, {@code url}, {@code at}, {@code duration_ms}, {@code status} or
     * {@code error_kind}, {@code shared}.
     */
    public List<Values> requests() {
        return log.entries();
    }

    /**
     * The same with {@code response_excerpt} for the last answers that were refused: masked, at most {@value org.symposium.core.internal.log.Excerpt#MOST_BYTES}
     * bytes each. For the execution row, and for nothing else.
     *
     * @param alsoLast for the last answer too, whoever refused it
     */
    public List<Values> requestsWithExcerpts(boolean alsoLast) {
        return log.entries(alsoLast, passage.masks());
    }

    /** How many requests were sent so far. */
    public int requestCount() {
        return log.count();
    }

    private Received sharedOrTravelled(HttpCall call, WebAddress address, TimeLimit limit) {
        String digest = view.digest(call);
        Optional<Received> known = shared.find(call, digest);
        return known.map(answer -> log.shared(call.method(), clock.instant(), answer))
                .orElseGet(() -> {
                    Received received = travelled(call, address, "", limit);
                    shared.keep(call, digest, received);
                    return received;
                });
    }

    /** One attempt: a permit, secrets and signature made afresh, the exchange. Whoever tries again calls this again. */
    private Received travelled(HttpCall call, WebAddress address, String key, TimeLimit limit) {
        String host =
                call.secretUrl().isPresent() ? call.shownAs() : passage.masks().mask(address.hostAndPort());
        permits.take(call, address, host, limit);
        return trip.go(call, maker.make(call, address, key, addresses.shown(call)), limit);
    }

    private HttpReply judged(HttpCall call, Received received) {
        var reply = new RoadReply(received, call, clock);
        Verdict verdict = judgement.of(call, reply, received.shownHost(), received.defect());
        permits.learn(call, received, verdict, clock.instant());
        if (!verdict.isOk()) {
            log.refused(received);
            throw new HandlerException(verdict);
        }
        return reply;
    }

    /** Also when a handler revealed a credential and wrote it into the call as plain text. */
    private boolean carriesSecret(HttpCall call, WebAddress address) {
        var masks = passage.masks();
        return call.hasSecret()
                || masks.finds(address.toString())
                || call.headers().stream().anyMatch(part -> part.text() != null && masks.finds(part.text()))
                || call.body().map(body -> masks.finds(body.shown())).orElse(false);
    }
}
