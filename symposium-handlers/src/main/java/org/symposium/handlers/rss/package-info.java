/** RSS, Atom and JSON Feed as a source: a tolerant reader of our own, made for feeds as they are out there. */
@NullMarked
package org.symposium.handlers.rss;

import org.jspecify.annotations.NullMarked;
