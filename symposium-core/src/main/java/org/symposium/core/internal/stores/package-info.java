/** The host's stores, asked again while they are out of reach. */
@NullMarked
package org.symposium.core.internal.stores;

import org.jspecify.annotations.NullMarked;
