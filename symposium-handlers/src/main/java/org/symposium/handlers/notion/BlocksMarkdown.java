package org.symposium.handlers.notion;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.symposium.spi.model.MarkdownText;

/** Blocks of a page as Markdown. Of blocks that have no form in it their text is left, or a link to what they show. */
final class BlocksMarkdown {
    private BlocksMarkdown() {}

    static String of(List<BlockTree.Node> nodes) {
        var parts = new ArrayList<String>();
        int at = 0;
        while (at < nodes.size()) {
            String type = nodes.get(at).type();
            int end = at + 1;
            if (isItem(type)) {
                while (end < nodes.size() && nodes.get(end).type().equals(type)) {
                    end++;
                }
                parts.add(items(nodes.subList(at, end)));
            } else {
                parts.add(block(nodes.get(at)));
            }
            at = end;
        }
        return String.join(
                "\n\n", parts.stream().filter(part -> !part.isBlank()).toList());
    }

    private static boolean isItem(String type) {
        return type.equals("bulleted_list_item") || type.equals("numbered_list_item") || type.equals("to_do");
    }

    private static String items(List<BlockTree.Node> nodes) {
        var items = new ArrayList<String>();
        for (int at = 0; at < nodes.size(); at++) {
            BlockTree.Node node = nodes.get(at);
            String marker = node.type().equals("numbered_list_item") ? (at + 1) + ". " : "- ";
            String task = !node.type().equals("to_do") ? "" : node.body().flag("checked") ? "[x] " : "[ ] ";
            String inside = of(node.children());
            String whole = task + text(node) + (inside.isEmpty() ? "" : "\n\n" + inside);
            items.add(marker + indented(whole, " ".repeat(marker.length())));
        }
        return String.join("\n", items);
    }

    private static String block(BlockTree.Node node) {
        return switch (node.type()) {
            case "heading_1" -> heading("# ", node);
            case "heading_2" -> heading("## ", node);
            case "heading_3" -> heading("### ", node);
            case "heading_4" -> heading("#### ", node);
            case "quote", "callout" -> quote(node);
            case "code" -> code(node);
            case "divider" -> "---";
            case "equation" ->
                node.body().text("expression").map(BlocksMarkdown::math).orElse("");
            case "table" -> table(node);
            case "image", "video", "file", "pdf", "audio" -> media(node);
            case "bookmark", "embed", "link_preview" -> address(node.body(), "");
            case "child_page", "child_database" ->
                node.body().text("title").map(MarkdownText::escapeLine).orElse("");
            default -> joined(text(node), of(node.children()));
        };
    }

    private static String text(BlockTree.Node node) {
        return RichTextMarkdown.of(node.body().node().path("rich_text"));
    }

    private static String heading(String marks, BlockTree.Node node) {
        String line = text(node).replace("\\\n", " ").replace("\n", " ");
        return joined(line.isEmpty() ? "" : marks + line, of(node.children()));
    }

    private static String quote(BlockTree.Node node) {
        String whole = joined(text(node), of(node.children()));
        return whole.isEmpty() ? "" : "> " + whole.replace("\n", "\n> ");
    }

    private static String code(BlockTree.Node node) {
        String text = RichTextRead.plain(node.body().node().path("rich_text"));
        String language = node.body()
                .text("language")
                .filter(word -> word.matches("[A-Za-z0-9+#.-]{1,40}"))
                .orElse("");
        return fenced(language, text);
    }

    private static String math(String expression) {
        return fenced("math", expression);
    }

    private static String fenced(String language, String text) {
        String fence = "```";
        while (text.contains(fence)) {
            fence += "`";
        }
        return fence + language + "\n" + text.stripTrailing() + "\n" + fence;
    }

    private static String table(BlockTree.Node table) {
        List<List<String>> rows =
                table.children().stream().map(BlocksMarkdown::cells).toList();
        int width = rows.stream().mapToInt(List::size).max().orElse(0);
        if (width == 0) {
            return "";
        }
        boolean hasHeader = table.body().flag("has_column_header");
        var lines = new ArrayList<String>();
        lines.add(row(hasHeader ? rows.get(0) : List.of(), width));
        lines.add("|" + " --- |".repeat(width));
        rows.stream().skip(hasHeader ? 1 : 0).forEach(cells -> lines.add(row(cells, width)));
        return String.join("\n", lines);
    }

    private static List<String> cells(BlockTree.Node row) {
        var cells = new ArrayList<String>();
        row.body()
                .node()
                .path("cells")
                .forEach(cell ->
                        cells.add(RichTextMarkdown.of(cell).replace("\\\n", " ").replace("\n", " ")));
        return cells;
    }

    private static String row(List<String> cells, int width) {
        var line = new StringBuilder("|");
        for (int at = 0; at < width; at++) {
            line.append(' ').append(at < cells.size() ? cells.get(at) : "").append(" |");
        }
        return line.toString();
    }

    /** Addresses of files that Notion keeps itself end within an hour, so of those the name is left. */
    private static String media(BlockTree.Node node) {
        String caption = RichTextRead.plain(node.body().node().path("caption"));
        String name = caption.isBlank() ? node.body().text("name").orElse("") : caption;
        Optional<String> lasting = node.body().at("external").text("url").filter(WebAddress::isOne);
        if (lasting.isPresent() && node.type().equals("image")) {
            return "![" + MarkdownText.escapeLine(name) + "](" + MarkdownText.destination(lasting.get()) + ")";
        }
        return lasting.isPresent()
                ? address(node.body().at("external"), name)
                : MarkdownText.escapeLine(name.isBlank() ? node.type() : name);
    }

    private static String address(Members body, String name) {
        return body.text("url")
                .filter(WebAddress::isOne)
                .map(url -> MarkdownText.link(name.isBlank() ? url : name, url))
                .orElse("");
    }

    private static String joined(String first, String second) {
        return first.isEmpty() ? second : second.isEmpty() ? first : first + "\n\n" + second;
    }

    private static String indented(String text, String by) {
        return text.replace("\n", "\n" + by).replaceAll("(?m)^[ ]+$", "");
    }
}
