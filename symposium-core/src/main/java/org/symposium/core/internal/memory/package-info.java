/** The parts of the in-memory store. */
@NullMarked
package org.symposium.core.internal.memory;

import org.jspecify.annotations.NullMarked;
