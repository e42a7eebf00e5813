package org.symposium.spi;

/**
 * The right to work on something.
 *
 * @param key what, such as {@code source/ada/0199…}
 * @param fence grows with each new holder of the key, so that writes of an earlier one can be told
 */
public record Lease(String key, long fence) {}
