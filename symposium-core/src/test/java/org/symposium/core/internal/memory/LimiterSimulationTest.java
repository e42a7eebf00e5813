package org.symposium.core.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.symposium.spi.RateLimiter.Answer;
import org.symposium.spi.RateLimiter.Demand;
import org.symposium.spi.RateLimiter.Waiter;

/** A million requests of simulated nodes, integrations and calls, by a clock that is set by hand. */
final class LimiterSimulationTest {
    private static final int EVENTS = 1_000_000;

    private long nanos = Long.MAX_VALUE - 1_000_000; // overflows on the way
    private final MemoryRateLimiter limiter = new MemoryRateLimiter(() -> nanos);
    private final Random random = new Random(20_261_124);
    private final Map<Demand, Moments> granted = new HashMap<>();

    /** Somebody who sends requests, one after the other, and asks again when told, mostly. */
    private record Sender(String name, List<Demand> demands, long next) {}

    /** Moments of permits, in order. */
    private static final class Moments {
        private long[] moments = new long[16];
        private int count;

        void add(long moment) {
            if (count == moments.length) {
                moments = Arrays.copyOf(moments, count * 2);
            }
            moments[count++] = moment;
        }

        /** Stretches of the window with more in them than its limit. */
        long over(Demand window) {
            long over = 0;
            long length = window.window().toNanos();
            for (int first = 0; first + window.limit() < count; first++) {
                over += moments[first + (int) window.limit()] - moments[first] < length ? 1 : 0;
            }
            return over;
        }
    }

    @Test
    void no_stretch_of_any_window_holds_more_than_its_limit() {
        long begin = nanos;
        var queue = new PriorityQueue<Sender>((one, other) -> Long.compare(one.next(), other.next()));
        for (int sender = 0; sender < 90; sender++) {
            queue.add(new Sender("node-" + sender % 3 + "/" + sender, List.of(), 0));
        }
        long grants = 0;
        for (int event = 0; event < EVENTS; event++) {
            Sender sender = queue.remove();
            nanos = begin + Math.max(nanos - begin, sender.next());
            List<Demand> demands = sender.demands().isEmpty() ? demands() : sender.demands();
            Answer answer = limiter.acquire(demands, new Waiter(sender.name(), "party-" + random.nextInt(5)));
            boolean isGivenUp = random.nextInt(50) == 0;
            if (answer.isGranted()) {
                grants++;
                demands.forEach(this::count);
            }
            long pause = answer.isGranted()
                    ? random.nextInt(200_000_000)
                    : answer.waitTime().toNanos();
            long late = random.nextInt(4) == 0 ? random.nextInt(50_000_000) : 0;
            boolean isDone = answer.isGranted() || isGivenUp;
            queue.add(new Sender(sender.name(), isDone ? List.of() : demands, nanos - begin + pause + late));
        }

        assertThat(grants).isGreaterThan(EVENTS / 10);
        assertThat(granted).hasSizeGreaterThan(20);
        granted.forEach((window, moments) ->
                assertThat(moments.over(window)).as("%s", window).isZero());
    }

    /** As types have them: per minute and per second of an integration, per hour of a type, of a channel of either; some calls weigh more. */
    private List<Demand> demands() {
        long weight = random.nextInt(10) == 0 ? 2 : 1;
        String integration = "integration/" + random.nextInt(6);
        var demands = new ArrayList<Demand>();
        demands.add(new Demand(integration, 60, Duration.ofMinutes(1), weight));
        demands.add(new Demand(integration, 3, Duration.ofSeconds(1), weight));
        if (random.nextBoolean()) {
            demands.add(new Demand("type/t", 2_000, Duration.ofHours(1), weight));
        }
        if (random.nextBoolean()) {
            demands.add(new Demand("type/t/webhook/" + random.nextInt(10), 5, Duration.ofSeconds(2), weight));
        }
        return demands;
    }

    private void count(Demand demand) {
        var window = new Demand(demand.key(), demand.limit(), demand.window(), 1);
        Moments moments = granted.computeIfAbsent(window, unknown -> new Moments());
        for (long permit = 0; permit < demand.weight(); permit++) {
            moments.add(nanos);
        }
    }

    /** 90 requests of one party wait when another comes with one at a time: each of those is served with the next permits that become free. */
    @Test
    void a_party_with_many_requests_does_not_hold_up_one_with_few() {
        Demand shared = new Demand("type/t", 10, Duration.ofSeconds(10), 1);
        var due = new TreeMap<String, Long>();
        for (int request = 0; request < 100; request++) {
            due.put("many/" + request, 0L);
        }
        due.put("few", 12_000_000_000L);
        long begin = nanos;
        long asked = due.get("few");
        var waits = new ArrayList<Duration>();
        for (int served = 0; served < 60; ) {
            String name = due.entrySet().stream()
                    .min(Map.Entry.comparingByValue())
                    .orElseThrow()
                    .getKey();
            nanos = begin + due.remove(name);
            String party = name.startsWith("many") ? "many" : "few";
            Answer answer = limiter.acquire(List.of(shared), new Waiter(name, party));
            served += answer.isGranted() ? 1 : 0;
            if (answer.isGranted() && party.equals("few")) {
                waits.add(Duration.ofNanos(nanos - begin - asked));
                asked = nanos - begin + 1_000_000;
                due.put(name, asked);
            } else if (!answer.isGranted()) {
                due.put(name, nanos - begin + answer.waitTime().toNanos());
            }
        }

        assertThat(waits).hasSizeGreaterThan(3).allMatch(wait -> wait.compareTo(Duration.ofSeconds(10)) <= 0);
    }

    /** Who comes all the time and never waits gets nothing while others wait. */
    @Test
    void nobody_overtakes_those_who_wait() {
        Demand demand = new Demand("k", 1, Duration.ofSeconds(1), 1);
        limiter.acquire(List.of(demand), new Waiter("first", "a"));
        Duration wait =
                limiter.acquire(List.of(demand), new Waiter("waits", "a")).waitTime();
        for (long left = wait.toNanos(); left > 0; left -= 1_000_000) {
            nanos += 1_000_000;
            assertThat(limiter.acquire(List.of(demand), new Waiter("rushes" + left, "b"))
                            .isGranted())
                    .isFalse();
        }

        assertThat(limiter.acquire(List.of(demand), new Waiter("waits", "a")).isGranted())
                .isTrue();
    }
}
