package org.symposium.core.internal.http;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;
import org.symposium.spi.http.HttpReply;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.IntegrationType;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;

/**
 * What an answer's headers say of the service's own count, in the forms that are common, or as the type describes them
 * ({@link IntegrationType#rateLimitHeaders}). What makes no sense is as if it were not there. Where a moment is told it is compared with the answer's {@code Date},
 * so that our clock need not be right.
 */
final class RateHeaders {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,15}(?:\\.\\d{0,9})?");
    private static final BigDecimal EPOCH = BigDecimal.valueOf(1_000_000_000); // from 2001 on; less is a wait
    private static final BigDecimal EPOCH_MILLIS = BigDecimal.valueOf(1_000_000_000_000L);
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1_000);
    private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000);

    private final Values forms;
    private final Clock clock;

    private RateHeaders(Values forms, Clock clock) {
        this.forms = forms;
        this.clock = clock;
    }

    static RateHeaders of(IntegrationType type, Clock clock) {
        return new RateHeaders(type.rateLimitHeaders().orElse(Values.empty()), clock);
    }

    /** The verdict, with what it does not say itself. */
    Verdict complete(Verdict verdict, HttpReply reply) {
        Optional<Long> left = remaining(reply);
        Optional<Duration> reset = reset(reply);
        Verdict complete = verdict;
        if (!verdict.isOk() && mayWait(verdict.kind()) && verdict.waitFor().isEmpty()) {
            Optional<Duration> wait =
                    retryAfter(reply).or(() -> left.filter(calls -> calls == 0).flatMap(none -> reset));
            complete = wait.map(verdict::retryAfter).orElse(verdict);
        }
        return verdict.remaining().isEmpty() && left.isPresent() && reset.isPresent()
                ? complete.remaining("", left.get(), clock.instant().plus(reset.get()))
                : complete;
    }

    private static boolean mayWait(FailureKind kind) {
        return kind == FailureKind.RATE_LIMITED || kind == FailureKind.QUOTA || kind == FailureKind.SERVER_ERROR;
    }

    private Optional<Long> remaining(HttpReply reply) {
        return header(reply, forms.text("remaining", "X-RateLimit-Remaining"))
                .flatMap(RateHeaders::number)
                .map(BigDecimal::longValue);
    }

    private Optional<Duration> retryAfter(HttpReply reply) {
        String own = forms.text("retry_after", "");
        if (!own.isEmpty()) {
            return forms.text("retry_after_in", "seconds").equals("milliseconds")
                    ? millis(header(reply, own))
                    : header(reply, own).flatMap(text -> RetryAfter.read(text, clock));
        }
        return millis(header(reply, "Retry-After-Ms"))
                .or(() -> forms.text("retry_after_in", "seconds").equals("milliseconds")
                        ? millis(header(reply, "Retry-After"))
                        : header(reply, "Retry-After").flatMap(text -> RetryAfter.read(text, clock)));
    }

    private Optional<Duration> reset(HttpReply reply) {
        String own = forms.text("reset", "");
        if (own.isEmpty()) {
            return header(reply, "X-RateLimit-Reset-After")
                    .flatMap(RateHeaders::number)
                    .map(RateHeaders::seconds)
                    .or(() -> number(reply, "X-RateLimit-Reset").map(value -> guessed(value, reply)));
        }
        return number(reply, own).map(value -> switch (forms.text("reset_in", "")) {
            case "seconds" -> seconds(value);
            case "milliseconds" -> seconds(value.divide(THOUSAND));
            case "epoch_seconds" -> until(value, reply);
            case "epoch_milliseconds" -> until(value.divide(THOUSAND), reply);
            default -> guessed(value, reply);
        });
    }

    private Duration guessed(BigDecimal value, HttpReply reply) {
        if (value.compareTo(EPOCH) < 0) {
            return seconds(value);
        }
        return until(value.compareTo(EPOCH_MILLIS) < 0 ? value : value.divide(THOUSAND), reply);
    }

    private Duration until(BigDecimal epochSeconds, HttpReply reply) {
        Instant now = header(reply, "Date").flatMap(RateHeaders::date).orElseGet(clock::instant);
        BigDecimal nanos =
                BigDecimal.valueOf(now.getEpochSecond()).multiply(NANOS).add(BigDecimal.valueOf(now.getNano()));
        return seconds(epochSeconds.subtract(nanos.divide(NANOS)).max(BigDecimal.ZERO));
    }

    private static Optional<Duration> millis(Optional<String> text) {
        return text.flatMap(RateHeaders::number).map(value -> seconds(value.divide(THOUSAND)));
    }

    private static Duration seconds(BigDecimal value) {
        BigDecimal most = BigDecimal.valueOf(RetryAfter.LONGEST.toSeconds());
        return Duration.ofNanos(value.min(most).multiply(NANOS).longValue());
    }

    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<BigDecimal> number(HttpReply reply, String name) {
        return header(reply, name).flatMap(RateHeaders::number);
    }

    private static Optional<BigDecimal> number(String text) {
        return NUMBER.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }

    private static Optional<String> header(HttpReply reply, String name) {
        return reply.header(name).map(String::strip);
    }
}
