package org.symposium.jdbc;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Warns of an H2 that loses what it has answered as committed when its process is killed. */
final class H2Durability {
    private static final Logger LOG = LoggerFactory.getLogger(H2Durability.class);
    private static final Pattern VERSION = Pattern.compile("2\\.5\\.(\\d+)");

    /** The last version that is known to be so. */
    private static final int LAST_FORGETFUL_BUILD = 252;

    private H2Durability() {}

    /** Looks at the version and at the delay that are in force. A database in memory has nothing to lose. */
    static void warn(Transactions transactions) {
        List<String> delays = delays(transactions);
        if (delays.stream().anyMatch(delay -> !delay.equals("0"))) {
            LOG.warn(
                    "THIS H2 DATABASE LOSES COMMITTED DATA WHEN THE PROCESS IS KILLED: it writes to its file up to {} ms"
                            + " after a commit was answered. Add ;WRITE_DELAY=0 to its JDBC URL.",
                    String.join(" or ", delays));
        }
        String version = version(transactions);
        if (!delays.isEmpty() && isForgetful(version)) {
            LOG.warn(
                    "H2 {} LOSES COMMITTED DATA WHEN THE PROCESS IS KILLED, whatever its settings: it does not write down"
                            + " where in its file the last commits are. Take H2 2.4.240.",
                    version);
        }
    }

    /**
     * H2 2.5 writes the head of its file before it knows the new chunk as the last one. Once space in the file is used again, which is after 45 seconds, the
     * head points to a chunk before, and whoever opens the file after a kill does not see what came later: 16 of 60 kills, none with 2.4.240.
     */
    static boolean isForgetful(String version) {
        Matcher parts = VERSION.matcher(version);
        return parts.lookingAt() && Integer.parseInt(parts.group(1)) <= LAST_FORGETFUL_BUILD;
    }

    /** H2 also lists a delay that was set when the file was made, which no longer counts when the file is opened without it. */
    private static List<String> delays(Transactions transactions) {
        return transactions.read(transaction -> transaction.list(
                "select setting_value from information_schema.settings where setting_name = 'WRITE_DELAY'",
                row -> row.getString(1)));
    }

    private static String version(Transactions transactions) {
        return transactions
                .read(transaction -> transaction.first("select h2version()", row -> row.getString(1)))
                .orElse("");
    }
}
