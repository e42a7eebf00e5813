package org.symposium.handlers.discord;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.symposium.spi.Block;
import org.symposium.spi.Document;
import org.symposium.spi.model.TextPieces;
import org.symposium.spi.model.Values;

/**
 * One embed. What is empty is not there, for Discord refuses empty texts.
 *
 * @param title in Markdown
 * @param url where the title leads
 * @param description in Markdown
 * @param image a picture's address
 */
record Embed(String title, String url, String description, String image) {
    private static final int LONGEST_TITLE = 256;
    private static final int LONGEST_URL = 2_048;

    static Embed empty() {
        return new Embed("", "", "", "");
    }

    Embed titled(String plain) {
        return new Embed(title(plain.strip()), url, description, image);
    }

    Embed linkedTo(String address) {
        return new Embed(title, address, description, image);
    }

    /** With a piece of a document, whose first picture stands below the text. */
    Embed filled(Document piece, BlockText text, boolean withPicture) {
        List<Block> pictures = withPicture
                ? piece.blocks().stream().filter(Embed::isPicture).limit(1).toList()
                : List.of();
        var blocks = new ArrayList<>(piece.blocks());
        blocks.removeAll(pictures);
        String shown = pictures.isEmpty()
                ? ""
                : pictures.get(0).attributes().uri("url").toASCIIString();
        return new Embed(title, url, text.of(piece.with(blocks)).strip(), shown);
    }

    boolean isEmpty() {
        return title.isEmpty() && description.isEmpty() && image.isEmpty();
    }

    /** What counts towards the limit of all embeds of a message. */
    int size() {
        return title.codePointCount(0, title.length()) + description.codePointCount(0, description.length());
    }

    Values toValues() {
        Values embed = Values.empty();
        embed = title.isEmpty() ? embed : embed.with("title", title);
        embed = url.isEmpty() ? embed : embed.with("url", url);
        embed = description.isEmpty() ? embed : embed.with("description", description);
        return image.isEmpty() ? embed : embed.with("image", Values.of("url", image));
    }

    private static boolean isPicture(Block block) {
        String url = block.attributes().text("url", "");
        String scheme = url.toLowerCase(Locale.ROOT);
        return block.kind().equals("image")
                && (scheme.startsWith("https://") || scheme.startsWith("http://"))
                && url.length() <= LONGEST_URL;
    }

    /** What is escaped takes more room. */
    private static String title(String plain) {
        int most = LONGEST_TITLE;
        String title = DiscordMarkdown.literal(TextPieces.shortened(plain, most));
        while (title.length() > LONGEST_TITLE) {
            most -= Math.max(1, (title.length() - LONGEST_TITLE) / 2);
            title = DiscordMarkdown.literal(TextPieces.shortened(plain, most));
        }
        return title;
    }
}
