/** Cards to any address that takes JSON, signed as Standard Webhooks 1.0 asks. */
@NullMarked
package org.symposium.handlers.webhook;

import org.jspecify.annotations.NullMarked;
