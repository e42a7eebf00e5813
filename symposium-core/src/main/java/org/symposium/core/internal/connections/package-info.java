/** What becomes of an integration's connection: given, tried, switched, wiped. */
@NullMarked
package org.symposium.core.internal.connections;

import org.jspecify.annotations.NullMarked;
