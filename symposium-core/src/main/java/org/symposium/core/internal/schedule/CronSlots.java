package org.symposium.core.internal.schedule;

import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.symposium.spi.model.InvalidInputException;

/**
 * The slots of a cron expression on a wall clock that knows no time zone; {@link NextRun} places them in one. The library is asked in UTC only, since it skips
 * whole days around changes to summer time.
 */
final class CronSlots {
    private static final CronParser FIVE_FIELDS =
            new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
    private static final CronParser SIX_FIELDS =
            new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.SPRING53));

    private final ExecutionTime times;

    private CronSlots(Cron cron) {
        this.times = ExecutionTime.forCron(cron);
    }

    /**
     * Parses five fields, six fields, or a nickname.
     *
     * @throws InvalidInputException with rule {@code cron}, saying what is wrong
     */
    static CronSlots of(String expression) {
        String trimmed = expression.strip();
        boolean six = trimmed.startsWith("@") || trimmed.split("\\s+").length == 6;
        try {
            return new CronSlots((six ? SIX_FIELDS : FIVE_FIELDS).parse(trimmed).validate());
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException("schedule.cron", "cron", "is not a cron expression: " + firstLine(e));
        }
    }

    /** The first slot after this moment of the wall clock; empty if there is none any more. */
    Optional<LocalDateTime> after(LocalDateTime moment) {
        return times.nextExecution(moment.atZone(ZoneOffset.UTC)).map(ZonedDateTime::toLocalDateTime);
    }

    private static String firstLine(IllegalArgumentException e) {
        String message = e.getMessage() == null
                ? "it can't be read"
                : e.getMessage().lines().findFirst().orElse("it can't be read");
        return message.length() > 200 ? message.substring(0, 200) : message;
    }
}
