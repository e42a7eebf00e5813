package org.symposium.testkit;

import static java.time.Duration.ZERO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.symposium.testkit.StoreTime.LONG;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.symposium.spi.RateLimiter;
import org.symposium.spi.RateLimiter.Answer;
import org.symposium.spi.RateLimiter.Demand;
import org.symposium.spi.RateLimiter.Usage;
import org.symposium.spi.RateLimiter.Waiter;

/** Permits in exact sliding windows: all of them or none, never one too many, in turn. */
@SuppressWarnings("MemberName") // tests are named as sentences
public interface RateLimiterContract extends StoresFixture {
    /** Up to the limit at once, then not before the window has passed. */
    @Test
    default void permits_come_up_to_the_limit() {
        Demand demand = new Demand("k", 3, LONG, 1);

        for (int request = 0; request < 3; request++) {
            assertThat(acquire(demand, "r" + request)).isEqualTo(ZERO);
        }

        assertThat(acquire(demand, "r3")).isPositive().isLessThanOrEqualTo(LONG);
        assertThat(acquire(new Demand("K", 3, LONG, 1), "r4")).as("another key").isEqualTo(ZERO);
        assertThat(acquire(new Demand("k ", 3, LONG, 1), "r5"))
                .as("another key")
                .isEqualTo(ZERO);
    }

    /** Whoever waits as long as told is served. */
    @Test
    default void a_permit_comes_back_when_it_leaves_the_window() {
        Demand demand = new Demand("k", 2, time().brief(), 1);
        acquire(demand, "r0");
        acquire(demand, "r1");

        Duration wait = acquire(demand, "r2");
        time().letPass(wait);

        assertThat(acquire(demand, "r2")).isEqualTo(ZERO);
    }

    /** No fixed slots: twice the limit around a slot's border would be one too many. */
    @Test
    default void a_window_slides() {
        if (!time().standsStill()) {
            return; // shown to the nanosecond where the clock is set by hand, else by the run of many threads below
        }
        Demand demand = new Demand("k", 2, Duration.ofSeconds(10), 1);
        acquire(demand, "at 0");
        time().letPass(Duration.ofSeconds(9));
        acquire(demand, "at 9");

        assertThat(acquire(demand, "a")).isEqualTo(Duration.ofSeconds(1));
        time().letPass(Duration.ofSeconds(1));
        assertThat(acquire(demand, "a")).isEqualTo(ZERO);
        assertThat(acquire(demand, "b")).isEqualTo(Duration.ofSeconds(9));
    }

    /** Who is refused by one window has taken nothing of the others. */
    @Test
    default void all_windows_or_none() {
        Demand narrow = new Demand("narrow", 1, LONG, 1);
        Demand wide = new Demand("wide", 3, LONG, 1);
        assertThat(acquire(List.of(wide, narrow), "r0")).isEqualTo(ZERO);

        for (int request = 1; request < 10; request++) {
            assertThat(acquire(List.of(wide, narrow), "r" + request)).isPositive();
        }

        assertThat(acquire(wide, "a")).isEqualTo(ZERO);
        assertThat(acquire(wide, "b")).isEqualTo(ZERO);
        assertThat(acquire(wide, "c")).isPositive();
    }

    /** Two windows of one key, as services have them: per second and per hour. */
    @Test
    default void windows_of_one_key_count_by_themselves() {
        Demand shortly = new Demand("k", 2, time().brief(), 1);
        Demand hourly = new Demand("k", 3, LONG, 1);
        List<Demand> both = List.of(shortly, hourly);
        acquire(both, "r0");
        acquire(both, "r1");
        time().letPass(time().brief());

        assertThat(acquire(both, "r2")).isEqualTo(ZERO);
        assertThat(acquire(both, "r3")).isGreaterThan(time().brief());
    }

    /** No window at all: nothing to wait for. */
    @Test
    default void a_request_without_limits_is_granted() {
        assertThat(acquire(List.of(), "r")).isEqualTo(ZERO);
    }

