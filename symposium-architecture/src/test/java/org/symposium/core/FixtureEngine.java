package org.symposium.core;

import org.symposium.core.internal.flow.FixtureFlow;

/** Stands where the engine stands; forms a cycle with its flow. */
public final class FixtureEngine {
    FixtureFlow flow = new FixtureFlow();
}
