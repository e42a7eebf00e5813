package org.symposium.core.internal.content;

import java.util.List;
import org.symposium.spi.Block;
import org.symposium.spi.Span;
import org.symposium.spi.model.Values;

/** A block, and what stays the same when one is taken apart or put together. */
record ContentBlock(String kind, Values attributes, List<Span> spans, List<Block> children) implements Block {
    ContentBlock {
        spans = List.copyOf(spans);
        children = List.copyOf(children);
    }

    static ContentBlock paragraph(List<Span> spans) {
        return new ContentBlock("paragraph", Values.empty(), spans, List.of());
    }

    static ContentBlock heading(int level, List<Span> spans) {
        return new ContentBlock("heading", Values.of("level", level), spans, List.of());
    }

    static ContentBlock code(String language, String text) {
        return leaf("code", Values.of("language", language).with("text", text));
    }

    static ContentBlock image(String url, String alt, String title) {
        return leaf("image", Values.of("url", url).with("alt", alt).with("title", title));
    }

    static ContentBlock rule() {
        return leaf("rule", Values.empty());
    }

    static ContentBlock holding(String kind, Values attributes, List<? extends Block> children) {
        return new ContentBlock(kind, attributes, List.of(), List.copyOf(children));
    }

    /** A cell; the alignment is empty if none was said. */
    static ContentBlock cell(String alignment, List<Span> spans) {
        return new ContentBlock(
                "table_cell",
                alignment.isEmpty() ? Values.empty() : Values.of("alignment", alignment),
                spans,
                List.of());
    }

    static ContentBlock row(boolean header, List<? extends Block> cells) {
        return holding("table_row", Values.of("header", header), cells);
    }

    static ContentBlock withSpans(Block block, List<Span> spans) {
        return new ContentBlock(block.kind(), block.attributes(), spans, block.children());
    }

    static ContentBlock withChildren(Block block, List<? extends Block> children) {
        return holding(block.kind(), block.attributes(), children);
    }

    private static ContentBlock leaf(String kind, Values attributes) {
        return new ContentBlock(kind, attributes, List.of(), List.of());
    }
}
