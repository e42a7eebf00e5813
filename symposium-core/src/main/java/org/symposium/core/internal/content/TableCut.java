package org.symposium.core.internal.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.symposium.core.internal.content.BlockCut.Parts;
import org.symposium.spi.Block;

/** Cuts a table between rows, each part with the header again. A row too large for any piece becomes paragraphs, one for each cell. */
final class TableCut {
    private final Block table;
    private final TextBorder finest;
    private final List<Block> header;
    private final List<Block> body;

    TableCut(Block table, TextBorder finest) {
        this.table = table;
        this.finest = finest;
        List<Block> rows = table.children();
        int headers = !rows.isEmpty() && rows.get(0).attributes().flag("header", false) ? 1 : 0;
        this.header = rows.subList(0, headers);
        this.body = rows.subList(headers, rows.size());
    }

    Optional<Parts> cut(Predicate<List<Block>> fits) {
        int rows = Largest.upTo(body.size() - 1, count -> fits.test(part(header, body.subList(0, count))));
        if (rows > 0) {
            return Optional.of(
                    new Parts(part(header, body.subList(0, rows)), part(header, body.subList(rows, body.size()))));
        }
        boolean nothing = header.isEmpty() && body.isEmpty();
        return nothing || finest != TextBorder.CODE_POINT ? Optional.empty() : Optional.of(loosened(fits));
    }

    /** The header alone as a table if that fits, and the first row as paragraphs. */
    private Parts loosened(Predicate<List<Block>> fits) {
        boolean headerFits = !header.isEmpty() && !body.isEmpty() && fits.test(part(header, List.of()));
        var tail = new ArrayList<Block>();
        if (!headerFits) {
            header.forEach(row -> tail.addAll(paragraphs(row)));
        }
        if (!body.isEmpty()) {
            tail.addAll(paragraphs(body.get(0)));
        }
        if (body.size() > 1) {
            tail.addAll(part(headerFits ? header : List.of(), body.subList(1, body.size())));
        }
        return new Parts(headerFits ? part(header, List.of()) : List.of(), tail);
    }

    private List<Block> part(List<Block> first, List<Block> rows) {
        var all = new ArrayList<>(first);
        all.addAll(rows);
        return List.of(ContentBlock.withChildren(table, all));
    }

    private static List<Block> paragraphs(Block row) {
        return row.children().stream()
                .filter(cell -> !cell.spans().isEmpty())
                .map(cell -> (Block) ContentBlock.paragraph(cell.spans()))
                .toList();
    }
}
