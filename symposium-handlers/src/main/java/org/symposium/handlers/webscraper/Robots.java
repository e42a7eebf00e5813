package org.symposium.handlers.webscraper;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.symposium.spi.HandlerContext;
import org.symposium.spi.http.HttpCall;
import org.symposium.spi.http.HttpCalls.Attempted;
import org.symposium.spi.http.HttpReply;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.Verdict;

/**
 * Asks sites what they allow (RFC 9309): a robots.txt that is not there allows everything, one that can't be reached forbids everything. Kept for a day
 * by the road, for all runs. Asked without credentials. One of them serves one run.
 */
final class Robots {
    private static final Duration KEPT = Duration.ofHours(24);
    private static final long MAX_BYTES = 4L * 1024 * 1024;

    private final HandlerContext context;
    private final Map<String, RobotsRules> known = new HashMap<>();

    Robots(HandlerContext context) {
        this.context = context;
    }

    /**
     * The rules of a page's site.
     *
     * @throws HandlerException when they can't be had, of the kind that kept them away
     */
    RobotsRules of(URI page) {
        String origin = PageAddress.origin(page);
        RobotsRules rules = known.get(origin);
        if (rules == null) {
            rules = asked(URI.create(origin + "/robots.txt"));
            known.put(origin, rules);
        }
        return rules;
    }

    /**
     * The rules of a page's site.
     *
     * @throws HandlerException FORBIDDEN when they forbid the page
     */
    RobotsRules allowing(URI page) {
        RobotsRules rules = of(page);
        if (rules.isAllowed(page)) {
            return rules;
        }
        throw new HandlerException(Verdict.failed(
                        FailureKind.FORBIDDEN,
                        "The robots.txt of " + page.getHost() + " does not allow programs to read this page.")
                .suggest("Choose another page, or ask whoever runs the site to allow the user agent Symposium."));
    }

    private RobotsRules asked(URI address) {
        URI at = address;
        for (int redirects = 0; redirects <= Hop.MOST; redirects++) {
            HttpReply reply = reply(at);
            Optional<Hop> hop = Hop.of(reply, at);
            if (hop.isEmpty()) {
                return rules(address, reply);
            }
            Optional<URI> next = hop.get().target();
            if (next.isEmpty()) {
                return RobotsRules.allAllowed();
            }
            at = next.get();
        }
        return RobotsRules.allAllowed(); // 2.3.1.2: after five redirects it counts as not there
    }

    private HttpReply reply(URI address) {
        Attempted attempted = context.http()
                .attempt(HttpCall.get(address)
                        .header("Accept", "text/plain, */*;q=0.5")
                        .accept(Hop.STATUSES)
                        .judge(Robots::judge)
                        .limit("site", PageAddress.origin(address)) // one more request to the site, as it sees it
                        .maxBytes(MAX_BYTES)
                        .sharedFor(KEPT));
        return attempted.reply().orElseThrow(() -> unreachable(address, attempted));
    }

    /** 2.3.1.3: 4xx is an answer, and means that there is none; but too many requests are no reason to send more. */
    private static Verdict judge(HttpReply reply) {
        return reply.status() / 100 == 4 && reply.status() != 429 && reply.status() != 408
                ? Verdict.ok()
                : reply.byStatus();
    }

    private static RobotsRules rules(URI address, HttpReply reply) {
        return reply.status() / 100 == 2
                ? RobotsRules.read(
                        address, reply.bytes(), reply.header("Content-Type").orElse("text/plain"))
                : RobotsRules.allAllowed();
    }

    private static HandlerException unreachable(URI address, Attempted attempted) {
        Verdict why = attempted.failure().orElseThrow().verdict();
        return new HandlerException(why.because(
                "The page was not read, since the robots.txt of " + address.getHost() + " can't be: " + why.message()));
    }
}
