package org.symposium.core.internal.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.symposium.spi.model.InvalidInputException;

class CronExpressionTest {
    private static final LocalDateTime START = LocalDateTime.parse("2026-01-31T09:00:00");

    /** In UTC, and for what it understands as we do, the library's own slots are right, if slow. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "* * * * *",
                "*/7 * * * *",
                "5,10-20/3 */6 1,15,31 * *",
                "0 9 * * 1-5",
                "0 0 13 * 5",
                "59 23 31 12 *",
                "0 0 1-7 * 1",
                "0 0 * 2,6-8 *",
                "0 0 29 2 *",
                "0 0 0 13 * 5",
                "*/20 30 4 * * 0,7",
                "1/29 0 12 ? * MON-FRI",
                "0 0 0 L * ?",
                "0 0 0 LW * ?",
                "0 0 0 L-3 * ?",
                "0 0 0 15W * ?",
                "0 0 0 ? * FRI#2",
                "0 0 0 ? * 5L",
            })
    void slots_are_those_of_the_library(String cron) {
        boolean six = cron.split(" ").length == 6;
        var definition = CronDefinitionBuilder.instanceDefinitionFor(six ? CronType.SPRING53 : CronType.UNIX);
        var library = ExecutionTime.forCron(new CronParser(definition).parse(cron));
        CronSlots slots = CronExpression.of(cron).slots();
        LocalDateTime last = START;
        for (int i = 0; i < 40; i++) {
            LocalDateTime slot = slots.after(last).orElseThrow();
            assertThat(library.nextExecution(last.atZone(ZoneOffset.UTC)).map(ZonedDateTime::toLocalDateTime))
                    .contains(slot);
            last = slot;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0 0 0 ? * 5#5, 2026-05-29", // the library goes from May to June 2026 over into July
        "0 0 0 31W * ?, 2026-03-31", // February throws
        "0 0 * * FRI-MON, 2026-02-01",
        "0 0 L * *, 2026-02-28",
        "0 0 L-30 * *, 2026-03-01",
        "0 0 1W 8 *, 2026-08-03", // the 1st is a Saturday: not in July
        "0 0 31W 5 *, 2026-05-29", // the 31st is a Sunday: not in June
        "0 0 ? * MONL, 2026-02-23",
        "0 0 0 29 2 1, 2044-02-29",
        "0 0 0 29 2 0, 2032-02-29",
        "@yearly, 2027-01-01",
        "@Monthly, 2026-02-01",
        "@weekly, 2026-02-01",
        "0 0 * feb sun, 2026-02-01",
    })
    void days_are_found(String cron, LocalDate day) {
        assertThat(CronExpression.of(cron).slots().after(START)).contains(day.atStartOfDay());
    }

    @Test
    void a_slot_is_after_the_moment_even_by_less_than_a_second() {
        CronSlots slots = CronExpression.of("0 9 * * *").slots();

        assertThat(slots.after(START.minusNanos(1))).contains(START);
        assertThat(slots.after(START)).contains(START.plusDays(1));
        assertThat(slots.after(START.plusNanos(1))).contains(START.plusDays(1));
    }

    @ParameterizedTest
    @CsvSource({
        "'', it has 1 fields",
        "* * *, it has 3 fields",
        "* * * * * * *, it has 7 fields",
        "61 * * * *, 61 not in range",
        "0 0 * * 1#, it can't be read",
        "0 0 * * 1#6, '1#6'",
        "0 0 * * 1#0, '1#0'",
        "0 0 * * L, 'L'",
        "0 0 15L * *, '15L'",
        "0 0 1-L * *, '1-L'",
        "0 22-2 * * *, Invalid range",
        "1/0 * * * *, Period 0",
        "@reboot, @reboot",
        "@never, 1 parts",
        "0 0 * * *|0 1 * * *, '|'",
    })
    void what_is_no_cron_is_refused_with_the_reason(String cron, String reason) {
        assertThatThrownBy(() -> CronExpression.of(cron))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("schedule.cron")
                .hasMessageContaining(reason);
    }

    @Test
    void whatever_is_written_is_read_or_refused_at_once() {
        var random = new Random(20260131);
        String alphabet = "0123456789 0123456789 */-,?#LW@SUNMONFEB";
        int understood = 0;
        for (int i = 0; i < 20_000; i++) {
            var cron = new StringBuilder();
            for (int length = 5 + random.nextInt(16); length > 0; length--) {
                cron.append(random.nextInt(3) == 0 ? " " : alphabet.charAt(random.nextInt(alphabet.length())));
            }
            String text = cron.toString().strip().replaceAll("^(\\S+ \\S+ \\S+).*", "$1 * *");
            try {
                CronExpression expression = CronExpression.of(text);
                expression.describe(Locale.FRENCH);
                expression
                        .slots()
                        .after(START)
                        .ifPresent(slot -> assertThat(slot).isAfter(START));
                understood++;
            } catch (InvalidInputException e) {
                assertThat(e.violations()).hasSize(1);
            }
        }
        assertThat(understood).isGreaterThan(100);
        assertThatThrownBy(() -> CronExpression.of("0,".repeat(1_000_000) + "0 * * * *"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("longer than 200");
    }

    @Test
    void it_is_read_and_described_the_same_in_istanbul() {
        Locale here = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));

            assertThat(CronExpression.of("0 9 * * fri").describe(Locale.ENGLISH))
                    .isEqualTo("at 09:00 at Friday day");
            assertThat(CronExpression.of("0 9 * * fri").describe(Locale.forLanguageTag("sv")))
                    .isEqualTo("at 09:00 at Friday day");
            assertThat(CronExpression.of("@HOURLY").slots().after(START)).contains(START.plusHours(1));
        } finally {
            Locale.setDefault(here);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "*/15 * * * *, en, every 15 minutes",
        "*/15 * * * *, de, jede 15 Minuten",
        "0 9 * * 1-5, en, at 09:00 every day between Monday and Friday",
        "0 0 * * 0/2, en, 0 0 * * 0/2", // the library says: every Tuesday
        "'0 0 1,L * *', en, '0 0 1,L * *'", // the library says: at 1 and -1 days
        "0 0 15W * *, de, at 00:00 the nearest weekday to the 15 of the month", // a letter is broken in the German
        // words
    })
    void it_is_put_into_words(String cron, String language, String words) {
        assertThat(CronExpression.of(cron).describe(Locale.forLanguageTag(language)))
                .isEqualTo(words);
    }
}
