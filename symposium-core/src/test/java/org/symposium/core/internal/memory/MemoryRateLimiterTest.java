package org.symposium.core.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.symposium.spi.RateLimiter.Demand;
import org.symposium.spi.RateLimiter.Waiter;

final class MemoryRateLimiterTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000); // overflows during the tests
    private final MemoryRateLimiter limiter = new MemoryRateLimiter(nanos::get);

    @Test
    void keys_that_fell_idle_are_dropped_when_new_ones_come() {
        for (int key = 0; key < 5_000; key++) {
            acquire(new Demand("k" + key, 1, Duration.ofSeconds(1), 1), "w" + key);
            limiter.close("closed" + key, Duration.ofSeconds(1));
            limiter.lower("lowered" + key, 3, Duration.ofSeconds(1));
        }
        acquire(new Demand("k0", 1, Duration.ofSeconds(1), 1), "never comes back");
        assertThat(limiter.size()).isEqualTo(15_000);

        pass(Duration.ofSeconds(31));
        acquire(new Demand("new", 1, Duration.ofSeconds(1), 1), "w");

        assertThat(limiter.size()).isEqualTo(1);
    }

    @Test
    void a_key_that_still_counts_is_not_dropped() {
        Demand hourly = new Demand("hourly", 1, Duration.ofHours(1), 1);
        acquire(hourly, "a");
        limiter.close("closed", Duration.ofHours(1));
        pass(Duration.ofMinutes(1));
        acquire(new Demand("new", 1, Duration.ofSeconds(1), 1), "w");

        assertThat(limiter.size()).isEqualTo(3);
        assertThat(acquire(hourly, "b")).isEqualTo(Duration.ofMinutes(59));
    }

    @Test
    void there_are_only_so_many_keys() {
        var small = new MemoryRateLimiter(nanos::get, 100);
        for (int key = 0; key < 150; key++) {
            Demand demand = new Demand("k" + key, 5, Duration.ofSeconds(40), 1);
            assertThat(small.acquire(List.of(demand), waiter("w")).isGranted()).isEqualTo(key < 100);
        }
        assertThat(small.size()).isEqualTo(100);

        pass(Duration.ofSeconds(41));
        assertThat(small.acquire(List.of(new Demand("k149", 5, Duration.ofSeconds(40), 1)), waiter("w"))
                        .isGranted())
                .isTrue();
    }

    @Test
    void who_waits_for_one_window_holds_up_nobody_in_another() {
        Demand full = new Demand("full", 1, Duration.ofHours(1), 1);
        Demand open = new Demand("open", 2, Duration.ofHours(1), 1);
        acquire(full, "first");
        assertThat(limiter.acquire(List.of(open, full), waiter("waiting")).waitTime())
                .isPositive();

        assertThat(acquire(open, "a")).isZero();
        assertThat(acquire(open, "b")).isZero();
    }

    @Test
    void two_waiters_for_the_same_two_windows_do_not_block_each_other() {
        Demand left = new Demand("left", 1, Duration.ofSeconds(10), 1);
        Demand right = new Demand("right", 1, Duration.ofSeconds(10), 1);
        acquire(left, "x");
        limiter.acquire(List.of(left, right), waiter("one"));
        pass(Duration.ofSeconds(1));
        acquire(right, "y");
        limiter.acquire(List.of(right, left), waiter("two"));
        limiter.acquire(List.of(left, right), waiter("one"));

        Map<String, Duration> served = serve(Map.of("one", List.of(left, right), "two", List.of(right, left)));

        assertThat(served).containsOnlyKeys("one", "two");
        assertThat(served.get("one")).isLessThan(served.get("two"));
    }

    @Test
    void a_clock_that_goes_back_gives_no_permits_back() {
        Demand demand = new Demand("k", 1, Duration.ofSeconds(10), 1);
        acquire(demand, "a");
        pass(Duration.ofHours(-2));

        assertThat(acquire(demand, "b")).isEqualTo(Duration.ofSeconds(10));
        pass(Duration.ofHours(2).plusSeconds(10));
        assertThat(acquire(demand, "b")).isZero();
    }

    @Test
    void threads_that_ask_at_one_moment_get_the_limit_and_no_more() throws Exception {
        Demand demand = new Demand("k", 30_000, Duration.ofHours(1), 1);
        var granted = new AtomicLong();
        var threads = new ArrayList<Thread>();
        for (int number = 0; number < 4; number++) {
            String name = "w" + number;
            threads.add(new Thread(() -> {
                for (int request = 0; request < 10_000; request++) {
                    granted.addAndGet(acquire(demand, name).isZero() ? 1 : 0);
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(granted.get()).isEqualTo(30_000);
    }

    /** Requests over several windows, some of which die waiting: no stretch of any window ever holds more than its limit, and every other request is served. */
    @Test
    void no_window_ever_holds_more_than_its_limit() {
        Random random = new Random(11);
        for (int round = 0; round < 50; round++) {
            var windows = new ArrayList<Demand>();
            for (int key = 0; key < 3; key++) {
                windows.add(new Demand(
                        round + "/" + key, 2 + random.nextInt(5), Duration.ofSeconds(1 + random.nextInt(20)), 1));
            }
            var requests = new HashMap<String, List<Demand>>();
            for (int request = 0; request < 40; request++) {
                var demands = windows.stream()
                        .filter(demand -> random.nextBoolean())
                        .map(demand -> weighing(demand, random))
                        .toList();
                requests.put("r" + request, demands);
            }
            var grants = new HashMap<String, List<Long>>();

            Map<String, Duration> served = serve(requests, grants);

            assertThat(served).hasSize(40);
            windows.forEach(window -> assertNeverOver(window, grants.getOrDefault(window.key(), List.of())));
        }
    }

    private static Demand weighing(Demand demand, Random random) {
        return new Demand(demand.key(), demand.limit(), demand.window(), 1 + random.nextInt(2));
    }

    private static void assertNeverOver(Demand window, List<Long> grants) {
        for (int first = 0; first + window.limit() < grants.size(); first++) {
            long apart = grants.get(first + (int) window.limit()) - grants.get(first);
            assertThat(apart).isGreaterThanOrEqualTo(window.window().toNanos());
        }
    }

    private Map<String, Duration> serve(Map<String, List<Demand>> requests) {
        return serve(requests, new HashMap<>());
    }

    /** Lets each request ask when it was told to, until all are served. */
    private Map<String, Duration> serve(Map<String, List<Demand>> requests, Map<String, List<Long>> grants) {
        long begin = nanos.get();
        var again = new HashMap<String, Long>();
        requests.keySet().forEach(name -> again.put(name, 0L));
        var served = new HashMap<String, Duration>();
        for (int turn = 0; turn < 100_000 && served.size() < requests.size(); turn++) {
            String name = again.entrySet().stream()
                    .min(Map.Entry.comparingByValue())
                    .orElseThrow()
                    .getKey();
            nanos.set(begin + Math.max(nanos.get() - begin, again.get(name)));
            Duration wait = limiter.acquire(requests.get(name), waiter(name)).waitTime();
            if (wait.isZero()) {
                again.remove(name);
                served.put(name, Duration.ofNanos(nanos.get() - begin));
                requests.get(name).forEach(demand -> {
                    for (long permit = 0; permit < demand.weight(); permit++) {
                        grants.computeIfAbsent(demand.key(), key -> new ArrayList<>())
                                .add(nanos.get());
                    }
                });
            } else {
                again.put(name, nanos.get() - begin + wait.toNanos());
            }
        }
        return served;
    }

    private Duration acquire(Demand demand, String name) {
        return limiter.acquire(List.of(demand), waiter(name)).waitTime();
    }

    private static Waiter waiter(String name) {
        return new Waiter(name, "party");
    }

    private void pass(Duration duration) {
        nanos.addAndGet(duration.toNanos());
    }
}
