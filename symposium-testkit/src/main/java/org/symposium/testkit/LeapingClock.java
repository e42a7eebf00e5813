package org.symposium.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A clock that goes on as time does, and leaps when it is told to: what waits for it gets there in any case, and earlier after a leap. Thread-safe; a clock made by
 * {@link #withZone} leaps with it.
 */
public final class LeapingClock extends Clock {
    private final Instant start;
    private final long startNanos;
    private final AtomicLong leapt;
    private final ZoneId zone;

    private LeapingClock(Instant start, long startNanos, AtomicLong leapt, ZoneId zone) {
        this.start = start;
        this.startNanos = startNanos;
        this.leapt = leapt;
        this.zone = zone;
    }

    /** A clock in UTC that shows this moment now. */
    public static LeapingClock at(Instant moment) {
        return new LeapingClock(moment, System.nanoTime(), new AtomicLong(), ZoneOffset.UTC);
    }

    /** As {@link #at(Instant)}, from text such as {@code 2026-01-31T09:00:00Z}. */
    public static LeapingClock at(String moment) {
        return at(Instant.parse(moment));
    }

    /** Puts it on by this time, at once. */
    public void leap(Duration time) {
        leapt.addAndGet(time.toNanos());
    }

    @Override
    public Instant instant() {
        return start.plusNanos(System.nanoTime() - startNanos + leapt.get());
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new LeapingClock(start, startNanos, leapt, other);
    }

    @Override
    public String toString() {
        return "LeapingClock[" + instant() + "]";
    }
}
