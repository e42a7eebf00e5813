/** Stores in H2, PostgreSQL or MariaDB. A host calls {@link org.symposium.jdbc.JdbcStores}; the rest is behind it. */
@NullMarked
package org.symposium.jdbc;

import org.jspecify.annotations.NullMarked;
