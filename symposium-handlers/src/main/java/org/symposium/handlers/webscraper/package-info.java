/** What web pages hold, by CSS selectors: jsoup reads the pages, crawler-commons their sites' robots.txt, and nothing but the road fetches either. */
@NullMarked
package org.symposium.handlers.webscraper;

import org.jspecify.annotations.NullMarked;
