package org.symposium.spi;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/**
 * Markdown as a tree of blocks, for handlers that turn it into their service's form. Immutable. The kinds of blocks are those of {@link Block}; nothing in
 * it is escaped for anything yet: the handler escapes each text for its target, once.
 *
 * <p>A handler keeps its service's limits in three ways: {@link #split(Predicate)} makes messages out of a document, {@link #with} and a split make parts
 * out of one block that is too long for its field, and {@link org.symposium.spi.model.TextPieces} cuts plain text.
 */
public interface Document {
    /** The blocks at the top, in order. */
    List<Block> blocks();

    /** A document of other blocks, such as some of this one's: {@code document.with(List.of(block)).split(…)} cuts one block alone. */
    Document with(List<? extends Block> blocks);

    /** As plain text that reads well, as {@link Content#text()}: a table in aligned columns, for targets that have none. */
    String text();

    /**
     * Pieces that are each no larger than allowed, split at natural borders: between blocks, items, rows and lines, then sentences, words, what a reader
     * takes for one character, code points; inside a link's label only where it is too long alone. A split code block goes on with its language in the
     * next piece, a split table with its header, a split ordered list with its number; a heading stays with what follows it. In order, nothing dropped
     * but blanks at a cut.
     *
     * @param most largest size of a piece
     * @param size how large the target counts a piece; must not shrink when blocks or text are added
     * @return no piece for an empty document
     * @throws org.symposium.spi.model.InvalidInputException with rule {@code unsplittable} if something that can't be taken apart is too large
     */
    default List<Document> split(int most, ToIntFunction<Document> size) {
        return split(piece -> size.applyAsInt(piece) <= most);
    }

    /**
     * As {@link #split(int, ToIntFunction)}, for targets that count several things at once, as Slack does with 50 blocks and 12,000 characters.
     *
     * @param fits whether the target takes a piece; what it takes, it must take with blocks or text left out as well
     * @throws org.symposium.spi.model.InvalidInputException with rule {@code unsplittable} if something that can't be taken apart does not fit
     */
    List<Document> split(Predicate<Document> fits);
}
