/** When a schedule is due next. */
@NullMarked
package org.symposium.core.internal.schedule;

import org.jspecify.annotations.NullMarked;
