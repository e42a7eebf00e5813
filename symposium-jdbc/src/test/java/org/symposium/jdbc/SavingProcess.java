package org.symposium.jdbc;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.h2.jdbcx.JdbcDataSource;
import org.symposium.spi.Advance;
import org.symposium.spi.Outcome;
import org.symposium.spi.model.Execution;
import org.symposium.spi.model.Source;
import org.symposium.spi.model.Values;
import org.symposium.testkit.Samples;

/** Saves runs, each a card, a log row and a count, and says so, until it is killed. */
final class SavingProcess {
    static final String OWNER = "ada";
    static final String SOURCE = "source-1";
    static final String SAVED = "saved ";
    static final String END = ".";

    /** Argument: space in the file that nothing refers to any more is used again at once. */
    static final String AGAIN_AT_ONCE = "again at once";

    private SavingProcess() {}

    public static void main(String[] arguments) {
        Path file = Path.of(arguments[0]);
        try (var stores = JdbcStores.h2(file)) {
            boolean slow = arguments.length > 1 && arguments[1].equals(AGAIN_AT_ONCE);
            if (slow) {
                useSpaceAgainAtOnce(file);
            }
            stores.table(Source.KIND).insert(Samples.source(OWNER, SOURCE));
            long process = ProcessHandle.current().pid();
            var lease = stores.leases()
                    .acquire("process-" + process + Instant.now(), Duration.ofHours(1))
                    .orElseThrow();
            for (int number = 0; ; number++) {
                String id = process + "-" + number + END;
                stores.save(outcome(id), lease);
                System.out.println(SAVED + id);
                if (slow) {
                    LockSupport.parkNanos(3_000_000); // so that what was written becomes old
                }
            }
        }
    }

    /** For all connections of this process. */
    private static void useSpaceAgainAtOnce(Path file) {
        var source = new JdbcDataSource();
        source.setURL("jdbc:h2:async:" + file.toAbsolutePath() + ";WRITE_DELAY=0");
        source.setUser("sa");
        TestDatabase.execute(source, "set retention_time 100");
    }

    private static Outcome outcome(String id) {
        Execution execution = Samples.execution(OWNER, id);
        Advance advance = new Advance(
                "source",
                SOURCE,
                0,
                false,
                Optional.empty(),
                Optional.empty(),
                Values.empty(),
                Map.of("execution_count", 1L));
        return new Outcome(
                id, 1, OWNER, execution, Optional.of(Samples.card(OWNER, id)), List.of(advance), Optional.empty());
    }
}
