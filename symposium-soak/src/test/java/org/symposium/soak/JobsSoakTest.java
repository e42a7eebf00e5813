package org.symposium.soak;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.symposium.core.Engine;
import org.symposium.core.OwnerView;
import org.symposium.core.Settings;
import org.symposium.spi.model.Credentials;

/** Ten thousand jobs on three processes over one PostgreSQL: each is run once, by one of them. */
@Tag("soak")
@Timeout(value = 15, unit = TimeUnit.MINUTES)
final class JobsSoakTest {
    private static final int JOBS = 10_000;
    private static final int NODES = 3;
    private static final int INTEGRATIONS = 10;
    private static final int THREADS = 4;

    @Test
    void each_job_is_run_once() throws InterruptedException {
        Store store = Databases.postgres().fresh();
        var nodes = new ArrayList<Node>();
        try (Service service = Service.start();
                HikariDataSource pool = store.pool(2)) {
            order(store, service);
            long began = System.nanoTime();
            for (int number = 0; number < NODES; number++) {
                nodes.add(Node.start(store, service, Point.CLAIMED, 0, THREADS));
            }
            nodes.forEach(Node::awaitStarted);
            Awaitility.await()
                    .atMost(Duration.ofMinutes(12))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> Store.query(pool, "select count(*) from symposium_scheduled_tasks")
                            .equals(List.of("0")));
            Duration took = Duration.ofNanos(System.nanoTime() - began);

            check(pool, service);
            Figures.print(String.format(
                    Locale.ROOT,
                    "%d jobs on %d JVMs over one PostgreSQL: each once, 0 twice, 0 lost; %d jobs/s with the start of the"
                            + " JVMs; shares %s; %d s",
                    JOBS,
                    NODES,
                    JOBS / Math.max(1, took.toSeconds()),
                    service.shares().values(),
                    took.toSeconds()));
        } finally {
            nodes.forEach(Node::close);
        }
    }

    private static void order(Store store, Service service) throws InterruptedException {
        try (Engine engine = Nodes.here(store, service.uri("/"))) {
            OwnerView ada = engine.forOwner("ada");
            List<String> integrations = IntStream.range(0, INTEGRATIONS)
                    .mapToObj(number -> ada.integrations()
                            .create(Ticks.TYPE, "Ticks " + number, Credentials.none())
                            .id())
                    .toList();
            List<Callable<String>> orders = IntStream.range(0, JOBS)
                    .<Callable<String>>mapToObj(number -> () -> ada.executeLater(ada.sources()
                            .create(
                                    integrations.get(number % INTEGRATIONS),
                                    "Source " + number,
                                    Settings.of("feed", "feed-" + number))
                            .id()))
                    .toList();
            assertThat(Trials.run(4, orders)).hasSize(JOBS).doesNotHaveDuplicates();
        }
    }

    private static void check(HikariDataSource pool, Service service) {
        assertThat(Store.query(pool, "select status || ' ' || count(*) from symposium_execution group by status"))
                .containsExactly("success " + JOBS);
        assertThat(Store.query(pool, "select count(*) from symposium_card")).containsExactly(String.valueOf(JOBS));
        assertThat(Store.query(pool, "select count(*) from symposium_execution where body like '%\"attempts\"%' "))
                .containsExactly("0");
        assertThat(service.readings()).hasSize(JOBS);
        assertThat(service.readings().values()).as("how often each was run").containsOnly(1);
        assertThat(service.shares()).as("nodes that worked").hasSize(NODES);
    }
}
