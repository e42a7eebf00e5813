/** Contracts to test stores and handlers against: extend one, say how to open the thing, and its tests run. */
@NullMarked
package org.symposium.testkit;

import org.jspecify.annotations.NullMarked;
