/** The flows: the only code that knows the order of steps, and the only place that catches what a run throws. */
@NullMarked
package org.symposium.core.internal.flow;

import org.jspecify.annotations.NullMarked;
