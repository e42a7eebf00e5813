package org.symposium.core.internal.flow;

import org.symposium.core.FixtureEngine;

/** A flow that knows the engine. */
public final class FixtureFlow {
    public Class<?> forbidden() {
        return FixtureEngine.class;
    }
}
