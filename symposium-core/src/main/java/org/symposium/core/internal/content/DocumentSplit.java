package org.symposium.core.internal.content;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import org.symposium.spi.Block;
import org.symposium.spi.Document;
import org.symposium.spi.model.InvalidInputException;

/** Fills pieces with blocks, in order; what is too large for any piece is cut by {@link BlockCut}. A heading stays with what follows it. */
final class DocumentSplit {
    private final Predicate<Document> fits;
    private final List<Document> pieces = new ArrayList<>();
    private final List<Block> piece = new ArrayList<>();
    private final Deque<Block> waiting = new ArrayDeque<>();

    DocumentSplit(Predicate<Document> fits) {
        this.fits = fits;
    }

    /**
     * The pieces; none of an empty document.
     *
     * @throws InvalidInputException with rule {@code unsplittable} if something that can't be taken apart is too large
     */
    List<Document> split(List<Block> blocks) {
        waiting.addAll(blocks);
        while (takeWhole()) {
            Block block = waiting.pop();
            if (!fits(List.of(block)) && fill(block, piece.isEmpty() ? TextBorder.CODE_POINT : TextBorder.SENTENCE)) {
                finish();
            } else if (piece.isEmpty()) {
                throw unsplittable(block);
            } else {
                waiting.push(block);
                keepHeadings();
                finish();
            }
        }
        finish();
        return List.copyOf(pieces);
    }

    /** Takes as many blocks as there is room for; they are asked about many at a time, for a large document has many. */
    private boolean takeWhole() {
        int whole = Largest.upTo(
                waiting.size(), count -> fitsWith(waiting.stream().limit(count).toList()));
        for (int taken = 0; taken < whole; taken++) {
            piece.add(waiting.pop());
        }
        return !waiting.isEmpty();
    }

    private boolean fill(Block block, TextBorder finest) {
        var cut = new BlockCut(finest).cut(block, this::fitsWith);
        cut.ifPresent(parts -> {
            piece.addAll(parts.head());
            for (int at = parts.tail().size() - 1; at >= 0; at--) {
                waiting.push(parts.tail().get(at));
            }
        });
        return cut.isPresent();
    }

    /** Headings at the end of a piece go on with the next one, unless the piece is nothing but headings. */
    private void keepHeadings() {
        int from = piece.size();
        while (from > 0 && piece.get(from - 1).kind().equals("heading")) {
            from--;
        }
        if (from > 0) {
            List<Block> headings = piece.subList(from, piece.size());
            for (int at = headings.size() - 1; at >= 0; at--) {
                waiting.push(headings.get(at));
            }
            headings.clear();
        }
    }

    private void finish() {
        if (!piece.isEmpty()) {
            pieces.add(new ContentDocument(piece));
            piece.clear();
        }
    }

    private boolean fitsWith(List<Block> blocks) {
        var together = new ArrayList<>(piece);
        together.addAll(blocks);
        return fits(together);
    }

    private boolean fits(List<Block> blocks) {
        return fits.test(new ContentDocument(blocks));
    }

    private static InvalidInputException unsplittable(Block block) {
        return new InvalidInputException(
                "",
                "unsplittable",
                "a block of kind " + block.kind() + " can't be split into pieces that are small enough");
    }
}
