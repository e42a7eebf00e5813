package org.symposium.soak;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.symposium.core.Engine;
import org.symposium.jdbc.JdbcStores;

/** An engine in a process of its own that runs sources behind one grant, all at once, each time it is told to. */
final class GranteesProcess {
    static final String RUN = "run ";
    static final String RAN = "ran ";

    private GranteesProcess() {}

    /** Arguments: the database's URL and user, the provider, the sources. */
    public static void main(String[] arguments) throws IOException {
        List<String> sources = Arrays.asList(arguments).subList(3, arguments.length);
        try (var pool = new Store(arguments[0], arguments[1]).pool(sources.size() + 4);
                Engine engine = Granted.engine(JdbcStores.on(pool), URI.create(arguments[2]))
                        .build()) {
            say(NodeProcess.STARTED);
            obey(engine, sources);
        }
    }

    /** Until told to stop. A process whose parent is gone has nobody to work for. */
    private static void obey(Engine engine, List<String> sources) throws IOException {
        var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = input.readLine(); !NodeProcess.STOP.equals(line); line = input.readLine()) {
            if (line == null) {
                Runtime.getRuntime().halt(1);
            } else if (line.startsWith(RUN)) {
                List<String> ended = Grantees.run(engine, sources);
                say(RAN + line.substring(RUN.length()) + " "
                        + ended.stream().distinct().toList());
            }
        }
    }

    private static synchronized void say(String line) {
        System.out.println(line);
    }
}
