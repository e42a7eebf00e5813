package org.symposium.handlers.slack;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.symposium.spi.Block;
import org.symposium.spi.Content;
import org.symposium.spi.Document;
import org.symposium.spi.Span;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.TextPieces;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;

/**
 * One message.
 *
 * @param text what notifications show, in mrkdwn
 * @param blocks the message itself
 */
record Message(String text, List<Values> blocks) {
    private static final int MOST_BLOCKS = 50;
    /** Slack names no limit; it refuses messages from some 13,200 characters on ({@code msg_blocks_too_long}). */
    private static final int MOST_CHARACTERS = 12_000;

    /** Two sections of one block, one after the other, hold far more together. */
    private static final int WELL_FILLED = 1_000;

    private static final int LONGEST_NOTIFICATION = 300;

    Message {
        blocks = List.copyOf(blocks);
    }

    /**
     * The messages that a content takes, in order.
     *
     * @throws HandlerException MISCONFIGURED when it shows nothing
     */
    static List<Message> of(Content content, Values settings) {
        Document document = content.document();
        var kit = new BlockKit(document, settings.flag("show_pictures", true));
        if (document.blocks().isEmpty() || kit.of(document).isEmpty()) {
            throw new HandlerException(
                    Verdict.failed(FailureKind.MISCONFIGURED, "The output's template gives nothing to send.")
                            .suggest("Change the template, so that it shows something of these cards."));
        }
        Document whole = settings.flag("show_subject", false) ? withSubject(document, content.subject()) : document;
        List<Document> pieces = whole.split(piece -> fits(kit, piece));
        var messages = new ArrayList<Message>();
        for (Document piece : pieces) {
            String number = pieces.size() == 1 ? "" : " (" + (messages.size() + 1) + "/" + pieces.size() + ")";
            messages.add(new Message(notification(content.subject()) + number, kit.of(piece)));
        }
        return messages.stream().filter(message -> !message.blocks().isEmpty()).toList();
    }

    /** What both ways of posting take. */
    Values body(Values settings) {
        return Values.of("text", text)
                .with("blocks", blocks)
                .with("unfurl_links", settings.flag("unfurl_links", false))
                .with("unfurl_media", settings.flag("unfurl_media", true));
    }

    /** A block takes more than one section only where its text is long, and then sections are mostly full: most pieces need no closer look. */
    private static boolean fits(BlockKit kit, Document piece) {
        int size = kit.size(piece);
        return size <= MOST_CHARACTERS
                && (piece.blocks().size() + size / WELL_FILLED <= MOST_BLOCKS
                        || kit.of(piece).size() <= MOST_BLOCKS);
    }

    private static String notification(String subject) {
        return subject.isBlank()
                ? "New cards"
                : Mrkdwn.literal(TextPieces.shortened(subject.strip(), LONGEST_NOTIFICATION));
    }

    private static Document withSubject(Document document, String subject) {
        if (subject.isBlank()) {
            return document;
        }
        var blocks = new ArrayList<Block>();
        blocks.add(new Subject(List.of(new Span(subject, Set.of(), Optional.empty()))));
        blocks.addAll(document.blocks());
        return document.with(blocks);
    }

    /** The subject as the document's first heading. */
    private record Subject(List<Span> spans) implements Block {
        @Override
        public String kind() {
            return "heading";
        }

        @Override
        public Values attributes() {
            return Values.of("level", 1);
        }

        @Override
        public List<Block> children() {
            return List.of();
        }
    }
}
