package org.symposium.handlers.rss;

import java.net.URI;
import java.util.OptionalLong;

/**
 * Something attached to an item: an episode, a picture.
 *
 * @param type media type, or empty
 * @param length bytes, as far as the feed can be believed
 */
record Enclosure(URI url, String type, OptionalLong length) {}
