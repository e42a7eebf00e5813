/** Checks definitions and values against schemas, merges settings, and gives schemas as JSON Schema. */
@NullMarked
package org.symposium.core.internal.schema;

import org.jspecify.annotations.NullMarked;
