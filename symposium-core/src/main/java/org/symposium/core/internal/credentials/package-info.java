/** Sealing and opening credentials, and masking every secret by value. */
@NullMarked
package org.symposium.core.internal.credentials;

import org.jspecify.annotations.NullMarked;
