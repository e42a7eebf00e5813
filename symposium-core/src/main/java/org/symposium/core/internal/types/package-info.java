/**
 * Finds handlers, and keeps the table of types in step with them: {@link org.symposium.core.internal.types.HandlerDiscovery} looks for JARs,
 * {@link org.symposium.core.internal.types.TypeRegistry} asks what they bring, checks it, writes it down, and knows it from then on.
 */
@NullMarked
package org.symposium.core.internal.types;

import org.jspecify.annotations.NullMarked;
