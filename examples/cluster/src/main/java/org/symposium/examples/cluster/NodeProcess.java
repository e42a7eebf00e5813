package org.symposium.examples.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** A {@link Node}, seen from outside: a process that reports, and that can be killed and frozen. */
final class NodeProcess implements AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofSeconds(60);
    private static final Duration LONGEST_END = Duration.ofSeconds(15);

    private final String name;
    private final Path log;
    private final Process process;
    private final Thread reader;
    private final CountDownLatch ready = new CountDownLatch(1);
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicReference<Optional<Last>> last = new AtomicReference<>(Optional.empty());
    private volatile boolean isFrozen;

    /** How a node is doing. */
    enum State {
        ALIVE,
        FROZEN,
        DEAD
    }

    /**
     * The run that ended last.
     *
     * @param atNanos {@link System#nanoTime} when that was told
     */
    record Last(String sourceId, String status, long atNanos) {}

    private NodeProcess(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
        this.reader = new Thread(this::read, "reports of " + name);
        this.reader.setDaemon(true);
    }

    /** Starts one with the class path of this process. What it logs goes into that file. */
    static NodeProcess start(String name, String jdbcUrl, String key, Path log) throws IOException {
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dcluster.log.level=INFO",
                "-cp",
                System.getProperty("java.class.path"),
                Node.class.getName(),
                jdbcUrl);
        builder.environment().put(Node.KEY_VARIABLE, key); // not an argument, which all users of a machine can read
        builder.redirectError(log.toFile());
        var node = new NodeProcess(name, log, builder.start());
        node.reader.start();
        return node;
    }

    /**
     * Waits until it has begun to work.
     *
     * @throws IOException when it does not, saying where to look
     */
    void awaitReady() throws IOException, InterruptedException {
        if (!ready.await(LONGEST_START.toSeconds(), TimeUnit.SECONDS) || !process.isAlive()) {
            throw new IOException("The " + name + " does not start; see " + log);
        }
    }

    String name() {
        return name;
    }

    long pid() {
        return process.pid();
    }

    State state() {
        if (!process.isAlive()) {
            return State.DEAD;
        }
        return isFrozen ? State.FROZEN : State.ALIVE;
    }

    /** How many runs it has brought to an end. */
    int done() {
        return done.get();
    }

    Optional<Last> last() {
        return last.get();
    }

    /** Ends it at once: no handler, no hook, nothing that it could still do. */
    void kill() {
        process.toHandle().destroyForcibly(); // the process object would close its output, and lose what it said last
    }

    /** Holds it: it does nothing at all, but its sockets stay open. False where the system has no such signal. */
    boolean freeze() throws IOException, InterruptedException {
        isFrozen = signal("STOP");
        return isFrozen;
    }

    /** Lets it go on where it was held. */
    void thaw() throws IOException, InterruptedException {
        signal("CONT");
        isFrozen = false;
    }

    /** Lets it finish what it runs, and ends it if that takes too long. */
    @Override
    public void close() {
        try {
            if (!isFrozen) {
                process.getOutputStream().close();
                process.waitFor(LONGEST_END.toSeconds(), TimeUnit.SECONDS);
            }
            kill();
            process.waitFor(LONGEST_END.toSeconds(), TimeUnit.SECONDS);
            reader.join(LONGEST_END.toMillis());
        } catch (IOException e) {
            kill();
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
        }
    }

    private boolean signal(String signal) throws IOException, InterruptedException {
        try {
            return new ProcessBuilder("kill", "-" + signal, Long.toString(pid()))
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false; // no such program: not a Unix
        }
    }

    private void read() {
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            lines.lines().forEach(this::heard);
        } catch (IOException | RuntimeException e) {
            return; // it is over
        } finally {
            ready.countDown();
        }
    }

    private void heard(String line) {
        String[] words = line.split(" ");
        if (words[0].equals(Node.READY)) {
            ready.countDown();
        } else if (words[0].equals(Node.FINISHED) && words.length == 3) {
            last.set(Optional.of(new Last(words[1], words[2], System.nanoTime())));
            done.incrementAndGet();
        }
    }
}
