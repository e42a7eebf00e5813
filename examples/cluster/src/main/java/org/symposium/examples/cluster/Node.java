package org.symposium.examples.cluster;

import java.io.IOException;
import java.io.OutputStream;
import org.symposium.core.Engine;
import org.symposium.jdbc.JdbcStores;
import org.symposium.spi.EngineListener;

/**
 * One engine process. Any number of these over one database are one engine, and they need not know of each other.
 *
 * <p>It says on its standard output when it is ready and what it has run, and ends when its standard input does, so it does not outlive whoever started it.
 */
final class Node {
    /** Said when it has started. */
    static final String READY = "ready";

    /** Said of a run that has ended, with the source's id and the outcome after it. */
    static final String FINISHED = "finished";

    /** Where to find the key. */
    static final String KEY_VARIABLE = "CLUSTER_KEY";

    private Node() {}

    /** With the database's JDBC URL. */
    public static void main(String[] arguments) throws IOException {
        try (var pool = NodeEngine.pool(arguments[0]);
                var stores = JdbcStores.on(pool);
                Engine engine = NodeEngine.over(stores, System.getenv(KEY_VARIABLE))
                        .listener(new Reporter())
                        .build()) {
            engine.start();
            System.out.println(READY);
            System.in.transferTo(OutputStream.nullOutputStream()); // nothing comes but its end
        }
    }

    private static final class Reporter implements EngineListener {
        @Override
        public void on(Event event) {
            if (event.name().equals("execution.finished")) {
                System.out.println(FINISHED + " " + event.details().text("target_id") + " "
                        + event.details().text("status"));
            }
        }
    }
}
