package org.symposium.core.internal.content;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.symposium.spi.Block;
import org.symposium.spi.Document;
import org.symposium.spi.Span;

/** Writes a document's tree so that a test can say what it expects. */
final class Outline {
    private Outline() {}

    static String of(Document document) {
        return of(document.blocks());
    }

    static String of(List<Block> blocks) {
        return blocks.stream().map(Outline::of).collect(Collectors.joining(" "));
    }

    private static String of(Block block) {
        String attributes =
                block.attributes().isEmpty() ? "" : block.attributes().toJson();
        return block.kind() + attributes + "("
                + block.spans().stream().map(Outline::of).collect(Collectors.joining("|")) + of(block.children()) + ")";
    }

    private static String of(Span span) {
        String marks = span.marks().isEmpty() ? "" : new TreeSet<>(span.marks()).toString();
        return marks
                + span.text().replace("\n", "↵")
                + span.link().map(link -> "→" + link).orElse("");
    }
}
