package org.symposium.core.internal.http;

import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.symposium.core.internal.http.LimitKeys.Window;
import org.symposium.spi.RateLimiter;
import org.symposium.spi.RateLimiter.Answer;
import org.symposium.spi.RateLimiter.Demand;
import org.symposium.spi.RateLimiter.Waiter;
import org.symposium.spi.http.HttpCall;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.Verdict;

/**
 * The permits of one run: one for each request, taken just before it is sent. One that is near is waited for. For one that is further away the run is put back, for
 * good: whatever the handler makes of it, nothing more is sent. A run that would have to begin anew, and has an answer already, waits in line instead.
 */
final class Permits {
    private static final Duration LONGEST_NAP = Duration.ofSeconds(5);

    /** Spacing may take a twentieth of the time that the run has left each time, so it never makes a run late. */
    private static final int SPACING_SHARE = 20;

    private final RateLimiter limiter;
    private final LimitWatch watch;
    private final Penalties penalties;
    private final Passage passage;
    private final LimitKeys keys;
    private final Duration longestWait;
    private final Map<String, Long> taken = new ConcurrentHashMap<>();
    private final BitSet waiting = new BitSet();
    private volatile boolean isAnswered;

    Permits(Equipment equipment, Passage passage) {
        this.limiter = equipment.limiter();
        this.watch = equipment.limits();
        this.penalties = equipment.penalties();
        this.passage = passage;
        this.keys = new LimitKeys(passage.type(), passage.integration());
        this.longestWait = equipment.settings().limits().longestWait();
    }

    /**
     * Takes a permit, waiting for it if it is near. The call's time does not run while it waits.
     *
     * @throws PermitMissing when it is too far, and the run is put back
     * @throws HandlerException RATE_LIMITED when it is too far and the run can't be put back; CANCELLED when the run is stopped meanwhile
     */
    void take(HttpCall call, WebAddress address, String shownHost, TimeLimit limit) {
        List<Window> windows = keys.of(call, address);
        holdAlone(windows, address, shownHost, limit);
        if (windows.isEmpty()) {
            return;
        }
        space(windows, limit);
        int place = queueUp();
        try {
            inLine(
                    windows,
                    new Waiter(
                            passage.executionId() + "/" + place,
                            passage.integration().id()),
                    shownHost,
                    limit);
        } finally {
            leave(place);
        }
    }

    /** What calls would have to wait from now on. */
    LimitOutlook outlook() {
        return new LimitOutlook(limiter, keys, this::closedAlone);
    }

    /**
     * Takes to heart what the service says of its own windows.
     *
     * @param asked where the call went first; it may have been led elsewhere
     */
    void learn(HttpCall call, WebAddress asked, Received received, Verdict verdict, Instant now) {
        isAnswered |= verdict.isOk();
        boolean isAllMeant = received.header("X-RateLimit-Global")
                .filter(text -> text.strip().equalsIgnoreCase("true"))
                .isPresent();
        List<Window> meant = keys.meant(call, isAllMeant);
        if (!verdict.isOk()) {
            penalty(verdict, meant)
                    .map(RetryAfter::capped)
                    .filter(wait -> !wait.isZero())
                    .ifPresent(wait -> close(meant, asked, received.address(), wait));
        } else {
            keysOf(meant).forEach(penalties::answered);
        }
        for (Verdict.Remaining remaining : verdict.remaining()) {
            lower(named(meant, remaining.window()), remaining, now);
        }
    }

    /** Whether the run can't be put back any more without loss, and waits for what is far too. */
    boolean waitsInLine() {
        return passage.putBack() == Passage.PutBack.BEFORE_FIRST_ANSWER && isAnswered;
    }

    private void inLine(List<Window> windows, Waiter waiter, String shownHost, TimeLimit limit) {
        List<Demand> demands = windows.stream().map(Window::demand).toList();
        long began = System.nanoTime();
        while (true) {
            Answer answer = limiter.acquire(demands, waiter);
            watch.saw(answer, windows, passage.integration());
            if (answer.isGranted()) {
                keysOf(windows).forEach(key -> watch.count(key).ifPresent(count -> taken.put(key, count)));
                return;
            }
            Duration waited = Duration.ofNanos(System.nanoTime() - began);
            hold(answer.waitTime(), waited, shownHost, limit);
        }
    }

    private void holdAlone(List<Window> windows, WebAddress address, String shownHost, TimeLimit limit) {
        if (windows.stream().noneMatch(Window::isLimit)) {
            for (Duration wait = closedAlone(address); !wait.isZero(); wait = closedAlone(address)) {
                hold(wait, Duration.ZERO, shownHost, limit);
            }
        }
    }

