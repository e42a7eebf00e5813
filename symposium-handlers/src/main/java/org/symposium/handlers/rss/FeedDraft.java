package org.symposium.handlers.rss;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A feed while it is read. Of several values for the same thing the first that says something counts. */
final class FeedDraft {
    static final int MAX_ITEMS = 5_000;
    private static final int MOST_SKIPPED = 24;

    private final String format;
    private final List<ItemDraft> items = new ArrayList<>();
    private String title = "";
    private String link = "";
    private String language = "";
    private String author = "";
    private String next = "";
    private String archive = "";
    private String ttl = "";
    private String period = "";
    private String frequency = "";
    private final List<String> hours = new ArrayList<>();
    private final List<String> days = new ArrayList<>();
    private int read;

    FeedDraft(String format) {
        this.format = format;
    }

    /** Plain text. */
    void title(String text) {
        title = title.isEmpty() ? HtmlText.line(text) : title;
    }

    void link(String address) {
        link = link.isEmpty() ? address.strip() : link;
    }

    void language(String code) {
        language = language.isEmpty() ? code.strip() : language;
    }

    /** Whose items are that name nobody. */
    void author(String name) {
        author = author.isEmpty() ? HtmlText.line(name) : author;
    }

    /** A link of the feed, by its relation: of those that lead on, {@code next} and {@code prev-archive} (RFC 5005). */
    void relation(String rel, String address) {
        String word = rel.strip().toLowerCase(Locale.ROOT);
        next = next.isEmpty() && word.equals("next") ? address.strip() : next;
        archive = archive.isEmpty() && word.equals("prev-archive") ? address.strip() : archive;
    }

    /** Minutes for which it stays as it is. */
    void ttl(String minutes) {
        ttl = ttl.isEmpty() ? minutes.strip() : ttl;
    }

    /** {@code hourly}, {@code daily} and so on: the time in which it changes {@link #updateFrequency} times. */
    void updatePeriod(String word) {
        period = period.isEmpty() ? word.strip() : period;
    }

    void updateFrequency(String times) {
        frequency = frequency.isEmpty() ? times.strip() : frequency;
    }

    void skipHour(String hour) {
        if (hours.size() < MOST_SKIPPED) {
            hours.add(hour);
        }
    }

    void skipDay(String day) {
        if (days.size() < MOST_SKIPPED) {
            days.add(day);
        }
    }

    /** One more item, unless it says nothing. */
    void add(ItemDraft item) {
        read++;
        if (read > MAX_ITEMS) {
            throw UnreadableFeed.limit("items", MAX_ITEMS);
        }
        if (!item.isEmpty()) {
            items.add(item);
        }
    }

    /**
     * The feed.
     *
     * @param documentUri where it was found
     * @param siteIsBase whether relative addresses mean the feed's site, as in RSS, rather than the feed's own address
     */
    Feed finish(URI documentUri, boolean siteIsBase) {
        URI here = WebAddress.asBase(documentUri);
        Optional<URI> site = WebAddress.of(link, here);
        URI base = siteIsBase ? site.map(WebAddress::asBase).orElse(here) : here;
        return new Feed(
                format,
                title,
                site,
                language,
                items.stream().map(item -> item.finish(base, author)).toList(),
                WebAddress.of(next, here).or(() -> WebAddress.of(archive, here)),
                PollingHints.of(ttl, period, frequency, hours, days));
    }
}
