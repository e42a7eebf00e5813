/** Secrets that are made to be found, over all handlers and stores: none may turn up but in requests. */
@NullMarked
package org.symposium.soak.canary;

import org.jspecify.annotations.NullMarked;
