/** A program to read: a feed becomes a card, and the card reaches a webhook. Begin with {@link org.symposium.examples.quickstart.Quickstart}. */
@NullMarked
package org.symposium.examples.quickstart;

import org.jspecify.annotations.NullMarked;
