/** What goes into a row of the execution log, and how much of it. */
@NullMarked
package org.symposium.core.internal.log;

import org.jspecify.annotations.NullMarked;
