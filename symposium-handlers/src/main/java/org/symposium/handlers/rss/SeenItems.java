package org.symposium.handlers.rss;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.symposium.spi.model.Values;

/**
 * The items that earlier runs have met, as hashes of ids and of addresses, the latest first. Bounded: {@value #AT_LEAST_KEPT}, or as many as the
 * feed holds now if that is more. Never goes by dates, which lie in both directions.
 *
 * <p>Some feeds make up new ids at each request. They are found out when nearly all ids are new while most addresses are known, and
 * judged by address from then on.
 */
final class SeenItems {
    static final int AT_LEAST_KEPT = 2_000;
    private static final int ENOUGH_TO_JUDGE = 5;

    private final boolean anything;
    private final Set<String> ids;
    private final Set<String> links;
    private final boolean byLink;

    private SeenItems(boolean anything, Collection<String> ids, Collection<String> links, boolean byLink) {
        this.anything = anything;
        this.ids = new LinkedHashSet<>(ids);
        this.links = new LinkedHashSet<>(links);
        this.byLink = byLink;
    }

    /** What a cursor remembers. */
    static SeenItems of(Values cursor) {
        return new SeenItems(
                cursor.has("seen_ids"),
                cursor.texts("seen_ids"),
                cursor.texts("seen_links"),
                cursor.flag("seen_by_link", false));
    }

    /** Whether there was an earlier run. */
    boolean isAnything() {
        return anything;
    }

    /** Those of the items that no earlier run has met, in order. */
    List<FeedItem> unseen(List<FeedItem> items, ItemIdentity identity) {
        boolean judgedByLink = judgesByLink(items, identity);
        return items.stream()
                .filter(item -> judgedByLink
                        ? !links.contains(link(item))
                        : !ids.contains(ItemIdentity.hash(identity.of(item))))
                .toList();
    }

    /** Remembers these, too. */
    SeenItems and(List<FeedItem> met, List<FeedItem> inFeed, ItemIdentity identity) {
        int most = Math.max(AT_LEAST_KEPT, inFeed.size());
        List<String> newIds =
                met.stream().map(item -> ItemIdentity.hash(identity.of(item))).toList();
        List<String> newLinks = met.stream()
                .filter(item -> item.url().isPresent())
                .map(SeenItems::link)
                .toList();
        return new SeenItems(
                true, latest(newIds, ids, most), latest(newLinks, links, most), judgesByLink(inFeed, identity));
    }

    /** Writes itself into a cursor. */
    Values into(Values cursor) {
        return cursor.with("seen_ids", ids).with("seen_links", links).with("seen_by_link", byLink);
    }

    private boolean judgesByLink(List<FeedItem> items, ItemIdentity identity) {
        List<String> now = items.stream()
                .filter(item -> item.url().isPresent())
                .map(SeenItems::link)
                .toList();
        boolean oneEach = now.size() == items.size() && Set.copyOf(now).size() == items.size();
        if (!oneEach || byLink) {
            return oneEach;
        }
        long newIds = items.stream()
                .filter(item -> !ids.contains(ItemIdentity.hash(identity.of(item))))
                .count();
        long knownLinks = now.stream().filter(links::contains).count();
        return items.size() >= ENOUGH_TO_JUDGE && newIds * 5 > items.size() * 4L && knownLinks * 2 > items.size();
    }

    private static List<String> latest(List<String> first, Set<String> then, int most) {
        var all = new LinkedHashSet<>(first);
        all.addAll(then);
        return new ArrayList<>(all).subList(0, Math.min(most, all.size()));
    }

    private static String link(FeedItem item) {
        return ItemIdentity.hash(ItemIdentity.link(item).orElseThrow());
    }
}
