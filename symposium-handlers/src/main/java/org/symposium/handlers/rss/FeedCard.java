package org.symposium.handlers.rss;

import java.util.ArrayList;
import java.util.List;
import org.symposium.spi.HandlerContext;
import org.symposium.spi.model.MarkdownText;
import org.symposium.spi.model.Values;

/** Turns items into a card's data: as much of each as the user asked for, HTML as clean Markdown. */
final class FeedCard {
    private static final int SUMMARY_AT_MOST = 500;
    private static final int TITLE_AT_MOST = 80;

    private final HandlerContext run;
    private final Feed feed;
    private final ItemIdentity identity;
    private final String mode;

    /**
     * For one run.
     *
     * @param run whose settings say how much of each item
     */
    FeedCard(HandlerContext run, Feed feed, ItemIdentity identity) {
        this.run = run;
        this.feed = feed;
        this.identity = identity;
        this.mode = run.settings().text("content", "summary");
    }

    /** The card's data. */
    Values data(List<FeedItem> items) {
        var list = new ArrayList<Values>();
        for (FeedItem item : items) {
            run.stopIfCancelled();
            list.add(item(item));
        }
        Values data = Values.of("feed_title", feed.title())
                .withOptional("link", feed.link())
                .with("format", feed.format());
        data = feed.language().isEmpty() ? data : data.with("language", feed.language());
        return data.with("items_count", list.size()).with("items", list);
    }

    /** What tells whether a card is another one: ids are not, where addresses are known, since some feeds make up new ones at each request. */
    static Values withoutIds(Values data) {
        return data.with(
                "items",
                data.list("items").stream()
                        .map(item -> item.has("url") ? item.without("id") : item)
                        .toList());
    }

    private Values item(FeedItem item) {
        String text = HtmlText.plain(item.summary().isBlank() ? item.content() : item.summary());
        String title = item.title().isEmpty() ? HtmlText.shortened(text, TITLE_AT_MOST) : item.title();
        Values values = Values.of("id", identity.of(item))
                .with("title", title)
                .withOptional("url", item.url())
                .withOptional("published_at", item.moment());
        if (item.publishedAt().isPresent() && !item.updatedAt().equals(item.publishedAt())) {
            values = values.withOptional("updated_at", item.updatedAt());
        }
        values = item.author().isEmpty() ? values : values.with("author", item.author());
        values = switch (mode) {
            case "full" ->
                values.with(
                        "content_markdown", markdown(item, item.content().isBlank() ? item.summary() : item.content()));
            case "titles" -> values;
            default -> values.with("summary_markdown", summary(item, text));
        };
        values = item.categories().isEmpty() ? values : values.with("categories", item.categories());
        return item.enclosures().isEmpty()
                ? values
                : values.with(
                        "enclosures",
                        item.enclosures().stream().map(FeedCard::enclosure).toList());
    }

    /** What is short stays as it is, links and all; what is long is cut, which only plain text can be without harm. */
    private String summary(FeedItem item, String text) {
        if (text.codePointCount(0, text.length()) > SUMMARY_AT_MOST) {
            return MarkdownText.escape(HtmlText.shortened(text, SUMMARY_AT_MOST));
        }
        return markdown(item, item.summary().isBlank() ? item.content() : item.summary());
    }

    private String markdown(FeedItem item, String html) {
        return html.isBlank() ? "" : run.markdownFrom(html, item.base()).stripTrailing();
    }

    private static Values enclosure(Enclosure enclosure) {
        Values values = Values.of("url", enclosure.url());
        values = enclosure.type().isEmpty() ? values : values.with("type", enclosure.type());
        return enclosure.length().isPresent()
                ? values.with("length", enclosure.length().getAsLong())
                : values;
    }
}
