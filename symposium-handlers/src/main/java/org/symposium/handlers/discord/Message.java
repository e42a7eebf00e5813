package org.symposium.handlers.discord;

import java.util.ArrayList;
import java.util.List;
import org.symposium.spi.Block;
import org.symposium.spi.Content;
import org.symposium.spi.Delivery;
import org.symposium.spi.Document;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;

/**
 * One message. Lengths are code points without white space at either end, as Discord counts them.
 *
 * @param content its text; empty where it has embeds only
 * @param embeds at most ten
 */
record Message(String content, List<Values> embeds) {
    private static final int LONGEST_CONTENT = 2_000;

    /** {@code SUPPRESS_EMBEDS}: hides a message's own embeds as well as previews of what it links. */
    private static final int WITHOUT_PREVIEWS = 4;

    /** {@code SUPPRESS_NOTIFICATIONS}. */
    private static final int SILENT = 4_096;

    Message {
        embeds = List.copyOf(embeds);
    }

    /**
     * The messages that a delivery takes, in order.
     *
     * @throws HandlerException MISCONFIGURED when they show nothing
     */
    static List<Message> of(Delivery delivery) {
        Values settings = delivery.settings();
        List<Message> messages = settings.text("layout", "text").equals("text")
                ? texts(delivery.content(), settings)
                : EmbedMessages.of(delivery);
        if (messages.isEmpty()) {
            throw new HandlerException(
                    Verdict.failed(FailureKind.MISCONFIGURED, "The output's template gives nothing to send.")
                            .suggest("Change the template, so that it shows something of these cards."));
        }
        return messages;
    }

    /** The request's body. Nobody is mentioned, whatever the message holds. */
    Values body(Values settings) {
        Values body = Values.empty();
        body = content.isEmpty() ? body : body.with("content", content);
        body = embeds.isEmpty() ? body : body.with("embeds", embeds);
        body = withText(body, "username", settings);
        body = withText(body, "avatar_url", settings);
        int flags = flags(settings);
        body = flags == 0 ? body : body.with("flags", flags);
        return body.with("allowed_mentions", Values.of("parse", List.of()));
    }

    private int flags(Values settings) {
        int previews = embeds.isEmpty() && !settings.flag("previews", false) ? WITHOUT_PREVIEWS : 0;
        return previews | (settings.flag("silent", false) ? SILENT : 0);
    }

    private static Values withText(Values body, String name, Values settings) {
        String text = settings.text(name, "").strip();
        return text.isEmpty() ? body : body.with(name, text);
    }

    private static List<Message> texts(Content content, Values settings) {
        Document document = content.document();
        var text = new BlockText(document, settings.flag("previews", false));
        if (text.of(document).isBlank()) {
            return List.of();
        }
        Document whole = settings.flag("show_subject", false) ? withSubject(document, content.subject()) : document;
        return whole.split(LONGEST_CONTENT, text::size).stream()
                .map(piece -> new Message(text.of(piece).strip(), List.of()))
                .filter(message -> !message.content().isEmpty())
                .toList();
    }

    private static Document withSubject(Document document, String subject) {
        if (subject.isBlank()) {
            return document;
        }
        var blocks = new ArrayList<Block>();
        blocks.add(new Subject(subject));
        blocks.addAll(document.blocks());
        return document.with(blocks);
    }
}
