package org.symposium.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until it is moved by hand. Thread-safe; a clock made by {@link #withZone} moves with it. */
public final class MutableClock extends Clock {
    private final AtomicReference<Instant> now;
    private final ZoneId zone;

    private MutableClock(AtomicReference<Instant> now, ZoneId zone) {
        this.now = now;
        this.zone = zone;
    }

    /** A clock in UTC that shows this moment. */
    public static MutableClock at(Instant moment) {
        return new MutableClock(new AtomicReference<>(moment), ZoneOffset.UTC);
    }

    /** As {@link #at(Instant)}, from text such as {@code 2026-01-31T09:00:00Z}. */
    public static MutableClock at(String moment) {
        return at(Instant.parse(moment));
    }

    /** Moves it on, or back if the duration is negative. */
    public void advance(Duration duration) {
        now.updateAndGet(moment -> moment.plus(duration));
    }

    /** Sets it to a moment. */
    public void set(Instant moment) {
        now.set(moment);
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new MutableClock(now, other);
    }

    @Override
    public String toString() {
        return "MutableClock[" + now + "]";
    }
}
