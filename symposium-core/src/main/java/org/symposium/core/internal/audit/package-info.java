/** Who used which credentials, when and why. */
@NullMarked
package org.symposium.core.internal.audit;

import org.jspecify.annotations.NullMarked;
