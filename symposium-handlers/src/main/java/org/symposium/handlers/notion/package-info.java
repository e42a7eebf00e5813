/** Pages and databases of Notion, read and written. */
@NullMarked
package org.symposium.handlers.notion;

import org.jspecify.annotations.NullMarked;
