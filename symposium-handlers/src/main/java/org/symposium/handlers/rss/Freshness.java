package org.symposium.handlers.rss;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.symposium.spi.http.HttpReply;

/** How long an answer holds by its own headers (RFC 9111, 4.2.1): {@code Cache-Control: max-age}, else {@code Expires}; less the time it has lain in caches. */
final class Freshness {
    private static final Pattern MAX_AGE = Pattern.compile("(?:^|[,\\s])max-age=\"?(\\d{1,9})");
    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

    private Freshness() {}

    /** Zero if it is to be asked for each time, or says nothing. */
    static Duration of(HttpReply reply, Instant now) {
        String control = reply.header("Cache-Control").orElse("").toLowerCase(Locale.ROOT);
        if (control.contains("no-cache") || control.contains("no-store")) {
            return Duration.ZERO;
        }
        Matcher maxAge = MAX_AGE.matcher(control);
        Duration fresh = maxAge.find()
                ? Duration.ofSeconds(Long.parseLong(maxAge.group(1))).minus(age(reply))
                : reply.header("Expires")
                        .flatMap(FeedDate::parse)
                        .map(expires -> Duration.between(now, expires))
                        .orElse(Duration.ZERO);
        return fresh.isNegative() ? Duration.ZERO : fresh;
    }

    private static Duration age(HttpReply reply) {
        return reply.header("Age")
                .map(String::strip)
                .filter(age -> SECONDS.matcher(age).matches())
                .map(age -> Duration.ofSeconds(Long.parseLong(age)))
                .orElse(Duration.ZERO);
    }
}
