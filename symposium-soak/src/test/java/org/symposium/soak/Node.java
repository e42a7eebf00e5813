package org.symposium.soak;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** A {@link NodeProcess}, held by its test: it ends when this is closed, whatever state it is in. */
final class Node implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofMinutes(3);

    private final Process process;
    private final List<String> said = new CopyOnWriteArrayList<>();

    private Node(Process process) {
        this.process = process;
        var reader = new Thread(this::read, "said by " + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    /** A node that is held at the n-th passage of a point; at none, if that is 0. */
    static Node start(Store store, Service service, Point point, int passage, int threads) {
        return start(
                NodeProcess.class,
                store.url(),
                store.user(),
                service.uri("/").toString(),
                point.name(),
                String.valueOf(passage),
                String.valueOf(threads));
    }

    /** A process of this class, which obeys and tells by lines as {@link NodeProcess} does. */
    static Node start(Class<?> program, String... arguments) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path")));
        String logging = System.getProperty("logback.configurationFile");
        if (logging != null) {
            command.add("-Dlogback.configurationFile=" + logging);
        }
        command.add(program.getName());
        command.addAll(List.of(arguments));
        try {
            return new Node(
                    new ProcessBuilder(command).redirectErrorStream(true).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long pid() {
        return process.pid();
    }

    /** All lines so far. */
    List<String> said() {
        return said;
    }

    void awaitStarted() {
        await(NodeProcess.STARTED::equals);
    }

    void awaitReached() {
        await(NodeProcess.REACHED::equals);
    }

    void await(Predicate<String> line) {
        try {
            Awaitility.await().atMost(LONGEST).until(() -> {
                if (!process.isAlive()) {
                    throw new IllegalStateException("The node ended");
                }
                return said.stream().anyMatch(line);
            });
        } catch (ConditionTimeoutException | IllegalStateException e) {
            throw new IllegalStateException(e.getMessage() + "; the node said " + said, e);
        }
    }

    /** kill −9. */
    void kill() {
        process.toHandle().destroyForcibly();
        awaitEnd();
    }

    /** It stands still, with all its threads and timers. */
    void freeze() {
        signal("STOP");
    }

    void wake() {
        signal("CONT");
    }

    /** Lets the thread that is held at the point go on. */
    void goOn() {
        tell(NodeProcess.GO_ON);
    }

    /** Ends it as a host ends. */
    void stop() {
        tell(NodeProcess.STOP);
        awaitEnd();
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            kill();
        }
    }

    private void signal(String name) {
        try {
            int code = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IllegalStateException("kill -" + name + " answered " + code);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Tells it something of its own. */
    void tell(String line) {
        try {
            var output = process.getOutputStream();
            output.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            output.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("The node said " + said, e);
        }
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("The node does not end: " + said);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void read() {
        try (var output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                said.add(line);
            }
        } catch (IOException e) {
            said.add("unreadable: " + e);
        }
    }
}
