package org.symposium.core.internal.http;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.symposium.spi.http.HttpCall;
import org.symposium.spi.http.HttpCalls;
import org.symposium.spi.http.HttpReply;
import org.symposium.spi.model.Credentials;
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
    private final Equipment equipment;
    private final Passage passage;
    private final CallAddress addresses;
    private final Origins origins;
    private final CallView view;
    private final RequestMaker maker;
    private final Permits permits;
    private final RequestLog log = new RequestLog();
    private final Trip trip;
    private final Judgement judgement;
    private final Attempts attempts;

    RoadCalls(Equipment equipment, Passage passage) {
        RoadSettings settings = equipment.settings();
        RoadLimits limits = settings.limits();
        this.equipment = equipment;
        this.passage = passage;
        settings.proxy().ifPresent(proxy -> proxy.maskIn(passage.masks()));
        this.addresses = new CallAddress(passage, settings.baseUrls());
        this.origins = new Origins(passage, addresses);
        this.view = new CallView(passage, addresses);
        this.maker = new RequestMaker(passage, settings.userAgent(), equipment.clock());
        this.permits = new Permits(equipment, passage);
        this.trip = new Trip(equipment.exchange(), permits, log, limits, passage, equipment.clock());
        this.judgement =
                new Judgement(passage.judge(), passage.masks(), RateHeaders.of(passage.type(), equipment.clock()));
        this.attempts = new Attempts(settings.backoff(), limits.longestWait(), equipment.world(), permits::waitsInLine);
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
     * Sends a call of any effect, and tries again what may be tried again: within seconds what may pass, and once, with others, if there are, what the credentials were
     * refused for.
     *
     * @param idempotencyKey the step's; the same at each attempt
     * @throws CircuitOpen when the service failed so often that it is left alone for a while
     * @throws HandlerException for every outcome that the judge does not call ok
     */
    public HttpReply perform(HttpCall call, String idempotencyKey) {
        Credentials used = passage.credentials().current();
        try {
            return performed(call, idempotencyKey);
        } catch (HandlerException e) {
            if (!isRefusal(e, call) || !passage.credentials().giveWay(used, passage.masks())) {
                throw e;
            }
            return performed(call, idempotencyKey);
        }
    }

    /** Credentials that the service does not take any more; what may have been done all the same is not done again. */
    private boolean isRefusal(HandlerException failure, HttpCall call) {
        return failure.verdict().kind() == FailureKind.AUTHENTICATION
                && (call.effect() != Effect.ONCE || !failure.verdict().isPerhapsDone())
                && carriesSecret(call, addresses.of(call));
    }

    private HttpReply performed(HttpCall call, String idempotencyKey) {
        passage.cancellation().throwIfCancelled();
        Duration total = call.deadline().orElse(equipment.settings().limits().deadline());
        TimeLimit limit = TimeLimit.of(total, passage.cancellation());
        WebAddress address = addresses.of(call);
        if (call.sharedFor().isPresent()) {
            SharedReplies.check(call, carriesSecret(call, address));
        }
        String digest = call.sharedFor().isPresent() ? view.digest(call) : "";
        Optional<Received> kept = equipment.shared().find(call, digest);
        if (kept.isPresent()) {
            Received shared = log.shared(call.method(), equipment.clock().instant(), kept.get());
            RoadReply reply = reply(call, shared);
            return passed(reply, shared, verdict(call, reply, shared));
        }
        return equipment
                .circuits()
                .to(passage, address.origin(), shownHost(call, address))
                .go(() -> attempts.of(call.effect(), limit, () -> attempted(call, idempotencyKey, limit, digest)));
    }

    /** What a preview, the log and the ledger show of a call: {@code method}, {@code url}, {@code headers}, {@code body}, without secrets. */
    public Values shown(HttpCall call) {
        return view.shown(call);
    }

    /** The same for the same call at each attempt; a call that changes anything but secrets, signature and key has another. SHA-256, hex. */
    public String digest(HttpCall call) {
        return view.digest(call);
    }

    /** Calls as they would be sent from now on, one after the other; none is. */
    public Rehearsal rehearsal() {
        return new Rehearsal(this::ready, view, permits.outlook());
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

    /** Whether the run may be put back for a permit: not once something came of it that it would ask for again. */
    public boolean mayBePutBack() {
        return !permits.waitsInLine();
    }

    /** How many requests were sent so far. */
    public int requestCount() {
        return log.count();
    }

    private HttpReply attempted(HttpCall call, String key, TimeLimit limit, String digest) {
        WebAddress address = addresses.of(call);
        Received received = travelled(call, address, key, limit);
        RoadReply reply = reply(call, received);
        Verdict verdict = verdict(call, reply, received);
        permits.learn(call, address, received, verdict, equipment.clock().instant());
        if (verdict.isOk() || !verdict.kind().retryable()) {
            equipment.shared().keep(call, digest, received);
        }
        return passed(reply, received, verdict);
    }

    /** One attempt: a permit, secrets and signature made afresh, the exchange. */
    private Received travelled(HttpCall call, WebAddress address, String key, TimeLimit limit) {
        origins.check(call, address, carriesSecret(call, address));
        permits.take(call, address, shownHost(call, address), limit);
        return trip.go(call, maker.make(call, address, key, addresses.shown(call)), limit);
    }

    /** What {@link #travelled} does before it takes a permit, and after it before anything is sent. */
    private WebAddress ready(HttpCall call, String key) {
        WebAddress address = addresses.of(call);
        origins.check(call, address, carriesSecret(call, address));
        maker.make(call, address, key, addresses.shown(call));
        return address;
    }

    private RoadReply reply(HttpCall call, Received received) {
        return new RoadReply(received, call, equipment.clock(), passage.masks());
    }

    private Verdict verdict(HttpCall call, RoadReply reply, Received received) {
        return judgement.of(call, reply, received.shownHost(), received.defect());
    }

    private HttpReply passed(HttpReply reply, Received received, Verdict verdict) {
        if (!verdict.isOk()) {
            log.refused(received);
            throw new HandlerException(verdict);
        }
        return reply;
    }

    private String shownHost(HttpCall call, WebAddress address) {
        return call.secretUrl().isPresent() ? call.shownAs() : passage.masks().mask(address.hostAndPort());
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
