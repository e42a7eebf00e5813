package org.symposium.handlers.github;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.symposium.spi.http.HttpCalls;
import org.symposium.spi.http.HttpReply;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;
import tools.jackson.databind.JsonNode;

/**
 * Reads a list page by page, as its {@code Link} headers lead, to an end of its own: enough entries, ten pages, a page that brings nothing new, a link to another site or
 * to a page that was read. For one list, once.
 */
final class Pages {
    private static final int MOST_PAGES = 10;

    private final HttpCalls http;
    private final GithubCalls calls;
    private final Listing listing;
    private final List<Entry> entries = new ArrayList<>();
    private final List<String> notices = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();
    private final Set<URI> asked = new HashSet<>();
    private Optional<Long> total = Optional.empty();
    private boolean incomplete;
    private boolean hasMore;

    Pages(HttpCalls http, GithubCalls calls, Listing listing) {
        this.http = http;
        this.calls = calls;
        this.listing = listing;
    }

    /**
     * Reads.
     *
     * @param validators of the last time; nothing is read when nothing changed since
     * @param most entries that are wanted
     * @param isNew a page without an entry of which this holds is the last
     */
    Found read(Values validators, int most, Predicate<Entry> isNew) {
        HttpReply reply = http.send(
                validators.isEmpty() ? listing.first() : listing.first().unlessChanged(validators));
        if (reply.notModified()) {
            return Found.unchanged();
        }
        Values fresh = listing.resource().isSearch() ? Values.empty() : reply.validators();
        reply.movedTo().ifPresent(address -> notices.add(moved()));
        int pages = 1;
        for (Optional<URI> next = page(reply, most, isNew); next.isPresent(); next = page(reply, most, isNew)) {
            if (pages == MOST_PAGES) {
                hasMore = true;
                notices.add("GitHub's list goes on after " + MOST_PAGES + " pages; the rest was not read.");
                break;
            }
            reply = http.send(calls.page(next.get(), listing.resource().isSearch()));
            pages++;
        }
        return new Found(
                List.copyOf(entries), total, incomplete, hasMore, false, pages == 1 ? fresh : Values.empty(), notices);
    }

    /** Reads one page; gives the next one, if it is wanted. */
    private Optional<URI> page(HttpReply reply, int most, Predicate<Entry> isNew) {
        if (GithubErrors.isEndOfSearch(reply)) {
            hasMore = true;
            notices.add("GitHub's searches end after a thousand results.");
            return Optional.empty();
        }
        asked.add(reply.uri());
        JsonNode body = reply.json();
        List<Entry> added = added(listing.nodes(body));
        var members = new Members(body);
        total = total.or(() -> members.whole("total_count").filter(count -> count >= 0));
        incomplete |= listing.resource().isSearch() && members.flag("incomplete_results");
        added.stream().filter(listing::wants).forEach(entries::add);
        Optional<URI> next = reply.link("next");
        if (entries.size() >= most) {
            hasMore |= entries.size() > most || next.isPresent();
            entries.subList(most, entries.size()).clear();
            return Optional.empty();
        }
        if (added.isEmpty() && next.isPresent() && !ids.isEmpty()) {
            notices.add("GitHub's list repeats itself; the rest was not read.");
        }
        return added.stream().anyMatch(isNew) ? next.filter(uri -> isToBeRead(uri, reply.uri())) : Optional.empty();
    }

    /** What no page before had. */
    private List<Entry> added(JsonNode nodes) {
        var added = new ArrayList<Entry>();
        int unreadable = 0;
        for (JsonNode node : nodes) {
            Optional<Entry> entry = Entry.of(listing.resource(), node, listing.withText());
            unreadable += entry.isEmpty() ? 1 : 0;
            entry.filter(found -> ids.add(found.id())).ifPresent(added::add);
        }
        if (unreadable > 0 && unreadable == nodes.size()) {
            throw new HandlerException(Verdict.failed(
                            FailureKind.INVALID_RESPONSE, "GitHub's answer is a list of things that have no id.")
                    .suggest("Try again; if it stays so, GitHub has changed, and this handler must be looked at."));
        }
        return added;
    }

    private boolean isToBeRead(URI next, URI here) {
        if (!origin(next).equals(origin(here))) {
            notices.add("GitHub's list goes on at another site, which was not followed.");
            hasMore = true;
            return false;
        }
        return asked.add(next);
    }

    private String moved() {
        String now = entries.stream()
                .flatMap(entry -> entry.values().optionalText("repository").stream())
                .findFirst()
                .map(name -> " to " + name)
                .orElse("");
        return "The repository was renamed or moved" + now + "; change the source's repository.";
    }

    private static String origin(URI uri) {
        return (uri.getScheme() + "://" + uri.getRawAuthority()).toLowerCase(Locale.ROOT);
    }
}
