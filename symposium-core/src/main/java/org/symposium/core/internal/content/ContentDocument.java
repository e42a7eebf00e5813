package org.symposium.core.internal.content;

import java.util.List;
import java.util.function.Predicate;
import org.symposium.spi.Block;
import org.symposium.spi.Document;

/** A document whose blocks are all known. */
record ContentDocument(List<Block> blocks) implements Document {
    ContentDocument {
        blocks = List.copyOf(blocks);
    }

    @Override
    public Document with(List<? extends Block> others) {
        return new ContentDocument(List.copyOf(others));
    }

    @Override
    public String text() {
        return PlainText.of(this);
    }

    @Override
    public List<Document> split(Predicate<Document> fits) {
        return new DocumentSplit(fits).split(blocks);
    }
}
