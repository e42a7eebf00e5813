/** Life of runs: threads, leases kept alive, cancelling, queue entries. */
@NullMarked
package org.symposium.core.internal.runs;

import org.jspecify.annotations.NullMarked;
