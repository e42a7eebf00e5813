/** Encryption keys: where they come from, what is a good one, and sealing and opening with them. */
@NullMarked
package org.symposium.core.internal.keys;

import org.jspecify.annotations.NullMarked;
