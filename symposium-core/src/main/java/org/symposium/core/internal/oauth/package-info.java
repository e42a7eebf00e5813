/** OAuth 2 (RFC 6749) as data: what a type's block says, how its service is asked, what its answers mean. */
@NullMarked
package org.symposium.core.internal.oauth;

import org.jspecify.annotations.NullMarked;
