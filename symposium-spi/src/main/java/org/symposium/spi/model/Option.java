package org.symposium.spi.model;

/**
 * One choice of a select field.
 *
 * @param value what is stored
 * @param label what a person reads
 */
public record Option(String value, String label) {}
