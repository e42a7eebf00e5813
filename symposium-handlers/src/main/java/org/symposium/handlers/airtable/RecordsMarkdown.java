package org.symposium.handlers.airtable;

import java.util.ArrayList;
import java.util.List;
import org.symposium.spi.model.MarkdownText;
import org.symposium.spi.model.Values;

/** A card's content, of its data alone: a table with a row for each record. */
final class RecordsMarkdown {
    /** More are unreadable in a table; the card's data has them all. */
    private static final int MOST_COLUMNS = 12;

    private RecordsMarkdown() {}

    static String of(Values data) {
        List<Values> records = data.list("records");
        if (records.isEmpty()) {
            return "*No records.*";
        }
        List<String> columns = data.texts("columns");
        List<String> shown = columns.subList(0, Math.min(columns.size(), MOST_COLUMNS));
        var lines = new ArrayList<String>();
        if (shown.isEmpty()) {
            records.forEach(record -> lines.add("- `" + record.text("id").replace("`", "") + "`"));
        } else {
            lines.add(row(shown.stream().map(RecordsMarkdown::cell).toList()));
            lines.add(row(shown.stream().map(column -> "---").toList()));
            records.forEach(record -> lines.add(row(cells(record, shown))));
        }
        remarks(data, columns.size() - shown.size()).forEach(remark -> {
            lines.add("");
            lines.add("*" + remark + "*");
        });
        return String.join("\n", lines);
    }

    private static List<String> cells(Values record, List<String> columns) {
        Values fields = record.objectOrEmpty("fields");
        return columns.stream()
                .map(column -> cell(CellText.of(fields.asMap().get(column))))
                .toList();
    }

    private static List<String> remarks(Values data, int hidden) {
        var remarks = new ArrayList<String>();
        if (hidden > 0) {
            remarks.add(hidden + " more fields are not shown.");
        }
        if (data.flag("has_more", false)) {
            remarks.add("There are more records than these " + data.whole("results_count") + ".");
        }
        return remarks;
    }

    private static String row(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |";
    }

    private static String cell(String text) {
        return MarkdownText.escapeLine(text);
    }
}
