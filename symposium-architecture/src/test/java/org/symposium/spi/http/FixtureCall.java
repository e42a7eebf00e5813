package org.symposium.spi.http;

import org.symposium.spi.FixtureContract;

/** A call that knows a contract. */
public interface FixtureCall extends FixtureContract {}