    private Duration closedAlone(WebAddress address) {
        Duration origin = watch.closedFor(alone(address));
        Duration leading = watch.closedFor(leading(address));
        return origin.compareTo(leading) > 0 ? origin : leading;
    }

    /** Waits a part of it, or the whole. */
    private void hold(Duration wait, Duration waited, String shownHost, TimeLimit limit) {
        if (wait.plus(waited).compareTo(longestWait) > 0) {
            checkMayWait(wait, shownHost, limit);
        }
        limit.pauseUncounted(wait.compareTo(LONGEST_NAP) > 0 ? LONGEST_NAP : wait);
    }

    private void checkMayWait(Duration wait, String shownHost, TimeLimit limit) {
        if (wait.compareTo(RetryAfter.LONGEST) > 0) {
            throw new PermitTooFar(
                    "The limit of requests to " + shownHost + " is reached for longer than a day.", wait);
        }
        if (!waitsInLine()) {
            var missing = new PermitMissing(shownHost, wait);
            passage.cancellation().putBack(missing);
            throw missing;
        }
        boolean isInTime = limit.cancellation()
                .remaining()
                .map(left -> wait.compareTo(left) < 0)
                .orElse(true);
        if (!isInTime) {
            throw new PermitTooFar(
                    "The limit of requests to " + shownHost + " is reached for longer than the run may take.", wait);
        }
    }

    private void space(List<Window> windows, TimeLimit limit) {
        Duration share = limit.cancellation()
                .remaining()
                .map(left -> left.dividedBy(SPACING_SHARE))
                .orElse(longestWait);
        Duration pace = watch.pace(windows, share.compareTo(longestWait) < 0 ? share : longestWait);
        if (!pace.isZero()) {
            limit.pauseUncounted(pace);
        }
    }

    /** The same place for a request that is asked for again after the run was put back, so it has its turn then. */
    private synchronized int queueUp() {
        int place = waiting.nextClearBit(1);
        waiting.set(place);
        return place;
    }

    private synchronized void leave(int place) {
        waiting.clear(place);
    }

    private Optional<Duration> penalty(Verdict verdict, List<Window> meant) {
        return switch (verdict.kind()) {
            case RATE_LIMITED, QUOTA -> verdict.waitFor().or(() -> ofTheType(meant));
            case SERVER_ERROR -> verdict.waitFor();
            default -> Optional.empty();
        };
    }

    private Optional<Duration> ofTheType(List<Window> meant) {
        return meant.stream()
                .flatMap(window -> window.rule().penalty().stream()
                        .map(fixed -> penalties.refused(window.demand().key(), fixed)))
                .max(Duration::compareTo);
    }

    private void close(List<Window> meant, WebAddress asked, WebAddress answered, Duration wait) {
        if (meant.isEmpty()) {
            alone(asked, answered).forEach(key -> watch.close(key, wait));
        }
        for (String key : keysOf(meant)) {
            limiter.close(key, wait);
        }
    }

    /**
     * What a type without any limit is refused by a service, this engine keeps to by itself: at the origin that refused, and at an address that only leads there,
     * which else would be asked in vain.
     */
    private Set<String> alone(WebAddress asked, WebAddress answered) {
        return asked.origin().equals(answered.origin())
                ? Set.of(alone(answered))
                : Set.of(alone(answered), leading(asked));
    }

    private String alone(WebAddress address) {
        return passage.integration().id() + " " + address.origin();
    }

    private String leading(WebAddress address) {
        return passage.integration().id() + " to " + LimitKeys.hash(address.toString());
    }

    private static List<Window> named(List<Window> meant, String name) {
        return name.isEmpty()
                ? meant
                : meant.stream()
                        .filter(window -> window.rule().key().equals(name))
                        .toList();
    }

    /** Only when it is less than our own windows let through: more needs no telling. */
    private void lower(List<Window> meant, Verdict.Remaining remaining, Instant now) {
        Duration time = RetryAfter.capped(Duration.between(now, remaining.resetAt()));
        if (time.isZero()) {
            return;
        }
        for (String key : keysOf(meant)) {
            long most = meant.stream()
                    .filter(window -> window.demand().key().equals(key))
                    .mapToLong(window -> window.demand().limit())
                    .max()
                    .orElse(0);
            if (remaining.calls() < most) {
                long sinceThen = watch.countedSince(key, taken.get(key)); // these the service had not seen yet
                limiter.lower(key, Math.max(0, remaining.calls() - sinceThen), time);
            }
        }
    }

    private static Set<String> keysOf(List<Window> windows) {
        return windows.stream().map(window -> window.demand().key()).collect(Collectors.toSet());
    }
}
