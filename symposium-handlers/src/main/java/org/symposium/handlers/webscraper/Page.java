package org.symposium.handlers.webscraper;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.symposium.spi.http.HttpReply;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.TextPieces;

/**
 * A page as it was read: a bounded tree of elements.
 *
 * @param address where it lies, after redirects
 * @param digest of its bytes
 */
record Page(URI address, Document document, String digest) {
    // selectors take time by the square of these two, and by the product of the first and the last
    private static final int DEEPEST = 100;
    private static final int MOST_SIBLINGS = 20_000;
    private static final int MOST_TAGS = 100_000;

    private static final int TITLE_AT_MOST = 200;
    private static final int LITTLE_TEXT = 200;
    private static final Set<String> HTML = Set.of("", "text/html", "application/xhtml+xml");
    private static final Set<String> XML = Set.of("application/xml", "text/xml");

    /**
     * Reads it.
     *
     * @throws HandlerException INVALID_RESPONSE when it is empty, no page, or too large to be searched
     */
    static Page read(HttpReply reply, URI address) {
        String contentType = reply.header("Content-Type").orElse("");
        String mediaType = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        String text = PageText.of(reply.bytes(), contentType);
        if (text.isBlank()) {
            throw Unscrapable.because(
                    "The page is empty.", "Open the address in a browser, and check that it is right.");
        }
        if (text.chars().filter(c -> c == '<').count() > MOST_TAGS) {
            throw tooLarge("The page has more than " + MOST_TAGS + " tags");
        }
        Document document = parsed(text, mediaType, address.toString());
        if (document.stream().anyMatch(element -> element.childrenSize() > MOST_SIBLINGS)) {
            throw tooLarge("One element of the page holds more than " + MOST_SIBLINGS + " others");
        }
        document.outputSettings().prettyPrint(false);
        return new Page(address, document, Digest.of(reply.bytes()));
    }

    private static HandlerException tooLarge(String what) {
        return Unscrapable.because(
                what + ", which is the most that is read.", "Choose a smaller page, such as one of its parts.");
    }

    /** Its title on one line; empty if it has none. */
    String title() {
        return TextPieces.shortened(document.title().strip(), TITLE_AT_MOST);
    }

    /** Where its content stands, without what surrounds it, as far as its author tells. */
    Element content() {
        Element main = document.selectFirst("main, [role=main]");
        if (main == null) {
            var articles = document.select("article");
            main = articles.size() == 1 ? articles.first() : null;
        }
        return main == null ? document.body() : main;
    }

    /** The address of a link that a selector finds: its own, or the first in it. */
    Optional<URI> link(CssSelector selector) {
        return selector.in(document).stream()
                .map(found -> found.hasAttr("href") ? found : found.selectFirst("[href]"))
                .flatMap(link -> Optional.ofNullable(link).stream())
                .flatMap(link -> PageAddress.absolute(link.absUrl("href")).stream())
                .findFirst();
    }

    /** Whether there is next to nothing in it but programs. */
    boolean isMadeByScripts() {
        return document.selectFirst("script") != null && document.body().text().length() < LITTLE_TEXT;
    }

    private static Document parsed(String text, String mediaType, String base) {
        if (HTML.contains(mediaType)) {
            return Parser.htmlParser().setMaxDepth(DEEPEST).parseInput(text, base);
        }
        if (XML.contains(mediaType)) {
            return Parser.xmlParser().setMaxDepth(DEEPEST).parseInput(text, base);
        }
        if (mediaType.equals("text/plain")) {
            Document plain = Document.createShell(base);
            plain.body().appendElement("pre").text(text);
            return plain;
        }
        throw Unscrapable.because(
                "The address gives " + TextPieces.shortened(mediaType, 80) + ", and no web page.",
                "Check the address; only HTML, XML and plain text are read here.");
    }
}
