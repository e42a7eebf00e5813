package org.symposium.soak;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.symposium.core.Engine;
import org.symposium.jdbc.JdbcStores;
import org.symposium.spi.EngineListener;

/** An engine in a process of its own, which is stopped at a point; driven by lines on its input, tells by lines on its output. */
final class NodeProcess {
    static final String STARTED = "started";
    static final String REACHED = "reached";
    static final String EVENT = "event ";
    static final String GO_ON = "go on";
    static final String STOP = "stop";

    private NodeProcess() {}

    /** Arguments: the database's URL and user, the service, the point, at which passage, threads. */
    public static void main(String[] arguments) throws IOException {
        var brake = new Brake(Point.valueOf(arguments[3]), Integer.parseInt(arguments[4]), () -> say(REACHED));
        URI service = URI.create(arguments[2]);
        int threads = Integer.parseInt(arguments[5]);
        var pool = new Store(arguments[0], arguments[1]).pool(threads + 4);
        var stores = BrakedStores.of(JdbcStores.on(BrakedConnections.of(pool, brake)), brake);
        String name = "pid-" + ProcessHandle.current().pid();
        try (pool;
                Engine engine = Nodes.builder(stores, service, name, brake)
                        .runThreads(threads)
                        .listener(new EngineListener() {
                            @Override
                            public void on(Event event) {
                                say(EVENT + event.name());
                            }
                        })
                        .build()) {
            engine.start();
            say(STARTED);
            obey(brake);
        }
    }

    /** Until told to stop. A process whose parent is gone has nobody to work for. */
    private static void obey(Brake brake) throws IOException {
        var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = input.readLine(); !STOP.equals(line); line = input.readLine()) {
            if (line == null) {
                Runtime.getRuntime().halt(1);
            } else if (line.equals(GO_ON)) {
                brake.release();
            }
        }
    }

    private static synchronized void say(String line) {
        System.out.println(line);
    }
}
