package org.symposium.jdbc;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Warns of an H2 that answers a commit before it is on disk. */
final class H2Durability {
    private static final Logger LOG = LoggerFactory.getLogger(H2Durability.class);

    private H2Durability() {}

    /**
     * Looks at the delay that is in force: H2 also lists one that was set when the file was made, which no longer counts when the file is opened
     * without it. A database in memory has none.
     */
    static void warn(Transactions transactions) {
        List<String> delays = transactions.read(transaction -> transaction.list(
                "select setting_value from information_schema.settings where setting_name = 'WRITE_DELAY'",
                row -> row.getString(1)));
        if (delays.stream().anyMatch(delay -> !delay.equals("0"))) {
            LOG.warn(
                    "THIS H2 DATABASE LOSES COMMITTED DATA WHEN THE PROCESS IS KILLED: it writes to its file up to {} ms"
                            + " after a commit was answered. Add ;WRITE_DELAY=0 to its JDBC URL.",
                    String.join(" or ", delays));
        }
    }
}
