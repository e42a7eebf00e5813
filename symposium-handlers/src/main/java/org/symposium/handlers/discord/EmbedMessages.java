package org.symposium.handlers.discord;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.symposium.spi.Delivery;
import org.symposium.spi.Document;
import org.symposium.spi.model.Card;
import org.symposium.spi.model.TextPieces;
import org.symposium.spi.model.Values;

/**
 * Messages of <a href="https://docs.discord.com/developers/resources/message#embed-object-embed-limits">embeds</a>: of the template's content, or one for each card with its
 * title. What is too long for an embed goes on in the next one; ten embeds, and 6,000 characters in all of them, are a message.
 */
final class EmbedMessages {
    private static final int MOST_EMBEDS = 10;
    private static final int MOST_CHARACTERS = 6_000;
    private static final int LONGEST_DESCRIPTION = 4_096;
    private static final int LONGEST_SUBJECT = 256;
    private static final int LONGEST_URL = 2_048;
    private static final int HEXADECIMAL = 16;

    private final Delivery delivery;
    private final boolean withPictures;
    private final Optional<Integer> color;
    private final Set<String> linked = new HashSet<>();
    private final List<Embed> embeds = new ArrayList<>();

    private EmbedMessages(Delivery delivery) {
        Values settings = delivery.settings();
        this.delivery = delivery;
        this.withPictures = settings.flag("show_pictures", true);
        this.color = settings.optionalText("color")
                .map(text -> text.strip().replace("#", ""))
                .filter(digits -> !digits.isEmpty())
                .map(digits -> Integer.parseInt(digits, HEXADECIMAL));
    }

    /** None if there is nothing to show. */
    static List<Message> of(Delivery delivery) {
        var made = new EmbedMessages(delivery);
        boolean isOfCards = delivery.settings().text("layout", "").equals("cards");
        if (isOfCards && !delivery.cards().isEmpty()) {
            delivery.cards().forEach(made::add);
        } else {
            made.add(delivery.content().document(), Embed.empty());
        }
        return made.packed();
    }

    private void add(Card card) {
        Embed titled = Embed.empty().titled(card.title());
        Optional<String> page = card.data().optionalText("url").filter(this::isFirstOfItsAddress);
        add(delivery.content(card).document(), page.map(titled::linkedTo).orElse(titled));
    }

    /** Discord makes one embed of several with the same address. */
    private boolean isFirstOfItsAddress(String url) {
        String address = url.toLowerCase(Locale.ROOT);
        return (address.startsWith("https://") || address.startsWith("http://"))
                && url.length() <= LONGEST_URL
                && url.chars().allMatch(c -> c > ' ' && c < 0x7F)
                && linked.add(url);
    }

    private void add(Document document, Embed first) {
        var text = new BlockText(document, false);
        Embed next = first;
        for (Document piece : document.split(LONGEST_DESCRIPTION, text::size)) {
            Embed filled = next.filled(piece, text, withPictures);
            if (!filled.isEmpty()) {
                embeds.add(filled);
                next = Embed.empty();
            }
        }
        if (!next.isEmpty()) {
            embeds.add(next);
        }
    }

    private List<Message> packed() {
        var messages = new ArrayList<Message>();
        var together = new ArrayList<Values>();
        int size = 0;
        for (Embed embed : embeds) {
            if (together.size() == MOST_EMBEDS || size + embed.size() > MOST_CHARACTERS) {
                messages.add(message(messages.isEmpty(), together));
                together.clear();
                size = 0;
            }
            together.add(color.map(tone -> embed.toValues().with("color", tone)).orElseGet(embed::toValues));
            size += embed.size();
        }
        if (!together.isEmpty()) {
            messages.add(message(messages.isEmpty(), together));
        }
        return messages;
    }

    /** The subject stands above the first message's embeds, where notifications show it. */
    private Message message(boolean isFirst, List<Values> together) {
        String subject = delivery.content().subject().strip();
        boolean isShown = isFirst && delivery.settings().flag("show_subject", false) && !subject.isEmpty();
        return new Message(
                isShown ? "# " + DiscordMarkdown.literal(TextPieces.shortened(subject, LONGEST_SUBJECT)) : "",
                together);
    }
}
