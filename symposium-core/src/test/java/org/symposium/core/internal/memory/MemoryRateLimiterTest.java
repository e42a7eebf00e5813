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

final class MemoryRateLimiterTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000); // overflows during the tests
    private final MemoryRateLimiter limiter = new MemoryRateLimiter(nanos::get);

    @Test
    void keys_that_fell_idle_are_dropped() {
        for (int key = 0; key < 5_000; key++) {
            limiter.acquire(List.of(new Demand("k" + key, 1, Duration.ofSeconds(1), 1)), "w" + key);
            limiter.close("closed" + key, Duration.ofSeconds(1));
        }
        assertThat(limiter.size()).isEqualTo(10_000);

        pass(Duration.ofSeconds(2));
        for (int request = 0; request < 10_000; request++) {
            limiter.acquire(List.of(), "w");
        }

        assertThat(limiter.size()).isZero();
    }

    @Test
    void who_was_refused_and_never_came_back_is_dropped() {
        Demand demand = new Demand("k", 1, Duration.ofSeconds(1), 1);
        for (int waiter = 0; waiter < 5; waiter++) {
            limiter.acquire(List.of(demand), "w" + waiter);
        }

        pass(Duration.ofMinutes(1));
        for (int request = 0; request < 2_000; request++) {
            limiter.acquire(List.of(), "w");
        }

        assertThat(limiter.size()).isZero();
    }

    @Test
    void who_waits_for_one_window_holds_up_nobody_in_another() {
        Demand full = new Demand("full", 1, Duration.ofHours(1), 1);
        Demand open = new Demand("open", 2, Duration.ofHours(1), 1);
        limiter.acquire(List.of(full), "first");
        assertThat(limiter.acquire(List.of(open, full), "waiting")).isPositive();

        assertThat(limiter.acquire(List.of(open), "a")).isZero();
        assertThat(limiter.acquire(List.of(open), "b")).isZero();
    }

    @Test
    void two_waiters_for_the_same_two_windows_do_not_block_each_other() {
        Demand left = new Demand("left", 1, Duration.ofSeconds(10), 1);
        Demand right = new Demand("right", 1, Duration.ofSeconds(10), 1);
        limiter.acquire(List.of(left), "x");
        limiter.acquire(List.of(left, right), "one");
        pass(Duration.ofSeconds(1));
        limiter.acquire(List.of(right), "y");
        limiter.acquire(List.of(right, left), "two");
        limiter.acquire(List.of(left, right), "one");

        Map<String, Duration> served = serve(Map.of("one", List.of(left, right), "two", List.of(right, left)));

        assertThat(served).containsOnlyKeys("one", "two");
        assertThat(served.get("one")).isLessThan(served.get("two"));
    }

    @Test
    void a_clock_that_goes_back_gives_no_permits_back() {
        Demand demand = new Demand("k", 1, Duration.ofSeconds(10), 1);
        limiter.acquire(List.of(demand), "a");
        pass(Duration.ofHours(-2));

        assertThat(limiter.acquire(List.of(demand), "b")).isEqualTo(Duration.ofSeconds(10));
        pass(Duration.ofHours(2).plusSeconds(10));
        assertThat(limiter.acquire(List.of(demand), "b")).isZero();
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
                    granted.addAndGet(limiter.acquire(List.of(demand), name).isZero() ? 1 : 0);
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
            Duration wait = limiter.acquire(requests.get(name), name);
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

    private void pass(Duration duration) {
        nanos.addAndGet(duration.toNanos());
    }
}
