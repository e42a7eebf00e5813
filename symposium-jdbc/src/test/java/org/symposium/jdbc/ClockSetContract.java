package org.symposium.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.symposium.spi.Lease;
import org.symposium.spi.Leases;

/** The database's clock is set while nodes are at work. */
abstract class ClockSetContract {
    private static final Duration TTL = Duration.ofSeconds(30);

    private HikariDataSource pool;
    private ShiftedSource shifted;
    private JdbcStores one;
    private JdbcStores other;

    abstract TestDatabase database();

    @BeforeEach
    void open() {
        pool = database().fresh();
        shifted = new ShiftedSource(pool);
        one = JdbcStores.on(shifted.source());
        other = JdbcStores.on(shifted.source());
    }

    @AfterEach
    void close() {
        one.close();
        other.close();
        pool.close();
    }

    @Test
    void the_test_sets_what_the_stores_go_by() {
        shifted.set(Duration.ofHours(1));
        try (var stores = JdbcStores.on(shifted.source())) {
            assertThat(Duration.between(Instant.now(), stores.clock().instant()))
                    .isBetween(Duration.ofMinutes(58), Duration.ofMinutes(62));
        }
    }

    @Test
    void a_clock_set_forward_takes_no_lease_from_its_holder() {
        Lease held = one.leases().acquire("k", TTL).orElseThrow();

        shifted.set(Duration.ofHours(1));

        assertThat(other.leases().acquire("k", TTL)).isEmpty();
        assertThat(one.leases().renew(held, TTL)).isTrue();
        assertThat(other.leases().acquire("k", TTL)).isEmpty();
        assertThat(other.leases().acquire("free", TTL)).isPresent();
    }

    @Test
    void a_lease_that_was_over_before_the_jump_is_free_to_a_node_that_came_after_it() {
        assertThat(one.leases().acquire("k", Duration.ZERO)).isPresent();
        shifted.set(Duration.ofHours(1));
        assertThat(other.leases().acquire("k", TTL)).as("it may be a jump").isEmpty();

        try (var later = JdbcStores.on(shifted.source())) {
            assertThat(later.leases().acquire("k", TTL)).isPresent();
        }
    }

    @Test
    void a_clock_set_back_does_not_let_the_lease_of_the_dead_hold_for_hours() {
        Lease dead = one.leases().acquire("k", TTL).orElseThrow();
        shifted.set(Duration.ofHours(-2));
        assertThat(other.leases().acquire("k", TTL)).isEmpty();

        String left = "select count(*) from symposium_lease where expires_at > "
                + Database.of(pool)
                        .literal(Instant.now().minus(Duration.ofHours(2)).plusSeconds(40));
        assertThat(TestDatabase.query(pool, left))
                .as("lasts for longer than it was taken for")
                .containsExactly("0");
        assertThat(one.leases().renew(dead, TTL))
                .as("it was not dead, after all")
                .isTrue();
        assertThat(other.leases().acquire("k", TTL)).isEmpty();
    }

    @Test
    void a_lease_lasts_as_long_as_it_was_renewed_for() {
        Leases leases = one.leases();
        Lease held = leases.acquire("k", Duration.ofSeconds(1)).orElseThrow();
        assertThat(leases.renew(held, Duration.ofHours(1))).isTrue();

        assertThat(other.leases().acquire("k", TTL)).isEmpty();

        String left = "select count(*) from symposium_lease where expires_at > "
                + Database.of(pool).literal(Instant.now().plus(Duration.ofMinutes(50)));
        assertThat(TestDatabase.query(pool, left)).containsExactly("1");
    }
}
