package org.symposium.handlers.mailchimp;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;

/**
 * When Mailchimp is to send a campaign. It takes quarter hours only, and none that is past.
 *
 * @param wanted what the settings say
 * @param at the quarter hour that it becomes
 */
record SendTime(Instant wanted, Instant at) {
    static final String SETTING = "send_at";
    static final String ZONE = "time_zone";

    private static final long QUARTER = Duration.ofMinutes(15).toSeconds();
    /** For the request to arrive. */
    private static final Duration AHEAD = Duration.ofMinutes(1);

    private static final int TIME_OF_DAY = "00:00".length();

    /**
     * The moment for a delivery.
     *
     * @param startedAt the delivery's start: the same over all attempts, and so is the moment, as long as it is not past
     * @param now a moment that has gone by meanwhile becomes the next quarter hour
     * @throws HandlerException MISCONFIGURED when the moment was past when the delivery began
     */
    static SendTime of(Values settings, Instant startedAt, Instant now) {
        Instant wanted = read(settings.text(SETTING, ""), settings.text(ZONE, "UTC"), startedAt)
                .orElseThrow(() -> misconfigured("The time to send at can't be read."));
        if (wanted.isBefore(startedAt)) {
            throw misconfigured("The moment to send at, " + wanted + ", is past.");
        }
        Instant earliest = now.plus(AHEAD);
        return new SendTime(wanted, quarterFrom(wanted.isBefore(earliest) ? earliest : wanted));
    }

    /** Whether it is a time or a moment. */
    static boolean isReadable(String text) {
        return read(text, "UTC", Instant.EPOCH).isPresent();
    }

    /** Whether it is the name of a zone. */
    static boolean isZone(String name) {
        try {
            ZoneId.of(name);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    boolean isMoved() {
        return !at.equals(wanted);
    }

    /** A time of day is the next one from the start on; a moment without an offset is one of the zone. */
    private static Optional<Instant> read(String text, String zoneName, Instant startedAt) {
        try {
            ZoneId zone = ZoneId.of(zoneName);
            if (text.length() == TIME_OF_DAY) {
                LocalTime time = LocalTime.parse(text);
                ZonedDateTime start = startedAt.atZone(zone);
                Instant today = start.toLocalDate().atTime(time).atZone(zone).toInstant();
                return Optional.of(
                        today.isBefore(startedAt)
                                ? start.toLocalDate()
                                        .plusDays(1)
                                        .atTime(time)
                                        .atZone(zone)
                                        .toInstant()
                                : today);
            }
            boolean hasOffset = text.matches(".*T.*[Z+-].*");
            return Optional.of(
                    hasOffset
                            ? OffsetDateTime.parse(text).toInstant()
                            : LocalDateTime.parse(text).atZone(zone).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Instant quarterFrom(Instant moment) {
        long seconds = moment.getEpochSecond() + (moment.getNano() > 0 ? 1 : 0);
        return Instant.ofEpochSecond(Math.floorDiv(seconds + QUARTER - 1, QUARTER) * QUARTER);
    }

    private static HandlerException misconfigured(String message) {
        return new HandlerException(Verdict.failed(FailureKind.MISCONFIGURED, message)
                .suggest("Enter a time of day such as 09:00, or a moment that is still to come, in the output's"
                        + " settings."));
    }
}
