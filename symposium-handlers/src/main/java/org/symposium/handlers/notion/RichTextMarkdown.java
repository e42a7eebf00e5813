package org.symposium.handlers.notion;

import org.symposium.spi.model.MarkdownText;
import tools.jackson.databind.JsonNode;

/** Notion's rich text as Markdown. */
final class RichTextMarkdown {
    private RichTextMarkdown() {}

    /** The items of a list, joined, for a place that is one paragraph or line. */
    static String of(JsonNode items) {
        var out = new StringBuilder();
        if (items.isArray()) {
            items.forEach(item -> out.append(item(item)));
        }
        return out.toString().strip();
    }

    private static String item(JsonNode item) {
        String text = RichTextRead.text(item);
        if (text.isBlank()) {
            return text.replaceAll("\\s+", " ");
        }
        Members marks = new Members(item).at("annotations");
        String core = text.strip();
        String shown = marks.flag("code") ? code(core) : MarkdownText.escape(core);
        shown = marks.flag("strikethrough") ? "~~" + shown + "~~" : shown;
        shown = marks.flag("italic") ? "*" + shown + "*" : shown;
        shown = marks.flag("bold") ? "**" + shown + "**" : shown;
        String link = new Members(item)
                .text("href")
                .or(() -> new Members(item).at("text").at("link").text("url"))
                .filter(WebAddress::isOne)
                .orElse("");
        shown = link.isEmpty() ? shown : "[" + shown + "](" + MarkdownText.destination(link) + ")";
        String before = text.substring(0, text.length() - text.stripLeading().length());
        String after = text.substring(text.stripTrailing().length());
        return blank(before) + shown + blank(after);
    }

    private static String blank(String blanks) {
        return blanks.isEmpty() ? "" : " ";
    }

    /** Code that may hold backticks stands between longer runs of them. */
    private static String code(String text) {
        String line = text.replaceAll("\\s+", " ");
        String fence = "`";
        while (line.contains(fence)) {
            fence += "`";
        }
        boolean needsBlanks = line.startsWith("`") || line.endsWith("`");
        return needsBlanks ? fence + " " + line + " " + fence : fence + line + fence;
    }
}
