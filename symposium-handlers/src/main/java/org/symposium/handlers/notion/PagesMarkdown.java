package org.symposium.handlers.notion;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.symposium.spi.model.MarkdownText;
import org.symposium.spi.model.TextPieces;
import org.symposium.spi.model.Values;

/** Pages as a card's content: each with its properties, and what is in it if that was read. */
final class PagesMarkdown {
    private static final int LONGEST_PROPERTY = 500;

    private PagesMarkdown() {}

    static String of(Values data) {
        List<Values> items = data.list("items");
        var parts = new ArrayList<String>();
        for (Values item : items) {
            parts.add(item.has("content") ? whole(item, items.size() > 1) : entry(item));
        }
        boolean isList = items.stream().noneMatch(item -> item.has("content"));
        String pages = String.join(
                isList ? "\n" : "\n\n",
                parts.stream().filter(part -> !part.isEmpty()).toList());
        String none = items.isEmpty() ? "No pages." : "";
        String more = data.flag("has_more", false) ? "*There are more pages than these.*" : "";
        return String.join(
                "\n\n",
                List.of(none, pages, more).stream()
                        .filter(part -> !part.isEmpty())
                        .toList());
    }

    private static String entry(Values item) {
        return String.join("  \n  ", lines("- " + "**" + link(item) + "**", item));
    }

    private static String whole(Values item, boolean isOneOfMany) {
        var parts = new ArrayList<String>();
        if (isOneOfMany) {
            parts.add("## " + link(item));
        }
        List<String> properties = properties(item);
        if (!properties.isEmpty()) {
            parts.add("- " + String.join("\n- ", properties));
        }
        parts.add(item.text("content"));
        if (item.flag("is_cut", false)) {
            parts.add("*The rest of this page was not read.*");
        }
        return String.join(
                "\n\n", parts.stream().filter(part -> !part.isEmpty()).toList());
    }

    private static List<String> lines(String first, Values item) {
        var lines = new ArrayList<String>();
        lines.add(first);
        lines.addAll(properties(item));
        return lines;
    }

    private static List<String> properties(Values item) {
        var lines = new ArrayList<String>();
        for (Map.Entry<String, ?> property :
                item.objectOrEmpty("properties").asMap().entrySet()) {
            Object value = property.getValue();
            if (value != null) {
                String shown = TextPieces.shortened(PropertyText.shown(value), LONGEST_PROPERTY);
                lines.add(MarkdownText.escapeLine(property.getKey()) + ": " + MarkdownText.escapeLine(shown));
            }
        }
        return lines;
    }

    private static String link(Values item) {
        String title = item.text("title", "");
        return MarkdownText.link(title.isBlank() ? "Untitled" : title, item.text("url", ""));
    }
}
