package org.symposium.jdbc;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a failed statement means. */
final class Failures {
    /** SQL standard: unique constraint violation, as H2 and PostgreSQL tell it. */
    private static final String DUPLICATE = "23505";

    /** MariaDB: ER_DUP_ENTRY. */
    private static final int MARIADB_DUPLICATE = 1062;

    /** MariaDB: lock wait timeout, deadlock, row changed since it was read. H2: lock timeout, concurrent update. */
    private static final Set<Integer> LOST_RACES = Set.of(1205, 1213, 1020, 50200, 90131);

    private Failures() {}

    /** Whether there is a row of that key already. */
    static boolean duplicate(Throwable failure) {
        SQLException cause = sqlException(failure);
        return cause != null && (DUPLICATE.equals(cause.getSQLState()) || cause.getErrorCode() == MARIADB_DUPLICATE);
    }

    /** Whether the transaction lost against another (class 40 of SQL: deadlock, serialization failure) and can be done anew. */
    static boolean lostRace(Throwable failure) {
        SQLException cause = sqlException(failure);
        if (cause == null) {
            return false;
        }
        String state = cause.getSQLState();
        return (state != null && state.startsWith("40")) || LOST_RACES.contains(cause.getErrorCode());
    }

    private static @Nullable SQLException sqlException(Throwable failure) {
        Throwable here = failure;
        for (int depth = 0; here != null && depth < 20; depth++) {
            if (here instanceof SQLException cause) {
                return cause;
            }
            here = here.getCause();
        }
        return null;
    }
}