    /** Who only asks how long it would take takes nothing, and is told what the next one will be. */
    @Test
    default void a_look_ahead_takes_nothing() {
        Demand demand = new Demand("k", 2, LONG, 1);
        Demand both = new Demand("k", 2, LONG, 2);

        for (int look = 0; look < 5; look++) {
            assertThat(stores().limiter().waitFor(List.of(both))).isEqualTo(ZERO);
        }
        acquire(demand, "a");
        assertThat(stores().limiter().waitFor(List.of(demand))).isEqualTo(ZERO);
        assertThat(stores().limiter().waitFor(List.of(both))).isPositive().isLessThanOrEqualTo(LONG);
        assertThat(acquire(demand, "b")).isEqualTo(ZERO);

        Duration told = stores().limiter().waitFor(List.of(demand));
        assertThat(told).isPositive().isLessThanOrEqualTo(LONG);
        assertThat(acquire(demand, "c")).isBetween(told.minus(Duration.ofSeconds(30)), told);
        assertThat(stores().limiter().waitFor(List.of())).isEqualTo(ZERO);
    }

    /** What the service has closed is closed to who looks ahead as well. */
    @Test
    default void a_look_ahead_sees_what_is_closed() {
        Demand demand = new Demand("k", 2, LONG, 1);
        acquire(demand, "a");

        stores().limiter().close("k", LONG);

        assertThat(stores().limiter().waitFor(List.of(demand))).isPositive().isLessThanOrEqualTo(LONG);
        assertThat(stores().limiter().waitFor(List.of(new Demand("other", 2, LONG, 1))))
                .isEqualTo(ZERO);
    }

    /** A request may count for more than one. */
    @Test
    default void a_weight_counts_as_so_many() {
        assertThat(acquire(new Demand("k", 10, LONG, 6), "a")).isEqualTo(ZERO);
        assertThat(acquire(new Demand("k", 10, LONG, 4), "b")).isEqualTo(ZERO);
        assertThat(acquire(new Demand("k", 10, LONG, 1), "c")).isPositive();
    }

    /** A limit that was raised holds at once, and so does one that was lowered. */
    @Test
    default void a_changed_limit_holds_for_what_was_taken_before() {
        acquire(new Demand("k", 2, LONG, 1), "a");
        acquire(new Demand("k", 2, LONG, 1), "b");

        assertThat(acquire(new Demand("k", 1, LONG, 1), "c")).isPositive();
        assertThat(acquire(new Demand("k", 10, LONG, 1), "d")).isEqualTo(ZERO);
    }

    /** The service said so. */
    @Test
    default void a_closed_key_grants_nothing_until_it_opens() {
        Demand demand = new Demand("k", 10, time().brief(), 1);
        stores().limiter().close("k", time().brief());

        Duration wait = acquire(demand, "a");
        assertThat(wait).isPositive().isLessThanOrEqualTo(time().brief());
        assertThat(acquire(List.of(new Demand("other", 1, LONG, 1), demand), "b"))
                .isPositive();
        assertThat(acquire(new Demand("other", 1, LONG, 1), "c"))
                .as("another key")
                .isEqualTo(ZERO);

        time().letPass(wait);
        assertThat(acquire(demand, "a")).isEqualTo(ZERO);
    }

    /** Of two, the one that ends later. */
    @Test
    default void a_longer_closure_stays() {
        Demand demand = new Demand("k", 10, LONG, 1);
        stores().limiter().close("k", LONG);
        stores().limiter().close("k", time().brief());
        time().letPass(time().brief());

        assertThat(acquire(demand, "a")).isGreaterThan(time().brief());
    }

    /** Whoever comes later does not overtake. */
    @Test
    default void waiters_are_served_in_turn() {
        Demand demand = new Demand("k", 1, time().brief(), 1);
        acquire(demand, "first");
        Duration second = acquire(demand, "second");
        Duration third = acquire(demand, "third");
        assertThat(third).as("behind the second").isGreaterThan(second);

        time().letPass(second);
        assertThat(acquire(demand, "third")).as("before its turn").isPositive();
        assertThat(acquire(demand, "newcomer")).isPositive();
        assertThat(acquire(demand, "second")).isEqualTo(ZERO);
    }

    /** A waiter that died must not hold up the others for ever. */
    @Test
    default void a_waiter_that_does_not_come_back_loses_its_place() {
        Demand demand = new Demand("k", 1, time().brief(), 1);
        acquire(demand, "first");
        acquire(demand, "dead");

        long begin = time().nanos();
        Duration wait = acquire(demand, "alive");
        while (wait.compareTo(ZERO) > 0
                && time().nanos() - begin < Duration.ofMinutes(2).toNanos()) {
            time().letPass(wait);
            wait = acquire(demand, "alive");
        }

        assertThat(wait).isEqualTo(ZERO);
    }

