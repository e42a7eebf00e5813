package org.symposium.handlers.rss;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.symposium.spi.HandlerContext;
import org.symposium.spi.http.HttpCall;
import org.symposium.spi.http.HttpReply;

/**
 * The pages of one feed: RFC 5005's {@code next} and {@code prev-archive}, JSON Feed's {@code next_url}. Followed to a bound, at the feed's own origin, to no page twice, and no
 * further than a page that brings nothing new.
 */
final class FeedPages {
    private final HandlerContext context;
    private final Function<URI, HttpCall> calls;
    private final int most;

    /**
     * For one run.
     *
     * @param calls how a page is asked for
     * @param most pages, the first included
     */
    FeedPages(HandlerContext context, Function<URI, HttpCall> calls, int most) {
        this.context = context;
        this.calls = calls;
        this.most = most;
    }

    /**
     * What was read.
     *
     * @param feed the first page's, with the items of all
     * @param notice why there is more than that, if there is
     */
    record Gathered(Feed feed, Optional<String> notice) {}

    /** The feed with what stands on further pages. */
    Gathered from(Feed first, URI asked, URI found) {
        Set<String> read = new HashSet<>(List.of(WebAddress.normalised(asked), WebAddress.normalised(found)));
        Set<String> known = new HashSet<>();
        List<FeedItem> items = new ArrayList<>(unknown(first, known));
        Optional<URI> next = first.next().filter(address -> read.add(WebAddress.normalised(address)));
        for (int page = 2; page <= most && next.isPresent(); page++) {
            if (!WebAddress.isSameOrigin(next.get(), found)) {
                return gathered(first, items, "The feed's next page is at another host, and was not read.");
            }
            context.stopIfCancelled();
            HttpReply reply = context.http().send(calls.apply(next.get()));
            Feed more = FeedReader.read(reply.bytes(), reply.header("Content-Type"), reply.uri());
            List<FeedItem> added = unknown(more, known);
            if (items.size() + added.size() > FeedDraft.MAX_ITEMS) {
                return gathered(first, items, "The feed has more than " + FeedDraft.MAX_ITEMS + " items on its pages.");
            }
            items.addAll(added);
            next = added.isEmpty()
                    ? Optional.empty()
                    : more.next().filter(address -> read.add(WebAddress.normalised(address)));
        }
        return next.isPresent() && most > 1
                ? gathered(first, items, "The feed has more than the " + most + " pages that were read.")
                : new Gathered(first.with(items), Optional.empty());
    }

    private static Gathered gathered(Feed first, List<FeedItem> items, String notice) {
        return new Gathered(first.with(items), Optional.of(notice));
    }

    /** Items that no page before has had; of one page all, since what is twice in it is told apart later. */
    private static List<FeedItem> unknown(Feed page, Set<String> known) {
        var identity = new ItemIdentity(page.items());
        List<FeedItem> unknown = page.items().stream()
                .filter(item -> !known.contains(identity.of(item)))
                .toList();
        page.items().forEach(item -> known.add(identity.of(item)));
        return unknown;
    }
}
