package org.symposium.handlers.webscraper;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.symposium.spi.model.MarkdownText;
import org.symposium.spi.model.Values;

/**
 * A card's content of its data. Items of short values are a numbered list, items with content are sections, and a single page is its values one below the other.
 * The first text is an item's heading, its first link the heading's target.
 */
final class ItemsMarkdown {
    private final List<Column> columns;
    private final boolean isList;

    private ItemsMarkdown(Values data) {
        this.columns = data.list("columns").stream()
                .map(column -> new Column(column.text("name"), Take.of(column.text("take"))))
                .toList();
        this.isList = data.flag("is_list", false);
    }

    private record Column(String name, Take take) {}

    static String of(Values data) {
        var markdown = new ItemsMarkdown(data);
        List<Values> items =
                data.list("items").stream().map(item -> item.object("values")).toList();
        boolean hasContent = markdown.columns.stream().anyMatch(column -> column.take() == Take.CONTENT);
        String shown = markdown.isList && !hasContent ? markdown.numbered(items) : markdown.sections(items);
        long left = data.whole("left_out_count", 0);
        return left == 0
                ? shown
                : shown + "\n\n*" + left + (left == 1 ? " more item is" : " more items are") + " not shown.*";
    }

    private String numbered(List<Values> items) {
        var lines = new ArrayList<String>();
        for (Values item : items) {
            String number = lines.size() + 1 + ". ";
            Optional<Column> heading = heading(item);
            Optional<Column> link = linkOf(heading, item);
            String first = heading.map(column -> headline(column, link, item)).orElse("Item");
            String indent = "\n" + " ".repeat(number.length()) + "- ";
            lines.add(number + first + bullets(item, heading, link, indent));
        }
        return String.join("\n", lines);
    }

    private String bullets(Values item, Optional<Column> heading, Optional<Column> link, String indent) {
        return columns.stream()
                .filter(column -> column.take() != Take.CONTENT && item.asMap().get(column.name()) != null)
                .filter(column -> heading.filter(column::equals).isEmpty())
                .filter(column -> link.filter(column::equals).isEmpty())
                .map(column -> indent + "**" + MarkdownText.escapeLine(column.name()) + ":** " + shown(column, item))
                .collect(Collectors.joining());
    }

    private String sections(List<Values> items) {
        boolean withHeadings = isList && items.size() > 1;
        return items.stream()
                .map(item -> section(item, withHeadings))
                .collect(Collectors.joining(withHeadings && columns.size() > 1 ? "\n\n" : "\n\n---\n\n"));
    }

    private String section(Values item, boolean withHeading) {
        Optional<Column> heading = withHeading ? heading(item) : Optional.empty();
        Optional<Column> link = linkOf(heading, item);
        var parts = new ArrayList<String>();
        heading.ifPresent(column -> parts.add("### " + headline(column, link, item)));
        String bullets = bullets(item, heading, link, "\n- ").strip();
        if (!bullets.isEmpty()) {
            parts.add(bullets);
        }
        columns.stream()
                .filter(column -> column.take() == Take.CONTENT)
                .forEach(column -> parts.addAll(texts(column, item)));
        return String.join("\n\n", parts);
    }

    private Optional<Column> heading(Values item) {
        return firstOf(item, Set.of(Take.TEXT, Take.ATTRIBUTE)).or(() -> firstOf(item, Set.of(Take.LINK)));
    }

    private Optional<Column> linkOf(Optional<Column> heading, Values item) {
        return heading.isEmpty() ? heading : firstOf(item, Set.of(Take.LINK));
    }

    private Optional<Column> firstOf(Values item, Set<Take> takes) {
        return columns.stream()
                .filter(column -> takes.contains(column.take()) && item.asMap().get(column.name()) instanceof String)
                .findFirst();
    }

    private static String headline(Column heading, Optional<Column> link, Values item) {
        String text = texts(heading, item).get(0);
        String target = link.map(column -> texts(column, item).get(0)).orElse("");
        return MarkdownText.link(text, target);
    }

    private static String shown(Column column, Values item) {
        return texts(column, item).stream()
                .map(text -> column.take() == Take.LINK ? MarkdownText.link(text, text) : MarkdownText.escapeLine(text))
                .collect(Collectors.joining(", "));
    }

    /** A field's name may hold dots: it is no path. */
    private static List<String> texts(Column column, Values item) {
        Object value = item.asMap().get(column.name());
        if (value instanceof List<?> list) {
            return list.stream().map(String::valueOf).toList();
        }
        return value == null ? List.of() : List.of(String.valueOf(value));
    }
}
