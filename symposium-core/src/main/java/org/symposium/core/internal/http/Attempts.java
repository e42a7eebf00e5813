package org.symposium.core.internal.http;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.symposium.spi.model.Effect;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.Verdict;

/**
 * Tries a call again that failed in a way that may pass within seconds: what reads or may be repeated, whatever became of it; what happens each
 * time, only if it certainly did not happen. A wait that the service asks for is kept if it is near; else the failure says it, for the run to come
 * back then.
 */
final class Attempts {
    private final Backoff backoff;
    private final Duration longestWait;
    private final Surroundings world;
    private final BooleanSupplier inLine;

    /**
     * Attempts of one run.
     *
     * @param inLine whether the run waits in line for permits that are far: then for what a service asks for as well, whose windows are closed so long
     */
    Attempts(Backoff backoff, Duration longestWait, Surroundings world, BooleanSupplier inLine) {
        this.inLine = inLine;
        this.backoff = backoff;
        this.longestWait = longestWait;
        this.world = world;
    }

    /**
     * What the first attempt gives that does not fail.
     *
     * @throws PermitMissing when there is no permit for the first attempt
     * @throws HandlerException the last failure; in doubt if any attempt left the effect in doubt
     */
    <T> T of(Effect effect, TimeLimit limit, Supplier<T> attempt) {
        HandlerException before = null;
        for (int made = 1; ; made++) {
            try {
                return attempt.get();
            } catch (PermitMissing e) {
                throw before == null ? e : new HandlerException(before.verdict().retryAfter(e.waitTime()), e);
            } catch (HandlerException e) {
                before = after(before, e);
            }
            Optional<Duration> wait = waitAfter(before.verdict(), made, effect, limit)
                    .filter(time -> time.compareTo(limit.remaining()) < 0);
            if (wait.isEmpty()) {
                throw before;
            }
            pause(wait.get(), limit, before);
        }
    }

    private Optional<Duration> waitAfter(Verdict failed, int made, Effect effect, TimeLimit limit) {
        Duration asked = failed.waitFor().orElse(Duration.ZERO);
        boolean isNear = asked.compareTo(longestWait) <= 0;
        boolean again = made < backoff.attempts()
                && mayPass(failed.kind())
                && (effect != Effect.ONCE || !failed.isPerhapsDone())
                && (isNear || isInLine(asked, limit));
        if (!again) {
            return Optional.empty();
        }
        Duration pause = backoff.after(made, world.chance().getAsDouble());
        return Optional.of(isNear ? asked.plus(pause) : pause); // what is far is waited for in line
    }

    private boolean isInLine(Duration asked, TimeLimit limit) {
        return inLine.getAsBoolean()
                && limit.cancellation()
                        .remaining()
                        .filter(left -> asked.compareTo(left) < 0)
                        .isPresent();
    }

    private static boolean mayPass(FailureKind kind) {
        return kind == FailureKind.RATE_LIMITED || kind == FailureKind.SERVER_ERROR || kind == FailureKind.NETWORK;
    }

    private void pause(Duration wait, TimeLimit limit, HandlerException before) {
        try {
            world.pause().pause(limit.cancellation(), wait);
        } catch (HandlerException e) {
            throw after(before, e);
        }
    }

    /** What an earlier attempt may have done is not undone by a later one. */
    private static HandlerException after(@Nullable HandlerException before, HandlerException failure) {
        boolean inDoubt = before != null && before.verdict().isPerhapsDone();
        return inDoubt && !failure.verdict().isPerhapsDone()
                ? new HandlerException(failure.verdict().perhapsDone(), failure)
                : failure;
    }
}
