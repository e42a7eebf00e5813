/** What the modules, packages and libraries may know of each other. */
@NullMarked
package org.symposium.architecture;

import org.jspecify.annotations.NullMarked;
