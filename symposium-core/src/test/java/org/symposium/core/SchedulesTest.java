package org.symposium.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.symposium.spi.model.CardData;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.Execution;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.Query;
import org.symposium.spi.model.Schedule;
import org.symposium.spi.model.Schedule.Missed;
import org.symposium.spi.model.Source;

class SchedulesTest {
    private static final Instant NOW = Instant.parse("2026-01-31T09:10:00Z");
    private static final Schedule HOURLY = Schedule.cron("0 * * * *");

    private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
    private final AtomicInteger runs = new AtomicInteger();
    private final Engine engine = Engine.builder()
            .clock(new HandSetClock(now))
            .handler(new Fakes.Source(run -> {
                runs.incrementAndGet();
                return CardData.of("x");
            }))
            .build();
    private final OwnerView ada = engine.forOwner("ada");

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void the_next_runs_of_a_schedule_can_be_seen_before_it_is_saved() {
        Schedule schedule = Schedule.cron("30 2 * * *", ZoneId.of("America/New_York"));

        assertThat(engine.schedules().preview(schedule, 3, Instant.parse("2026-03-07T00:00:00Z")))
                .containsExactly(
                        Instant.parse("2026-03-07T07:30:00Z"),
                        Instant.parse("2026-03-08T07:00:00Z"),
                        Instant.parse("2026-03-09T06:30:00Z"));
        assertThat(engine.schedules().preview(HOURLY, 1_000)).hasSize(1_000).startsWith(hour(10), hour(11));
        assertThat(engine.schedules().preview(Schedule.every(Duration.ofHours(1)), 2))
                .containsExactly(NOW.plusSeconds(3_600), NOW.plusSeconds(7_200));
        assertThat(engine.schedules().preview(Schedule.at(hour(12)), 5)).containsExactly(hour(12));
    }

