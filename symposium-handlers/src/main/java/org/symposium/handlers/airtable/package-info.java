/** Records of Airtable's tables: read as cards, and written from cards. */
@NullMarked
package org.symposium.handlers.airtable;

import org.jspecify.annotations.NullMarked;
