package org.symposium.spi.model;

import org.symposium.spi.http.FixtureCall;

public interface ModelThatKnowsHttp extends FixtureCall {}
