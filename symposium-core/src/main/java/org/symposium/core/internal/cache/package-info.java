/** What is kept in memory because making it again would cost more. */
@NullMarked
package org.symposium.core.internal.cache;

import org.jspecify.annotations.NullMarked;
