/** Cards as campaigns of Mailchimp: sent, scheduled, or left as drafts. */
@NullMarked
package org.symposium.handlers.mailchimp;

import org.jspecify.annotations.NullMarked;
