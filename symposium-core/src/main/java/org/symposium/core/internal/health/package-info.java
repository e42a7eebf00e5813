/** Persistent failure: what counts against whom, when something is switched off, and whether the host is offline. */
@NullMarked
package org.symposium.core.internal.health;

import org.jspecify.annotations.NullMarked;
