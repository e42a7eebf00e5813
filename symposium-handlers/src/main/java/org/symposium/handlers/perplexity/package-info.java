/** Questions to Perplexity's Sonar models, answered from the web with sources. */
@NullMarked
package org.symposium.handlers.perplexity;

import org.jspecify.annotations.NullMarked;
