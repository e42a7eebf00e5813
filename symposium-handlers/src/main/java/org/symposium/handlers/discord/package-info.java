/** Cards as messages in Discord, by a channel's webhook. */
@NullMarked
package org.symposium.handlers.discord;

import org.jspecify.annotations.NullMarked;
