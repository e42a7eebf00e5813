/** The road out: every byte that leaves goes through here, checked, limited, within its deadline, masked. */
@NullMarked
package org.symposium.core.internal.http;

import org.jspecify.annotations.NullMarked;
