package org.symposium.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.symposium.spi.Run;
import org.symposium.spi.Worker;
import org.symposium.spi.model.Source;
import org.symposium.testkit.Samples;

/** A moment is the same moment in whatever zone JVM and connection are, on whichever database. */
abstract class MomentsContract {
    private static final List<String> ZONES = List.of("Asia/Colombo", "America/New_York", "UTC");

    /** In UTC, in gaps and overlaps of New York, on both sides of a day and a year. */
    private static final List<Instant> MOMENTS = List.of(
            Instant.parse("2026-03-08T02:30:00.000001Z"),
            Instant.parse("2026-03-08T07:00:00Z"),
            Instant.parse("2026-11-01T01:30:00.999999Z"),
            Instant.parse("2026-11-01T05:30:00Z"),
            Instant.parse("2026-11-01T06:30:00Z"),
            Instant.parse("2026-12-31T23:59:59.999999Z"));

    private final TimeZone before = TimeZone.getDefault();
    private HikariDataSource source;

    abstract TestDatabase database();

    @BeforeEach
    void open() {
        source = database().fresh();
        JdbcStores.on(source).close();
    }

    @AfterEach
    void close() {
        TimeZone.setDefault(before);
        source.close();
    }

    @Test
    void a_moment_written_in_one_zone_is_read_in_another() {
        for (String zone : ZONES) {
            in(
                    zone,
                    stores ->
                            MOMENTS.forEach(moment -> stores.table(Source.KIND).insert(source(zone, moment))));
        }

        for (String zone : ZONES) {
            in(zone, stores -> {
                for (String writer : ZONES) {
                    for (Instant moment : MOMENTS) {
                        Source found = stores.table(Source.KIND)
                                .find(writer, moment.toString())
                                .orElseThrow();
                        assertThat(found.nextRunAt())
                                .as("written in %s, read in %s", writer, zone)
                                .contains(moment);
                        assertThat(stores.table(Source.KIND).page(writer, Map.of("next_run_at", moment), "", 10))
                                .extracting(Source::id)
                                .containsExactly(moment.toString());
                    }
                }
            });
        }
    }

    @Test
    void a_lease_lasts_as_long_in_every_zone() {
        in("Asia/Colombo", stores -> {
            assertThat(stores.leases().acquire("long", Duration.ofHours(1))).isPresent();
            assertThat(stores.leases().acquire("over", Duration.ZERO)).isPresent();
        });

        in("America/New_York", stores -> {
            assertThat(stores.leases().acquire("long", Duration.ofHours(1))).isEmpty();
            assertThat(stores.leases().acquire("over", Duration.ofHours(1))).isPresent();
        });
    }

    @Test
    void a_run_put_in_in_one_zone_is_due_at_its_moment_in_another() {
        Instant now = Instant.now();
        in("America/New_York", stores -> {
            stores.runs().put(Run.of("due", "e1", "ada", now.minusSeconds(1)));
            stores.runs().put(Run.of("in an hour", "e2", "ada", now.plusSeconds(3_600)));
        });
        var given = new LinkedBlockingQueue<String>();

        in("Asia/Colombo", stores -> {
            stores.runs()
                    .start(
                            run -> {
                                given.add(run.key());
                                return new Worker.Next(Optional.of(Run.of("again", "e3", "ada", now.minusSeconds(1))));
                            },
                            1);
            assertThat(poll(given)).isEqualTo("due");
            assertThat(poll(given)).isEqualTo("again");
            assertThat(stores.runs().list("ada", 10))
                    .extracting(queued -> queued.run().key())
                    .contains("in an hour");
        });
        assertThat(given).doesNotContain("in an hour");
    }

    private void in(String zone, Consumer<JdbcStores> work) {
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        try (var pool = database().inZone(source, zone);
                var stores = JdbcStores.on(pool)) {
            work.accept(stores);
        }
    }

    private static String poll(LinkedBlockingQueue<String> given) {
        try {
            return given.poll(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Source source(String owner, Instant nextRunAt) {
        return Samples.with(Source.KIND, Samples.source(owner, nextRunAt.toString()), "next_run_at", nextRunAt);
    }
}
