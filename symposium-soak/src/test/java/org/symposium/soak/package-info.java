/** What must hold when processes die, stand still, lose their database or their clocks jump: shown by doing it, many times over. */
@NullMarked
package org.symposium.soak;

import org.jspecify.annotations.NullMarked;
