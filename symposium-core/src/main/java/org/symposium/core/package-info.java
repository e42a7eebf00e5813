/** What a host calls: the engine, the views of its owners, results, and the parts it may replace. */
@NullMarked
package org.symposium.core;

import org.jspecify.annotations.NullMarked;
