package org.symposium.handlers.rss;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.symposium.spi.model.MarkdownText;
import org.symposium.spi.model.Values;

/** A card's content of its data: each item a linked heading, when and by whom, and what it says. */
final class FeedMarkdown {
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private FeedMarkdown() {}

    static String of(Values data) {
        String items = data.list("items").stream().map(FeedMarkdown::item).collect(Collectors.joining("\n\n"));
        return items.isEmpty() ? "*The feed has no items.*" : items;
    }

    private static String item(Values item) {
        String title = item.text("title", "").isEmpty() ? "Untitled" : item.text("title");
        return Stream.of(
                        "### " + MarkdownText.link(title, item.text("url", "")),
                        byline(item),
                        item.text("content_markdown", item.text("summary_markdown", "")),
                        enclosures(item))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("\n\n"));
    }

    private static String byline(Values item) {
        String line = Stream.of(moment(item), item.optionalText("author"))
                .flatMap(Optional::stream)
                .map(MarkdownText::escape)
                .collect(Collectors.joining(" · "));
        return line.isEmpty() ? "" : "*" + line + "*";
    }

    private static Optional<String> moment(Values item) {
        Optional<Instant> moment = item.optionalInstant("published_at");
        return moment.map(MOMENT::format);
    }

    private static String enclosures(Values item) {
        return item.list("enclosures").stream()
                .map(enclosure -> "- " + MarkdownText.link(label(enclosure), enclosure.text("url")))
                .collect(Collectors.joining("\n"));
    }

    private static String label(Values enclosure) {
        String type = enclosure.text("type", "");
        String name = type.isEmpty() ? "Attachment" : "Attachment: " + type;
        return enclosure.has("length") ? name + ", " + size(enclosure.whole("length")) : name;
    }

    private static String size(long bytes) {
        if (bytes < 1_000_000) {
            return Math.max(1, bytes / 1_000) + " kB";
        }
        return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }
}
