package org.symposium.spi;

import java.util.List;
import java.util.function.ToIntFunction;

/** Markdown as a tree of blocks, for handlers that turn it into their service's form. Immutable. */
public interface Document {
    /** The blocks at the top, in order. */
    List<Block> blocks();

    /**
     * Pieces that are each no larger than allowed, split at natural borders: between blocks, items, sentences, words, code points; never inside a link;
     * a split code block is closed and opened again. In order, nothing dropped.
     *
     * @param most largest size of a piece
     * @param size how large the target counts a piece
     */
    List<Document> split(int most, ToIntFunction<Document> size);
}
