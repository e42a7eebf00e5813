package org.symposium.core.internal.health;

/**
 * How many runs in a row may fail.
 *
 * @param warn with so many its user is told
 * @param off with so many it is switched off
 */
public record Thresholds(int warn, int off) {}
