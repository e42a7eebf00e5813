/** Finds handlers, and keeps the table of types in step with them. */
@NullMarked
package org.symposium.core.internal.types;

import org.jspecify.annotations.NullMarked;
