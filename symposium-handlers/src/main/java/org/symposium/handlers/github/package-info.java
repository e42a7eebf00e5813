/** Repositories, issues, pull requests and releases of GitHub, by its REST API. */
@NullMarked
package org.symposium.handlers.github;

import org.jspecify.annotations.NullMarked;
