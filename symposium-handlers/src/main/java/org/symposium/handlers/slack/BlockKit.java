package org.symposium.handlers.slack;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.symposium.spi.Block;
import org.symposium.spi.Document;
import org.symposium.spi.Span;
import org.symposium.spi.model.TextPieces;
import org.symposium.spi.model.Values;

/**
 * Blocks of a document as blocks of <a href="https://docs.slack.dev/reference/block-kit/blocks">Block Kit</a>. Texts are {@code verbatim}: else Slack would look for
 * addresses, channels and mentions in plain text. A picture stands beside its link in a section: in a block of its own, one that Slack can't load makes it refuse the
 * whole message.
 */
final class BlockKit {
    private static final int LONGEST_SECTION = 3_000;
    private static final int LONGEST_HEADER = 150;
    private static final int LONGEST_ALT = 2_000;
    private static final int LONGEST_IMAGE_URL = 3_000;
    private static final int LARGE_HEADINGS = 3;

    private final Document document;
    private final boolean withPictures;
    private final BlockText texts;

    /**
     * Block Kit for a document.
     *
     * @param withPictures whether pictures are shown, and not only linked
     */
    BlockKit(Document document, boolean withPictures) {
        this.document = document;
        this.withPictures = withPictures;
        this.texts = new BlockText(document);
    }

    /** The blocks of a piece of the document; none for what shows nothing. */
    List<Values> of(Document piece) {
        var blocks = new ArrayList<Values>();
        piece.blocks().forEach(block -> add(block, blocks));
        return blocks;
    }

    /** How many characters a piece has in Slack's eyes. */
    int size(Document piece) {
        return texts.of(piece).length();
    }

    private void add(Block block, List<Values> blocks) {
        String text = texts.of(block);
        if (block.kind().equals("rule")) {
            blocks.add(Values.of("type", "divider"));
        } else if (text.isBlank()) {
            return;
        } else if (isHeader(block)) {
            blocks.add(header(plain(block)));
        } else if (isPicture(block)) {
            blocks.add(section(text).with("accessory", picture(block)));
        } else if (text.length() <= LONGEST_SECTION) {
            blocks.add(section(text));
        } else {
            document.with(List.of(block))
                    .split(LONGEST_SECTION, this::size)
                    .forEach(part -> blocks.add(section(texts.of(part))));
        }
    }

    /** A header holds plain text only: one that is longer, or has a link, is a bold line instead. */
    private static boolean isHeader(Block block) {
        return block.kind().equals("heading")
                && block.attributes().whole("level", 1) <= LARGE_HEADINGS
                && plain(block).length() <= LONGEST_HEADER
                && block.spans().stream().allMatch(span -> span.link().isEmpty());
    }

    private boolean isPicture(Block block) {
        String url = block.attributes().text("url", "");
        return withPictures
                && block.kind().equals("image")
                && url.toLowerCase(Locale.ROOT).startsWith("https://")
                && url.length() <= LONGEST_IMAGE_URL;
    }

    private static String plain(Block block) {
        return block.spans().stream()
                .map(Span::text)
                .collect(Collectors.joining())
                .replace('\n', ' ')
                .strip();
    }

    private static Values header(String text) {
        return Values.of("type", "header")
                .with("text", Values.of("type", "plain_text").with("text", text).with("emoji", false));
    }

    private static Values section(String mrkdwn) {
        return Values.of("type", "section")
                .with("text", Values.of("type", "mrkdwn").with("text", mrkdwn).with("verbatim", true));
    }

    private static Values picture(Block block) {
        String alt = block.attributes().text("alt", "").strip();
        return Values.of("type", "image")
                .with("image_url", block.attributes().uri("url").toASCIIString())
                .with("alt_text", alt.isEmpty() ? "image" : TextPieces.shortened(alt, LONGEST_ALT));
    }
}