    /** A party with many requests in line does not hold up one that comes with its first. */
    @Test
    default void parties_take_turns() {
        Demand demand = new Demand("k", 2, time().brief(), 1);
        acquire(demand, "r0");
        acquire(demand, "r1");
        for (int request = 0; request < 6; request++) {
            acquire(demand, "many/" + request);
        }
        time().letPass(part(10));

        Answer few = limiter().acquire(List.of(demand), new Waiter("few", "another party"));
        assertThat(few.waitTime())
                .as(
                        "with the next permits, or those after them where asking took long; at the end of the line it is four times as long")
                .isLessThanOrEqualTo(time().brief().multipliedBy(2));
        time().letPass(few.waitTime());
        assertThat(acquire(demand, "many/5")).as("its party has had its turn").isPositive();
        for (int look = 0;
                look < 20 && !few.isGranted();
                look++) { // more than one, where asking took so long that its turn was over
            few = limiter().acquire(List.of(demand), new Waiter("few", "another party"));
            time().letPass(few.waitTime());
        }
        assertThat(few.isGranted()).isTrue();
    }

    /** From 80 % on a window is named, with what is in it and how long until it is less full. */
    @Test
    default void a_window_that_is_nearly_full_is_named() {
        Demand demand = new Demand("k", 10, LONG, 1);
        Demand wide = new Demand("wide", 100, LONG, 1);
        for (int request = 1; request <= 7; request++) {
            assertThat(limiter().acquire(List.of(demand, wide), new Waiter("r" + request, "party")))
                    .isEqualTo(Answer.granted());
        }

        Answer eighth = limiter().acquire(List.of(demand, wide), new Waiter("r8", "party"));

        assertThat(eighth.isGranted()).isTrue();
        assertThat(eighth.full()).extracting(Usage::demand).containsExactly(demand);
        assertThat(eighth.full().get(0).used()).isEqualTo(8);
        assertThat(eighth.full().get(0).eases()).isPositive().isLessThanOrEqualTo(LONG);
        acquire(demand, "r9");
        acquire(demand, "r10");
        Answer refused = limiter().acquire(List.of(wide, demand), new Waiter("r11", "party"));
        assertThat(refused.full()).extracting(Usage::demand).containsExactly(demand);
        assertThat(refused.full().get(0).used()).isEqualTo(10);
    }

    /** Looking takes nothing. */
    @Test
    default void it_can_be_looked_at_how_full_windows_are() {
        Demand demand = new Demand("k", 10, LONG, 1);
        Demand unknown = new Demand("unknown", 10, LONG, 1);
        acquire(new Demand("k", 10, LONG, 3), "a");

        for (int look = 0; look < 20; look++) {
            assertThat(limiter().usage(List.of(unknown, demand)))
                    .containsExactly(new Usage(unknown, 0, ZERO), new Usage(demand, 3, ZERO));
        }
        acquire(new Demand("k", 10, LONG, 6), "b");
        Usage usage = limiter().usage(List.of(demand)).get(0);
        assertThat(usage.used()).isEqualTo(9);
        assertThat(usage.eases()).isPositive().isLessThanOrEqualTo(LONG);
    }

    /** What the service has closed is closed for any window of the key, also for one so short that nothing is in it. */
    @Test
    default void it_can_be_looked_at_how_long_a_key_is_closed() {
        Demand full = new Demand("k", 2, LONG, 2);
        Demand moment = new Demand("k", 1, Duration.ofNanos(1_000), 1);
        acquire(full, "a");
        time().letPass(Duration.ofMillis(1));
        assertThat(limiter().usage(List.of(moment)).get(0).eases()).isLessThan(Duration.ofMillis(1));

        limiter().close("k", Duration.ofHours(1));

        assertThat(limiter().usage(List.of(moment)).get(0).eases())
                .isBetween(Duration.ofMinutes(59), Duration.ofHours(1));
    }

