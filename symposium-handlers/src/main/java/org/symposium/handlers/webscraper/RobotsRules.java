package org.symposium.handlers.webscraper;

import crawlercommons.robots.BaseRobotRules;
import crawlercommons.robots.SimpleRobotRules;
import crawlercommons.robots.SimpleRobotRules.RobotRulesMode;
import crawlercommons.robots.SimpleRobotRulesParser;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** What a site's robots.txt says to us (RFC 9309). The only class that knows crawler-commons. */
final class RobotsRules {
    /** Our product token. The engine's user agent begins with it. */
    static final String TOKEN = "symposium";

    /** At least 500 KiB must be read (RFC 9309, 2.5). */
    static final int MOST_BYTES = 512 * 1024;

    private static final Duration LONGEST_DELAY = Duration.ofHours(1);
    private static final RobotsRules ALL_ALLOWED = new RobotsRules(new SimpleRobotRules(RobotRulesMode.ALLOW_ALL));

    private final BaseRobotRules rules;

    private RobotsRules(BaseRobotRules rules) {
        this.rules = rules;
    }

    /** Those of a site without a robots.txt. */
    static RobotsRules allAllowed() {
        return ALL_ALLOWED;
    }

    /** Reads a robots.txt; what is beyond {@value #MOST_BYTES} bytes, and the line that is cut there, is passed over. */
    static RobotsRules read(URI address, byte[] content, String contentType) {
        // a parser of its own: it counts warnings; of a delay of any length none turns into a prohibition
        var parser = new SimpleRobotRulesParser(Long.MAX_VALUE, 0);
        return new RobotsRules(parser.parseContent(address.toString(), head(content), contentType, Set.of(TOKEN)));
    }

    /** Whether a page may be fetched. The robots.txt itself always may. */
    boolean isAllowed(URI page) {
        return "/robots.txt".equals(page.getRawPath()) || rules.isAllowed(page.toString());
    }

    /** Time to leave between two pages; what is more than an hour is taken for one. */
    Optional<Duration> crawlDelay() {
        long millis = rules.getCrawlDelay();
        return millis == BaseRobotRules.UNSET_CRAWL_DELAY || millis <= 0
                ? Optional.empty()
                : Optional.of(Duration.ofMillis(Math.min(millis, LONGEST_DELAY.toMillis())));
    }

    private static byte[] head(byte[] content) {
        if (content.length <= MOST_BYTES) {
            return content;
        }
        int end = MOST_BYTES;
        while (end > 0 && content[end - 1] != '\n' && content[end - 1] != '\r') {
            end--;
        }
        return Arrays.copyOf(content, end);
    }
}
