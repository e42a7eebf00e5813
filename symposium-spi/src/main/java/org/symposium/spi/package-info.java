/** The contracts that strangers implement: handlers, stores, the vault, listeners; and what the engine hands to them. */
@NullMarked
package org.symposium.spi;

import org.jspecify.annotations.NullMarked;
