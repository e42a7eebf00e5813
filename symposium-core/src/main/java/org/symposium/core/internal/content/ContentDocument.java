package org.symposium.core.internal.content;

import java.util.List;
import java.util.function.ToIntFunction;
import org.symposium.spi.Block;
import org.symposium.spi.Document;

/** A document whose blocks are all known. */
record ContentDocument(List<Block> blocks) implements Document {
    ContentDocument {
        blocks = List.copyOf(blocks);
    }

    @Override
    public List<Document> split(int most, ToIntFunction<Document> size) {
        return new DocumentSplit(most, size).split(blocks);
    }
}
