package org.symposium.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.symposium.core.internal.http.LimitKeys.Window;
import org.symposium.core.internal.memory.MemoryRateLimiter;
import org.symposium.core.internal.runs.Events;
import org.symposium.spi.EngineListener;
import org.symposium.spi.RateLimiter.Answer;
import org.symposium.spi.RateLimiter.Demand;
import org.symposium.spi.RateLimiter.Waiter;
import org.symposium.spi.model.Integration;
import org.symposium.spi.model.RateLimit;
import org.symposium.spi.model.Values;

class LimitWatchTest {
    private static final Duration MOST = Duration.ofSeconds(5);
    private static final Window PER_MINUTE = window(60, Duration.ofMinutes(1), "integration");

    private final List<EngineListener.Event> events = new ArrayList<>();
    private final EngineListener listener = new EngineListener() {
        @Override
        public void on(Event event) {
            events.add(event);
        }
    };
    private final Clock clock = Clock.fixed(TestRoad.NOW, ZoneOffset.UTC);
    private long nanos;
    private final LimitWatch watch = new LimitWatch(new Events(List.of(listener), clock), clock, () -> nanos);
    private final MemoryRateLimiter limiter = new MemoryRateLimiter(() -> nanos);
    private final Integration integration = Integration.of(Values.of("id", "i")
            .with("user_id", "ada")
            .with("type_id", "testing")
            .with("name", "Test")
            .with("created_at", TestRoad.NOW));

    @Test
    void what_is_left_of_a_nearly_full_window_is_spread_over_it() {
        List<Long> sent = send(60, PER_MINUTE);

        assertThat(sent.subList(0, 48)).as("80 % at once").containsOnly(0L);
        for (int request = 48; request < 60; request++) {
            assertThat(sent.get(request) - sent.get(request - 1))
                    .isBetween(Duration.ofSeconds(1).toNanos(), MOST.toNanos());
        }
        assertThat(sent.get(59))
                .as("still within the window")
                .isLessThan(Duration.ofMinutes(1).toNanos());
    }

    @Test
    void spacing_costs_nothing_of_what_is_allowed() {
        List<Long> sent = send(1_200, PER_MINUTE);

        assertThat(Duration.ofNanos(sent.get(1_199))).isBetween(Duration.ofMinutes(19), Duration.ofMinutes(20));
    }

    @Test
    void requests_at_one_moment_are_spaced_one_after_the_other_and_none_beyond_the_most() {
        send(49, PER_MINUTE);

        var paces = new ArrayList<Duration>();
        for (int request = 0; request < 5; request++) {
            paces.add(watch.pace(List.of(PER_MINUTE), MOST));
        }

        assertThat(paces).isSorted().doesNotContain(Duration.ZERO).allMatch(pace -> pace.compareTo(MOST) <= 0);
        assertThat(paces.get(4)).isEqualTo(MOST);
        assertThat(watch.pace(List.of(PER_MINUTE), Duration.ofMillis(10))).isEqualTo(Duration.ofMillis(10));
    }

    @Test
    void a_window_that_hovers_around_a_border_is_told_of_once_and_again_after_it_was_quiet() {
        send(300, PER_MINUTE);
        assertThat(names()).containsOnlyOnce("rate_limit.approaching");
        events.clear();

        nanos += Duration.ofMinutes(3).toNanos();
        send(55, PER_MINUTE);

        assertThat(names()).containsExactly("rate_limit.approaching");
    }

    @Test
    void a_window_of_few_permits_is_not_approached_and_its_refusals_are_told_once_a_minute() {
        Window channel = window(1, Duration.ofSeconds(1), "integration");
        send(50, channel);

        assertThat(names()).containsExactly("rate_limit.reached");
    }

    @Test
    void a_window_that_many_share_is_no_matter_of_one_user() {
        send(70, window(60, Duration.ofMinutes(1), "type"));

        assertThat(events).isNotEmpty().allSatisfy(event -> {
            assertThat(event.owner()).isEmpty();
            assertThat(event.details().has("integration_id")).isFalse();
        });
    }

    @Test
    void keeping_apart_requests_to_a_site_is_no_limit() {
        send(3, window(1, Duration.ofSeconds(1), "site"));

        assertThat(events).isEmpty();
    }

    private List<String> names() {
        return events.stream().map(EngineListener.Event::name).toList();
    }

    /** One after another, as fast as it goes; gives when each was sent. */
    private List<Long> send(int count, Window window) {
        long began = nanos;
        var sent = new ArrayList<Long>();
        while (sent.size() < count) {
            nanos += watch.pace(List.of(window), MOST).toNanos();
            Answer answer = limiter.acquire(List.of(window.demand()), new Waiter("w", "p"));
            watch.saw(answer, List.of(window), integration);
            nanos += answer.waitTime().toNanos();
            if (answer.isGranted()) {
                sent.add(nanos - began);
            }
        }
        return sent;
    }

    private static Window window(long permits, Duration per, String scope) {
        return new Window(new RateLimit(permits, per, scope, ""), new Demand(scope + "/i", permits, per, 1));
    }

    @Test
    void a_shorter_word_of_the_service_does_not_open_what_a_longer_one_closed() {
        var now = new java.util.concurrent.atomic.AtomicLong();
        var clock = java.time.Clock.systemUTC();
        var words = new LimitWatch(
                new org.symposium.core.internal.runs.Events(java.util.List.of(), clock), clock, now::get);
        words.close("key", Duration.ofHours(1));
        words.close("key", Duration.ofSeconds(1));
        assertThat(words.closedFor("key")).isEqualTo(Duration.ofHours(1));
    }
}
