package org.symposium.core.internal.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.symposium.spi.Block;
import org.symposium.spi.model.Values;

/** Reads tables: those with data as tables, those that only place things on a page as the things they place. */
final class HtmlTable {
    private static final int MOST_COLUMNS = 30;
    private static final int MOST_ROWS = 2_000;
    private static final String NO_DATA =
            "table, h1, h2, h3, h4, h5, h6, ul, ol, dl, pre, blockquote, hr, figure, p ~ p";
    private static final Set<String> ALIGNMENTS = Set.of("left", "center", "right");

    private final HtmlReader reader;
    private final Element table;
    private final List<Element> rows = new ArrayList<>();
    private final int[] spanned = new int[MOST_COLUMNS];

    HtmlTable(HtmlReader reader, Element table) {
        this.reader = reader;
        this.table = table;
        for (Element child : table.children()) {
            if (child.normalName().equals("tr")) {
                rows.add(child);
            } else if (Set.of("thead", "tbody", "tfoot").contains(child.normalName())) {
                child.children().stream()
                        .filter(row -> row.normalName().equals("tr"))
                        .forEach(rows::add);
            }
        }
        rows.removeIf(HtmlDropped::contains);
    }

    void read(HtmlFlow flow, HtmlStyle style, int depth) {
        flow.endParagraph();
        Element caption = table.selectFirst("> caption");
        if (caption != null) {
            reader.node(caption, style, flow, depth);
        }
        if (hasData()) {
            flow.block(ContentBlock.holding("table", Values.empty(), rows(style)));
            return;
        }
        for (Element row : rows) {
            cells(row).forEach(cell -> flow.blocks(reader.read(cell, style, depth)));
        }
    }

    private boolean hasData() {
        String role = table.attr("role").toLowerCase(Locale.ROOT);
        if (rows.size() > MOST_ROWS) {
            return false;
        }
        int columns = rows.stream().mapToInt(HtmlTable::width).max().orElse(0);
        boolean placing = role.equals("presentation") || role.equals("none") || columns < 2 || columns > MOST_COLUMNS;
        return !placing
                && rows.stream()
                        .flatMap(row -> cells(row).stream())
                        .allMatch(cell -> cell.selectFirst(NO_DATA) == null);
    }

    private static int width(Element row) {
        return cells(row).stream()
                .mapToInt(cell -> number(cell, "colspan", MOST_COLUMNS + 1))
                .sum();
    }

    private static List<Element> cells(Element row) {
        var cells = new ArrayList<Element>();
        for (Element cell = row.firstElementChild(); cell != null; cell = cell.nextElementSibling()) {
            boolean isCell = cell.normalName().equals("td") || cell.normalName().equals("th");
            if (isCell && !HtmlDropped.contains(cell)) {
                cells.add(cell);
            }
        }
        return cells;
    }

    private List<Block> rows(HtmlStyle style) {
        var blocks = new ArrayList<Block>();
        for (Element row : rows) {
            boolean header = blocks.isEmpty() && isHeader(row);
            blocks.add(ContentBlock.row(header, row(row, style)));
        }
        return blocks;
    }

    private static boolean isHeader(Element row) {
        boolean inHead = row.parent() != null && row.parent().normalName().equals("thead");
        return inHead || cells(row).stream().allMatch(cell -> cell.normalName().equals("th"));
    }

    /** The cells of a row, with empty ones where a cell of this row or of one above it reaches. */
    private List<Block> row(Element row, HtmlStyle style) {
        var line = new ArrayList<Block>();
        for (Element cell : cells(row)) {
            skipSpanned(line);
            int width = number(cell, "colspan", MOST_COLUMNS - line.size());
            int height = number(cell, "rowspan", MOST_ROWS);
            if (width == 0) {
                joinLast(line, cell, style);
            }
            for (int column = 0; column < width; column++) {
                spanned[line.size()] = height - 1;
                line.add(ContentBlock.cell(alignment(cell), column == 0 ? reader.line(cell, style) : List.of()));
            }
        }
        skipSpanned(line);
        return line;
    }

    /** Where cells of rows above leave no room. */
    private void joinLast(List<Block> line, Element cell, HtmlStyle style) {
        var spans = new ArrayList<>(line.get(line.size() - 1).spans());
        spans.add(HtmlStyle.PLAIN.span(" "));
        spans.addAll(reader.line(cell, style));
        line.set(line.size() - 1, ContentBlock.withSpans(line.get(line.size() - 1), spans));
    }

    private void skipSpanned(List<Block> line) {
        while (line.size() < MOST_COLUMNS && spanned[line.size()] > 0) {
            spanned[line.size()]--;
            line.add(ContentBlock.cell("", List.of()));
        }
    }

    private static int number(Element cell, String attribute, int most) {
        String text = cell.attr(attribute).strip();
        int number = text.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(text) : 1;
        return Math.min(number, most);
    }

    private static String alignment(Element cell) {
        String align = cell.attr("align").strip().toLowerCase(Locale.ROOT);
        if (ALIGNMENTS.contains(align)) {
            return align;
        }
        String style = cell.attr("style").replace(" ", "").toLowerCase(Locale.ROOT);
        return ALIGNMENTS.stream()
                .filter(name -> style.contains("text-align:" + name))
                .findFirst()
                .orElse("");
    }
}
