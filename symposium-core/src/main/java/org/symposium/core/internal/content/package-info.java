/** Templates to Markdown, Markdown to a document, HTML and text, and HTML from outside to Markdown. */
@NullMarked
package org.symposium.core.internal.content;

import org.jspecify.annotations.NullMarked;
