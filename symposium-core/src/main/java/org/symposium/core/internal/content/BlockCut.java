package org.symposium.core.internal.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.symposium.spi.Block;
import org.symposium.spi.model.Values;

/**
 * Takes the largest part off the front of a block that a piece has room for, at the coarsest border that gives any: items, rows and lines, then sentences,
 * words, code points.
 */
final class BlockCut {
    private final TextBorder finest;

    BlockCut(TextBorder finest) {
        this.finest = finest;
    }

    /** What goes into the piece, and what is left. If nothing goes in, what is left is the block in a form that can be cut further. */
    record Parts(List<Block> head, List<Block> tail) {}

    /**
     * Cuts a block that does not fit as a whole.
     *
     * @param fits whether the piece has room for these blocks
     * @return empty if not even the smallest part fits
     */
    Optional<Parts> cut(Block block, Predicate<List<Block>> fits) {
        return switch (block.kind()) {
            case "paragraph", "heading" -> spans(block, fits);
            case "code" -> text(block, fits);
            case "table" -> new TableCut(block, finest).cut(fits);
            case "quote", "bullet_list", "ordered_list", "item" -> children(block, fits);
            default -> Optional.empty();
        };
    }

    private Optional<Parts> spans(Block block, Predicate<List<Block>> fits) {
        return TextCut.spans(block.spans(), finest, spans -> fits.test(List.of(ContentBlock.withSpans(block, spans))))
                .map(cut -> new Parts(
                        List.of(ContentBlock.withSpans(block, cut.head())),
                        List.of(ContentBlock.withSpans(block, cut.tail()))));
    }

    /** The language goes with each part, so that a target opens and closes it again. */
    private Optional<Parts> text(Block block, Predicate<List<Block>> fits) {
        String text = block.attributes().text("text");
        return TextCut.lines(text, finest, part -> fits.test(List.of(withText(block, part))))
                .map(cut -> new Parts(List.of(withText(block, cut.head())), List.of(withText(block, cut.tail()))));
    }

    private static Block withText(Block block, String text) {
        return new ContentBlock(block.kind(), block.attributes().with("text", text), List.of(), List.of());
    }

    private Optional<Parts> children(Block block, Predicate<List<Block>> fits) {
        List<Block> children = block.children();
        int whole = Largest.upTo(children.size() - 1, count -> fits.test(List.of(part(block, children, 0, count))));
        if (whole > 0) {
            return Optional.of(new Parts(
                    List.of(part(block, children, 0, whole)), List.of(part(block, children, whole, children.size()))));
        }
        if (children.isEmpty()) {
            return Optional.empty();
        }
        return cut(children.get(0), first -> fits.test(List.of(ContentBlock.withChildren(block, first))))
                .map(inner -> around(block, inner, children.subList(1, children.size())));
    }

    /** The rest of an item stands without its marker, for it was shown already; the rest of a quotation stays quoted. */
    private static Parts around(Block block, Parts inner, List<Block> others) {
        var tail = new ArrayList<>(inner.tail());
        tail.addAll(others);
        if (inner.head().isEmpty()) {
            return new Parts(List.of(), List.of(ContentBlock.withChildren(block, tail)));
        }
        List<Block> head = List.of(ContentBlock.withChildren(block, inner.head()));
        return switch (block.kind()) {
            case "item" -> new Parts(head, tail);
            case "quote" -> new Parts(head, List.of(ContentBlock.withChildren(block, tail)));
            default -> new Parts(head, listAfterFirst(block, inner.tail(), others));
        };
    }

    private static List<Block> listAfterFirst(Block list, List<Block> restOfFirst, List<Block> others) {
        var tail = new ArrayList<>(restOfFirst);
        if (!others.isEmpty()) {
            tail.add(ContentBlock.holding(list.kind(), startingLater(list, 1), others));
        }
        return tail;
    }

    private static Block part(Block block, List<Block> children, int from, int to) {
        return ContentBlock.holding(block.kind(), startingLater(block, from), children.subList(from, to));
    }

    private static Values startingLater(Block block, int items) {
        boolean numbered = items > 0 && block.kind().equals("ordered_list");
        return numbered
                ? block.attributes().with("start", block.attributes().whole("start", 1) + items)
                : block.attributes();
    }
}
