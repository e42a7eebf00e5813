package org.symposium.core.internal.content;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.symposium.spi.Block;
import org.symposium.spi.Span;

/** Gathers text until a block begins or ends, and makes a paragraph of it. White space collapses as in HTML. */
final class HtmlFlow {
    private final List<Block> blocks = new ArrayList<>();
    private final List<Block> images = new ArrayList<>();
    private SpanList spans = new SpanList();
    private boolean onlyImages = true;
    private boolean afterBlank = true;
    private boolean afterBreak;

    void text(String text, HtmlStyle style) {
        var collapsed = new StringBuilder(text.length());
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            boolean blank = c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
            if (blank && !afterBlank) {
                collapsed.append(' ');
            } else if (!blank && c >= ' ') {
                collapsed.append(c);
                afterBreak = false;
                onlyImages = false;
            }
            afterBlank = blank || (c < ' ' && afterBlank);
        }
        spans.add(style.span(collapsed.toString()));
    }

    /** Text whose line breaks count, as it came without any HTML. */
    void plainText(String text) {
        for (String line : text.split("\r\n|[\n\r]", -1)) {
            text(line, HtmlStyle.PLAIN);
            lineBreak(HtmlStyle.PLAIN);
        }
    }

    /** A line break; two of them end a paragraph. */
    void lineBreak(HtmlStyle style) {
        if (afterBreak) {
            endParagraph();
        } else {
            spans.add(style.span("\n"));
            afterBlank = true;
            afterBreak = true;
        }
    }

    void image(URI address, String alt, String title, HtmlStyle style) {
        ContentBlock image = ContentBlock.image(address.toString(), alt, title);
        images.add(new ContentBlock(
                image.kind(), image.attributes().withOptional("link", style.link()), image.spans(), image.children()));
        spans.add(new Span(alt, Set.of("image"), Optional.of(address)));
        afterBlank = false;
        afterBreak = false;
    }

    void block(Block block) {
        endParagraph();
        blocks.add(block);
    }

    void blocks(List<? extends Block> more) {
        endParagraph();
        blocks.addAll(more);
    }

    void endParagraph() {
        List<Span> text = spans.trimmed();
        if (onlyImages && !images.isEmpty()) {
            blocks.addAll(images);
        } else if (!text.isEmpty()) {
            blocks.add(ContentBlock.paragraph(text));
        }
        spans = new SpanList();
        images.clear();
        onlyImages = true;
        afterBlank = true;
        afterBreak = false;
    }

    List<Block> finished() {
        endParagraph();
        return blocks;
    }

    /** All text on one line, blocks a space apart; for places that hold no blocks. */
    static List<Span> flattened(List<Block> blocks) {
        var line = new SpanList();
        flatten(blocks, line);
        return line.trimmed();
    }

    private static void flatten(List<Block> blocks, SpanList line) {
        for (Block block : blocks) {
            line.add(HtmlStyle.PLAIN.span(" "));
            if (block.kind().equals("image")) {
                Optional<URI> address = SafeLink.ofImage(block.attributes().text("url"));
                line.add(new Span(block.attributes().text("alt"), Set.of("image"), address));
            }
            if (block.kind().equals("code")) {
                line.add(new Span(
                        block.attributes().text("text").replaceAll("\\s+", " "), Set.of("code"), Optional.empty()));
            }
            block.spans()
                    .forEach(
                            span -> line.add(SpanList.withText(span, span.text().replace('\n', ' '))));
            flatten(block.children(), line);
        }
    }
}
