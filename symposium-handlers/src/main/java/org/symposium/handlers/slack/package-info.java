/** Cards as messages in Slack, by an app's bot or an incoming webhook. */
@NullMarked
package org.symposium.handlers.slack;

import org.jspecify.annotations.NullMarked;
