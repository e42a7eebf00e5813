package org.symposium.core.internal.http;

import java.time.Clock;
import org.symposium.spi.RateLimiter;

/** What all runs on one road share. */
record Equipment(
        RoadSettings settings,
        Exchange exchange,
        SharedReplies shared,
        Circuits circuits,
        RateLimiter limiter,
        LimitWatch limits,
        Penalties penalties,
        Clock clock,
        Surroundings world) {}
