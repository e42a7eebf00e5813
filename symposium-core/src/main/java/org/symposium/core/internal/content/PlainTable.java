package org.symposium.core.internal.content;

import java.util.ArrayList;
import java.util.List;
import org.symposium.spi.Block;

/** Writes a table as plain text in columns. A cell wider than {@value #WIDEST} characters pushes the rest of its row to the right. */
final class PlainTable {
    private static final int WIDEST = 40;
    private static final String BETWEEN = "  ";

    private final List<List<String>> rows = new ArrayList<>();
    private final List<Integer> widths = new ArrayList<>();
    private final List<String> alignments = new ArrayList<>();

    private PlainTable() {}

    static String of(Block table) {
        var plain = new PlainTable();
        table.children().forEach(plain::add);
        var text = new StringBuilder();
        for (int row = 0; row < plain.rows.size(); row++) {
            text.append(text.isEmpty() ? "" : "\n").append(plain.line(plain.rows.get(row)));
            if (row == 0 && table.children().get(0).attributes().flag("header", false)) {
                text.append('\n').append(plain.line(plain.underline()));
            }
        }
        return text.toString();
    }

    private void add(Block row) {
        var cells = new ArrayList<String>();
        for (Block cell : row.children()) {
            String text = PlainText.spans(cell.spans()).replace('\n', ' ');
            if (cells.size() == widths.size()) {
                widths.add(0);
                alignments.add(cell.attributes().text("alignment", "left"));
            }
            widths.set(cells.size(), Math.max(widths.get(cells.size()), Math.min(WIDEST, width(text))));
            cells.add(text);
        }
        rows.add(cells);
    }

    private List<String> underline() {
        return widths.stream().map("-"::repeat).toList();
    }

    private String line(List<String> cells) {
        var line = new StringBuilder();
        for (int column = 0; column < cells.size(); column++) {
            String text = cells.get(column);
            int room = Math.max(0, widths.get(column) - width(text));
            int before = switch (alignments.get(column)) {
                case "right" -> room;
                case "center" -> room / 2;
                default -> 0;
            };
            line.append(column == 0 ? "" : BETWEEN)
                    .append(" ".repeat(before))
                    .append(text)
                    .append(" ".repeat(room - before));
        }
        return line.toString().stripTrailing();
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }
}
