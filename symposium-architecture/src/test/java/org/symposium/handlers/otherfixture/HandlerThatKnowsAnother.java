package org.symposium.handlers.otherfixture;

import org.symposium.handlers.fixture.FixtureHandler;

public final class HandlerThatKnowsAnother {
    FixtureHandler forbidden = new FixtureHandler();
}