    @Test
    void a_preview_is_bounded_and_refuses_what_can_not_be_read() {
        for (int count : new int[] {0, -1, 1_001}) {
            assertThatThrownBy(() -> engine.schedules().preview(HOURLY, count))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("1,000");
        }
        assertThatThrownBy(() -> engine.schedules().preview(Schedule.cron("no cron"), 1))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> engine.schedules().check(Schedule.cron("* * * * * *")))
                .hasMessageContaining("too often");
    }

    @Test
    void the_next_runs_of_a_saved_source_are_those_that_are_stored_jitter_included() {
        Source source = source(HOURLY.jitter(Duration.ofMinutes(50)));

        List<Instant> next = engine.schedules().preview(source, 2);

        assertThat(source.nextRunAt()).contains(next.get(0));
        assertThat(next.get(0)).isNotEqualTo(hour(10)).isBefore(hour(11));
        assertThat(next.get(1)).isEqualTo(next.get(0).plusSeconds(3_600));
        assertThat(engine.schedules().preview(ada.sources().update(source.id(), SourceDraft::withoutSchedule), 2))
                .isEmpty();
    }

    @Test
    void schedules_are_put_into_words() {
        Schedule weekdays = Schedule.cron("0 9 * * 1-5", ZoneId.of("Europe/Berlin"));

        assertThat(words(weekdays, "en")).isEqualTo("at 09:00 every day between Monday and Friday (Europe/Berlin)");
        assertThat(words(HOURLY, "en")).isEqualTo("every hour (UTC)");
        assertThat(words(HOURLY, "fr")).isEqualTo("chaque heure (UTC)");
        assertThat(words(Schedule.every(Duration.ofMinutes(90)), "en")).isEqualTo("every 1 hour 30 minutes");
        assertThat(words(Schedule.every(Duration.ofMinutes(15)), "de")).isEqualTo("alle 15 Minuten");
        assertThat(words(Schedule.every(Duration.ofDays(1)), "es")).isEqualTo("cada día");
        assertThat(words(Schedule.at(NOW), "de")).isEqualTo("einmal, am 31. Januar 2026 um 09:10 (UTC)");
        assertThat(words(Schedule.every(Duration.ofDays(2)), "sv")).isEqualTo("every 2 days");
    }

    @Test
    void the_language_of_the_process_has_no_part_in_the_words() {
        Locale here = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);

            assertThat(words(Schedule.every(Duration.ofDays(2)), "en")).isEqualTo("every 2 days");
            assertThat(words(Schedule.every(Duration.ofDays(2)), "sv")).isEqualTo("every 2 days");
        } finally {
            Locale.setDefault(here);
        }
    }

    @Test
    void a_schedule_is_checked_when_it_is_saved_a_querys_too() {
        Source source = source(HOURLY);

        assertThatThrownBy(() -> source(Schedule.cron("0 0 30 2 *"))).hasMessageContaining("never");
        assertThatThrownBy(() -> source(Schedule.every(Duration.ofSeconds(10)))).hasMessageContaining("too often");
        assertThatThrownBy(() -> source(Schedule.at(NOW))).hasMessageContaining("past");
        assertThatThrownBy(() ->
                        ada.queries().create(QueryDraft.of("All", List.of()).schedule(Schedule.cron("* * * * * *"))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("source_ids")
                .hasMessageContaining("schedule.cron");
        Query query =
                ada.queries().create(QueryDraft.of("All", List.of(source.id())).schedule(HOURLY));
        assertThat(engine.schedules().preview(query, 1)).containsExactly(hour(10));
    }

    @Test
    void a_schedule_that_is_past_does_not_stand_in_the_way_of_other_changes() {
        Source source = source(Schedule.at(hour(10)));
        now.set(hour(11));

        assertThat(ada.sources()
                        .update(source.id(), draft -> draft.name("Renamed"))
                        .name())
                .isEqualTo("Renamed");
    }

    @Test
    void an_interval_is_counted_from_when_it_was_saved_whatever_is_changed_later() {
        Source source = source(Schedule.every(Duration.ofHours(1)));
        now.set(NOW.plusSeconds(1_000));

        Source renamed = ada.sources().update(source.id(), draft -> draft.name("Renamed"));
        Source again = ada.sources().update(source.id(), draft -> draft.schedule(Schedule.every(Duration.ofHours(1))));
        Source switched =
                ada.sources().enable(ada.sources().disable(source.id()).id());
        Source other = ada.sources().update(source.id(), draft -> draft.schedule(Schedule.every(Duration.ofHours(2))));

        assertThat(source.nextRunAt()).contains(NOW.plusSeconds(3_600));
        assertThat(renamed.nextRunAt()).isEqualTo(source.nextRunAt());
        assertThat(again.nextRunAt()).isEqualTo(source.nextRunAt());
        assertThat(switched.nextRunAt()).isEqualTo(source.nextRunAt());
        assertThat(other.nextRunAt()).contains(NOW.plusSeconds(8_200));
    }

    @Test
    void a_manual_run_leaves_the_schedule_as_it_is() {
        Source source = source(HOURLY);
        now.set(hour(10).plusSeconds(5));

        ada.execute(source.id());

        assertThat(ada.sources().get(source.id()).nextRunAt()).contains(hour(10));
        assertThat(slots()).containsExactly(Optional.empty());
    }

    @Test
    void the_log_says_which_slot_a_run_was_for_however_late_it_ran() {
        runsAfterOutage(HOURLY.missed(Missed.ALL).missedAtMost(3));

        assertThat(slots())
                .containsExactlyInAnyOrder(Optional.of(hour(13)), Optional.of(hour(14)), Optional.of(hour(15)));
    }

    private List<Optional<Instant>> slots() {
        return ada.executions().latest(10).stream().map(Execution::slot).toList();
    }

    @Test
    void after_an_outage_the_last_missed_slot_is_run_once() {
        assertThat(runsAfterOutage(HOURLY)).isEqualTo(1);
    }

    @Test
    void after_an_outage_all_missed_slots_are_run_up_to_the_bound() {
        assertThat(runsAfterOutage(HOURLY.missed(Missed.ALL).missedAtMost(3))).isEqualTo(3);
    }

    @Test
    void after_an_outage_no_missed_slot_is_run() {
        assertThat(runsAfterOutage(HOURLY.missed(Missed.NONE))).isZero();
    }

    @Test
    void after_an_outage_what_is_too_late_is_not_run() {
        assertThat(runsAfterOutage(HOURLY.maxLateness(Duration.ofMinutes(19)))).isZero();
    }

    /** The engine is started five hours and twenty minutes after the first slot. */
    private int runsAfterOutage(Schedule schedule) {
        Source source = source(schedule);
        now.set(hour(15).plusSeconds(1_200));
        engine.start();
        await().until(() ->
                ada.sources().get(source.id()).nextRunAt().orElseThrow().equals(hour(16)));
        await().until(() -> engine.operator().runs().list(10).stream()
                .allMatch(queued -> queued.run().dueAt().equals(hour(16))));
        return runs.get();
    }

    private Source source(Schedule schedule) {
        var integration = ada.integrations().create("echo", "Mine", Credentials.of("api_key", "s3cret-key"));
        return ada.sources()
                .create(SourceDraft.of(integration.id(), "News", Settings.of("query", "java"))
                        .schedule(schedule));
    }

    private String words(Schedule schedule, String language) {
        return engine.schedules().describe(schedule, Locale.forLanguageTag(language));
    }

    private static Instant hour(int hour) {
        return Instant.parse("2026-01-31T00:00:00Z").plusSeconds(hour * 3_600L);
    }

    private static final class HandSetClock extends Clock {
        private final AtomicReference<Instant> now;

        private HandSetClock(AtomicReference<Instant> now) {
            this.now = now;
        }

        @Override
        public Instant instant() {
            return now.get();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