    /** The service says that less is left than we thought. */
    @Test
    default void what_the_service_has_left_is_not_exceeded() {
        Demand demand = new Demand("k", 10, LONG, 1);
        limiter().lower("k", 2, time().brief());

        assertThat(acquire(demand, "a")).isEqualTo(ZERO);
        assertThat(acquire(demand, "b")).isEqualTo(ZERO);
        Duration wait = acquire(demand, "c");
        assertThat(wait).isPositive().isLessThanOrEqualTo(time().brief());
        time().letPass(wait);
        assertThat(acquire(demand, "c")).as("it counts anew").isEqualTo(ZERO);
    }

    /** Its latest word counts. */
    @Test
    default void the_service_may_raise_what_it_has_left() {
        Demand demand = new Demand("k", 10, LONG, 1);
        limiter().lower("k", 0, LONG);
        assertThat(acquire(demand, "a")).isPositive();
        limiter().lower("k", 1, LONG);

        assertThat(acquire(demand, "a")).isEqualTo(ZERO);
        assertThat(acquire(demand, "b")).isPositive();
    }

    /** Many requests over several windows of one key: none is ever exceeded. */
    @Test
    default void two_windows_hold_at_once_over_many_requests() {
        Demand narrow = new Demand("k", 3, part(3), 1);
        Demand wide = new Demand("k", 5, time().brief(), 1);
        var before = new ArrayList<Long>();
        var after = new ArrayList<Long>();
        for (int request = 0; request < 24; request++) {
            Duration wait;
            long asked;
            do {
                asked = time().nanos();
                wait = acquire(List.of(narrow, wide), "r" + request);
                time().letPass(wait);
            } while (!wait.isZero());
            before.add(asked);
            after.add(time().nanos());
            if (request % 4 == 0) {
                time().letPass(part(7));
            }
        }

        for (Demand window : List.of(narrow, wide)) {
            int limit = (int) window.limit();
            for (int first = 0; first + limit < before.size(); first++) {
                assertThat(after.get(first + limit) - before.get(first))
                        .as("%d grants from number %d on", limit + 1, first)
                        .isGreaterThanOrEqualTo(window.window().toNanos());
            }
        }
    }

    /** Eight threads at one moment. */
    @Test
    default void many_threads_get_the_limit_and_no_more() {
        Demand demand = new Demand("k", 97, LONG, 1);

        List<Long> granted = Together.run(8, thread -> {
            long mine = 0;
            for (int request = 0; request < 25; request++) {
                mine += acquire(demand, thread + "/" + request).isZero() ? 1 : 0;
            }
            return mine;
        });

        assertThat(granted.stream().mapToLong(Long::longValue).sum()).isEqualTo(97);
    }

    /**
     * Threads that ask as often as they are told to, over many windows. A grant lies between the moments just before and just after it was asked for; if limit
     * + 1 grants surely lie within one window, that is one too many.
     */
    @Test
    default void never_more_than_the_limit_in_any_stretch_of_the_window() {
        Demand demand = new Demand("k", 5, time().brief(), 1);

        List<List<long[]>> granted = Together.run(4, thread -> {
            var mine = new ArrayList<long[]>();
            for (int request = 0; request < 8; request++) {
                long before = time().nanos();
                Duration wait = acquire(demand, thread + "/" + request);
                while (!wait.isZero()) {
                    time().letPass(wait);
                    before = time().nanos();
                    wait = acquire(demand, thread + "/" + request);
                }
                mine.add(new long[] {before, time().nanos()});
            }
            return mine;
        });

        List<long[]> grants = granted.stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparingLong(grant -> grant[0]))
                .toList();
        assertThat(grants).hasSize(32);
        for (int first = 0; first + 5 < grants.size(); first++) {
            long earliest = grants.get(first)[0];
            long latest = grants.subList(first, first + 6).stream()
                    .mapToLong(grant -> grant[1])
                    .max()
                    .orElseThrow();
            assertThat(latest - earliest)
                    .as("6 grants from number %d on", first)
                    .isGreaterThanOrEqualTo(time().brief().toNanos());
        }
    }

    /** A part of a brief time, in whole milliseconds: stores may cut moments. */
    private Duration part(int of) {
        return Duration.ofMillis(time().brief().toMillis() / of);
    }

    private Duration acquire(Demand demand, String waiter) {
        return acquire(List.of(demand), waiter);
    }

    private Duration acquire(List<Demand> demands, String waiter) {
        return limiter().acquire(demands, new Waiter(waiter, "party")).waitTime();
    }

    private RateLimiter limiter() {
        return stores().limiter();
    }
}
