package org.symposium.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.symposium.core.AesGcmVault;
import org.symposium.core.Engine;
import org.symposium.core.Rewrap;
import org.symposium.spi.CredentialVault.Place;
import org.symposium.spi.Stores;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.Integration;
import org.symposium.spi.model.KeyUse;

/** Keys are changed while users change credentials and processes are killed: nothing becomes unreadable, and nothing that was written is lost. */
abstract class KeyRotationContract {
    private static final int INTEGRATIONS = 350;
    private static final int KILLS = 2;
    private static final long NUMBERS_OF_A_PROCESS = 1_000_000;

    private final Map<String, Long> written = new ConcurrentHashMap<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private long first = NUMBERS_OF_A_PROCESS;

    abstract String url();

    abstract String user();

    /** How many processes there may be at once. */
    abstract int nodes();

    @Test
    void a_rotation_survives_two_kills() throws Exception {
        rotate(1);
    }

    @Test
    @Tag("soak")
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void ten_rotations_survive_twenty_kills() throws Exception {
        rotate(10);
    }

    private void rotate(int rotations) throws Exception {
        String old = newKey(0);
        fill(old);
        for (int rotation = 1; rotation <= rotations; rotation++) {
            String next = newKey(rotation);
            for (int kill = 0; kill < KILLS; kill++) {
                runUntilKilled(next, old, rotation * KILLS + kill);
            }
            finish(next, old);
            old = next;
        }
    }

    private HikariDataSource open() {
        return TestDatabase.pool(url(), user(), "");
    }

    private static String newKey(int number) {
        return "k" + number + ":" + AesGcmVault.newKey();
    }

    private void fill(String key) {
        try (HikariDataSource source = open();
                Engine engine = engine(source, key)) {
            var integrations = engine.forOwner(RotatingProcess.OWNER).integrations();
            for (int number = 0; number < INTEGRATIONS; number++) {
                String id = integrations
                        .create("locks", "Lock " + number, Credentials.of("key", RotatingProcess.secret(number)))
                        .id();
                written.put(id, (long) number);
            }
        }
    }

    private static Engine engine(HikariDataSource source, String keys) {
        return Engine.builder()
                .stores(JdbcStores.on(source))
                .vault(AesGcmVault.ofBase64(keys))
                .handler(new Locks())
                .build();
    }

    /** One node has the new key as primary and rewraps; the others, if there are any, still seal with the old one. */
    private void runUntilKilled(String next, String old, int round) throws Exception {
        var processes = new ArrayList<Process>();
        var enough = new CountDownLatch(1);
        var readers = new ArrayList<Thread>();
        try {
            for (int node = 0; node < nodes(); node++) {
                String keys = node == 0 ? next + "," + old : old + "," + next;
                Process process = start(keys, node);
                processes.add(process);
                var reader = new Thread(() -> read(process, round, enough));
                reader.start();
                readers.add(reader);
            }
            assertThat(enough.await(120, TimeUnit.SECONDS)).as("it got going").isTrue();
            processes.forEach(process -> process.toHandle().destroyForcibly());
            for (Thread reader : readers) {
                reader.join();
            }
            for (Process process : processes) {
                process.waitFor();
            }
        } finally {
            processes.forEach(Process::destroyForcibly);
        }
        assertThat(complaints).as("what the processes said").isEmpty();
        first += NUMBERS_OF_A_PROCESS;
    }

    private Process start(String keys, int node) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        RotatingProcess.class.getName(),
                        url(),
                        user(),
                        keys,
                        String.valueOf(node),
                        String.valueOf(nodes()),
                        String.valueOf(first),
                        String.valueOf(node == 0))
                .redirectErrorStream(true)
                .start();
    }

    /** Every second time in the middle of the rewrap, else after so many writes. */
    private void read(Process process, int round, CountDownLatch enough) {
        int writes = 0;
        try (var output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.contains("Exception")) {
                    complaints.add(line);
                }
                if (line.startsWith(RotatingProcess.WROTE) && line.endsWith(RotatingProcess.END)) {
                    String[] words = line.substring(0, line.length() - 1).split(" ", -1);
                    written.merge(words[1], Long.valueOf(words[2]), Math::max);
                    writes++;
                }
                boolean moving = round % 2 == 0 && line.equals(RotatingProcess.MOVING);
                if (moving || writes > 200 || (round % 2 == 1 && writes > 7 * round % 40)) {
                    enough.countDown();
                }
            }
        } catch (IOException e) {
            enough.countDown(); // killed while it spoke
        }
    }

    private void finish(String next, String old) throws Exception {
        try (HikariDataSource source = open()) {
            assertReadable(source, next + "," + old);
            try (Engine engine = engine(source, next + "," + old)) {
                Rewrap.Progress progress = engine.operator().rewrap().await(Duration.ofMinutes(2));
                assertThat(progress.state()).as(progress.toString()).isEqualTo(Rewrap.State.FINISHED);
                assertThat(progress.left()).isZero();
                assertThat(engine.operator().keys())
                        .contains(new KeyUse(next.substring(0, next.indexOf(':')), true, INTEGRATIONS))
                        .allMatch(use -> use.isPrimary() || use.credentials() == 0);
            }
            assertReadable(source, next);
            engine(source, next).close(); // the old key is missed by nobody
        }
    }

    /** All of them, each as it was written last, or later by a write whose answer the kill swallowed. */
    private void assertReadable(HikariDataSource source, String keys) {
        var vault = AesGcmVault.ofBase64(keys);
        try (Stores stores = JdbcStores.on(source)) {
            List<Integration> rows = stores.table(Integration.KIND).scan(Map.of(), Optional.empty(), 10_000);
            assertThat(rows).hasSize(INTEGRATIONS);
            var wrong = new HashMap<String, String>();
            for (Integration row : rows) {
                var place = new Place(row.owner(), row.id(), "key");
                String secret = new String(vault.open(row.sealedCredentials().text("key"), place), UTF_8);
                if (secret.compareTo(RotatingProcess.secret(written.get(row.id()))) < 0) {
                    wrong.put(row.id(), secret + ", but written was " + written.get(row.id()));
                }
            }
            assertThat(wrong).isEmpty();
        }
    }
}
