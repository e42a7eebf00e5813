package org.symposium.handlers.webscraper;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.symposium.spi.HandlerContext;
import org.symposium.spi.http.HttpCall;
import org.symposium.spi.http.HttpReply;
import org.symposium.spi.http.Secret;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;

/**
 * Fetches pages politely: robots.txt is asked at each site on the way, pages of one site come a second apart, or as far as its {@code Crawl-delay} says, and
 * credentials go to the origin of the source's own address only.
 */
final class Visits {
    private static final String ACCEPT =
            "text/html, application/xhtml+xml, application/xml;q=0.9, text/plain;q=0.8, */*;q=0.1";
    private static final Duration USUAL_SPACING = Duration.ofSeconds(1);

    private final HandlerContext context;
    private final Robots robots;
    private final String home;

    /** Visits to the site of this address and others. */
    Visits(HandlerContext context, URI url) {
        this.context = context;
        this.robots = new Robots(context);
        this.home = PageAddress.origin(url);
    }

    /**
     * What a visit brought.
     *
     * @param address of the page, after redirects
     * @param movedTo where the page has moved to for good, if all redirects said so
     */
    record Visited(HttpReply reply, URI address, Optional<URI> movedTo) {}

    Robots robots() {
        return robots;
    }

    /**
     * Fetches a page.
     *
     * @param validators of an earlier reply; empty to get it in any case
     */
    Visited visit(URI url, Values validators) {
        URI at = url;
        boolean permanent = true;
        for (int redirects = 0; redirects <= Hop.MOST; redirects++) {
            RobotsRules rules = robots.allowing(at);
            HttpReply reply = context.http().send(call(at, rules).unlessChanged(validators));
            Optional<Hop> hop = Hop.of(reply, at);
            if (hop.isEmpty()) {
                return new Visited(reply, at, redirects > 0 && permanent ? Optional.of(at) : Optional.empty());
            }
            permanent &= hop.get().permanent();
            at = target(hop.get(), at);
        }
        throw Unscrapable.because(
                url.getHost() + " redirects more than " + Hop.MOST + " times.",
                "Open the address in a browser, and enter the one that it ends at.");
    }

    private URI target(Hop hop, URI from) {
        URI next = hop.target()
                .orElseThrow(() -> Unscrapable.because(
                        from.getHost() + " redirects to what is no web address.",
                        "Open the address in a browser, and enter the one that it ends at."));
        boolean isUnsafe = PageAddress.origin(from).startsWith("https:")
                && PageAddress.origin(next).startsWith("http:");
        if (isUnsafe && hasCredentials()) {
            throw Unscrapable.because(
                    from.getHost() + " redirects to an address without encryption, to which no credential is sent.",
                    "Check the address; if it is right, whoever runs the site must repair it.");
        }
        return next;
    }

    private HttpCall call(URI page, RobotsRules rules) {
        boolean isHome = PageAddress.origin(page).equals(home);
        HttpCall call = HttpCall.get(page)
                .header("Accept", ACCEPT)
                .accept(Hop.STATUSES)
                .limit("site", PageAddress.origin(page))
                .judge(reply -> judge(reply, isHome && hasCredentials()));
        HttpCall spaced = rules.crawlDelay()
                .filter(delay -> delay.compareTo(USUAL_SPACING) > 0)
                .map(call::spacing)
                .orElse(call);
        return isHome ? withCredentials(spaced) : spaced;
    }

    private HttpCall withCredentials(HttpCall call) {
        Credentials credentials = context.credentials();
        HttpCall with = credentials.has("headers") ? call.headers(Secret.of("headers")) : call;
        with = credentials.has("cookies") ? with.header("Cookie", Secret.of("cookies")) : with;
        return credentials.has("username") && credentials.has("password") ? with.basic("username", "password") : with;
    }

    private boolean hasCredentials() {
        return !context.credentials().fields().isEmpty();
    }

    /** A page that wants to know who asks is no wrong credential where none was given. */
    private static Verdict judge(HttpReply reply, boolean withCredentials) {
        if (reply.status() == 401 && !withCredentials) {
            return Verdict.failed(FailureKind.FORBIDDEN, "The page is shown to people who log in only.")
                    .suggest("Enter a user name and password, cookies or headers as the integration's credentials.");
        }
        return reply.status() == 403
                ? reply.byStatus()
                        .suggest("The site refuses programs, or this page needs other credentials; ask whoever"
                                + " runs it, or choose another page.")
                : reply.byStatus();
    }
}
