package org.symposium.handlers.rss;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A feed while it is read. Of several values for the same thing the first that says something counts. */
final class FeedDraft {
    static final int MAX_ITEMS = 5_000;

    private final String format;
    private final List<ItemDraft> items = new ArrayList<>();
    private String title = "";
    private String link = "";
    private String language = "";
    private String author = "";
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
                items.stream().map(item -> item.finish(base, author)).toList());
    }
}
