package org.symposium.handlers.rss;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads a feed of any format, told by its content: media types are wrong too often. */
final class FeedReader {
    private FeedReader() {}

    /**
     * The feed in an answer.
     *
     * @param contentType its header, for the charset only
     * @param documentUri where it was found, after redirects
     * @throws org.symposium.spi.model.HandlerException INVALID_RESPONSE when it is none, is broken beyond repair, or over a limit
     */
    static Feed read(byte[] bytes, Optional<String> contentType, URI documentUri) {
        String text = TextDecoding.decode(bytes, contentType);
        int start = firstCharacter(text);
        if (start == text.length()) {
            throw UnreadableFeed.because("The answer is empty.");
        }
        if (text.charAt(start) == '{' || text.charAt(start) == '[') {
            return JsonFeedReader.read(text.substring(start), documentUri);
        }
        XmlProlog prolog = XmlProlog.of(text);
        if (!prolog.isFeed() || prolog.isHtml()) {
            throw noFeed(text, prolog, documentUri);
        }
        int linesBefore = (int) text.substring(0, prolog.rootStart())
                .chars()
                .filter(c -> c == '\n')
                .count();
        String document = XmlRepair.repair(text, prolog.rootStart());
        XmlElements xml = XmlElements.of(document, linesBefore, WebAddress.asBase(documentUri));
        boolean atom = prolog.rootName().equals("feed") || prolog.rootName().equals("entry");
        return atom ? AtomReader.read(xml, documentUri) : RssReader.read(xml, documentUri);
    }

    private static int firstCharacter(String text) {
        int at = 0;
        while (at < text.length()
                && (text.charAt(at) <= ' ' || text.charAt(at) == '\ufeff' || text.charAt(at) == '\u00a0')) {
            at++;
        }
        return at;
    }

    private static RuntimeException noFeed(String text, XmlProlog prolog, URI documentUri) {
        if (!prolog.isHtml() && !FeedLinks.looksLikePage(text)) {
            return UnreadableFeed.because(
                    prolog.rootStart() < 0
                            ? "The answer is neither XML nor JSON, so it is no feed."
                            : "The answer is XML, but neither RSS nor Atom.");
        }
        List<URI> feeds = FeedLinks.in(text, documentUri);
        return feeds.isEmpty()
                ? UnreadableFeed.because(
                        "The address gives a web page, not a feed, and the page names no feed.",
                        "Look for the feed's own address on the site; it often ends in /feed, /rss.xml, /atom.xml or /feed.json.")
                : UnreadableFeed.because(
                        "The address gives a web page, not a feed.",
                        "Use the address of a feed that the page names: "
                                + feeds.stream().map(URI::toString).collect(Collectors.joining(", "))
                                + ".");
    }
}
