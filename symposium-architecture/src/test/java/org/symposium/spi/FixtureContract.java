package org.symposium.spi;

public interface FixtureContract {}
