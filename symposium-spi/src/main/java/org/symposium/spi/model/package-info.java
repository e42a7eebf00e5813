/**
 * Immutable values that travel between a host, the engine, handlers and stores. What a stranger <em>makes</em> is a final class
 * with withers; what a stranger only <em>reads</em> is a record. Nothing here knows a flow, a store or a network.
 */
@NullMarked
package org.symposium.spi.model;

import org.jspecify.annotations.NullMarked;
