package org.symposium.handlers.rss;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Orders items by date. One without a date stays with the item before it; one from the future counts as of now, so that it rules nothing. */
final class NewestFirst {
    private NewestFirst() {}

    private record Dated(FeedItem item, Instant moment) {}

    static List<FeedItem> order(List<FeedItem> items, Instant now) {
        Instant neighbour = items.stream()
                .flatMap(item -> moment(item, now).stream())
                .findFirst()
                .orElse(now);
        var dated = new ArrayList<Dated>();
        for (FeedItem item : items) {
            neighbour = moment(item, now).orElse(neighbour);
            dated.add(new Dated(item, neighbour));
        }
        dated.sort(Comparator.comparing(Dated::moment).reversed());
        return dated.stream().map(Dated::item).toList();
    }

    private static Optional<Instant> moment(FeedItem item, Instant now) {
        return item.moment().map(moment -> moment.isAfter(now) ? now : moment);
    }
}
