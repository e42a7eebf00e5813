package org.symposium.jdbc;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import org.symposium.core.AesGcmVault;
import org.symposium.core.Engine;
import org.symposium.spi.EngineListener;
import org.symposium.spi.model.ConflictException;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.IntegrationView;

/** A node on which users give other credentials all the time, and an operator moves all of them to another key, until it is killed. */
final class RotatingProcess {
    static final String OWNER = "ada";
    /** Of how many integrations the users are active. */
    static final int ACTIVE = 12;

    static final String WROTE = "wrote ";
    static final String MOVING = "moving";
    static final String END = ".";
    private static final int THREADS = 3;

    private RotatingProcess() {}

    /** A secret that tells which was written later. */
    static String secret(long number) {
        return String.format(Locale.ROOT, "secret-%09d", number);
    }

    /** Arguments: URL, user, keys, which node of how many, first number to write, whether to rewrap. */
    public static void main(String[] arguments) throws InterruptedException {
        int node = Integer.parseInt(arguments[3]);
        int nodes = Integer.parseInt(arguments[4]);
        long first = Long.parseLong(arguments[5]);
        Engine engine = Engine.builder()
                .stores(JdbcStores.on(TestDatabase.pool(arguments[0], arguments[1], "")))
                .vault(AesGcmVault.ofBase64(arguments[2]))
                .handler(new Locks())
                .listener(new EngineListener() {
                    @Override
                    public void on(Event event) {
                        if (event.name().equals("rewrap.progress")) {
                            say(MOVING);
                        }
                    }
                })
                .build();
        List<IntegrationView> active =
                engine.forOwner(OWNER).integrations().list().subList(0, ACTIVE);
        for (int thread = 0; thread < THREADS; thread++) {
            int writer = node * THREADS + thread;
            new Thread(() -> write(engine, active, writer, nodes * THREADS, first)).start();
        }
        while (Boolean.parseBoolean(arguments[6])) {
            engine.operator().rewrap().await(Duration.ofMinutes(1));
        }
        new CountDownLatch(1).await();
    }

    /** Each integration has one writer, so that it is known what was written last. */
    private static void write(Engine engine, List<IntegrationView> active, int writer, int writers, long first) {
        for (long number = first; ; number++) {
            for (int each = writer; each < active.size(); each += writers) {
                String id = active.get(each).id();
                if (isRotated(engine, id, secret(number))) {
                    say(WROTE + id + " " + number + END);
                }
            }
        }
    }

    /** Not while a process that was killed amid a rotation still counts as at work on it. */
    private static boolean isRotated(Engine engine, String id, String secret) {
        try {
            engine.forOwner(OWNER).integrations().rotate(id, Credentials.of("key", secret));
            return true;
        } catch (ConflictException e) {
            return false;
        }
    }

    private static synchronized void say(String line) {
        System.out.println(line);
    }
}
