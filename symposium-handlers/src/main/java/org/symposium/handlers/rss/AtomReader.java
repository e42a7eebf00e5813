package org.symposium.handlers.rss;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/** Atom 1.0 (RFC 4287) and 0.3; an entry that stands alone is a feed of one. */
final class AtomReader {
    private final XmlElements xml;
    private final FeedDraft feed;
    private boolean hasLink;

    private AtomReader(XmlElements xml) {
        this.xml = xml;
        this.feed = new FeedDraft(xml.rootNamespace().equals("http://purl.org/atom/ns") ? "atom-0.3" : "atom-1.0");
    }

    /**
     * The feed.
     *
     * @param xml stands on the root
     */
    static Feed read(XmlElements xml, URI documentUri) {
        var reader = new AtomReader(xml);
        reader.feed.language(xml.attribute("lang"));
        if (xml.name().equals("entry")) {
            reader.entry();
        } else {
            xml.eachChild(reader::ofFeed);
        }
        return reader.feed.finish(documentUri, false);
    }

    private void ofFeed(String name) {
        switch (name) {
            case "title" -> feed.title(plain());
            case "link" -> {
                if (isAlternate()) {
                    feed.link(href());
                } else {
                    feed.relation(xml.attribute("rel"), href());
                }
            }
            case "sy:updateperiod" -> feed.updatePeriod(xml.text());
            case "sy:updatefrequency" -> feed.updateFrequency(xml.text());
            case "author" -> feed.author(person());
            case "entry" -> entry();
            default -> {}
        }
    }

    private void entry() {
        var item = new ItemDraft(xml.base());
        hasLink = false;
        xml.eachChild(name -> ofEntry(name, item));
        feed.add(item);
    }

    private void ofEntry(String name, ItemDraft item) {
        switch (name) {
            case "id" -> {
                String id = xml.text();
                item.id(id);
                item.permalink(id);
            }
            case "title" -> item.title(plain());
            case "link" -> link(item);
            case "published", "issued", "created" -> item.published(xml.text());
            case "updated", "modified" -> item.updated(xml.text());
            case "author", "dc:creator" -> item.author(person());
            case "summary" -> item.summary(html());
            case "content" -> item.content(html());
            case "category" -> category(item);
            case "feedburner:origlink" -> item.originalLink(xml.text());
            case "media:group" -> xml.eachChild(child -> media(child, item));
            default -> media(name, item);
        }
    }

    private void media(String name, ItemDraft item) {
        switch (name) {
            case "media:content" ->
                item.enclosure(href(xml.attribute("url")), xml.attribute("type"), xml.attribute("filesize"));
            case "media:description" -> item.summary(HtmlText.lines(xml.text()));
            default -> {}
        }
    }

    /** The first alternate is the item's address, unless one in HTML comes later. */
    private void link(ItemDraft item) {
        String type = xml.attribute("type");
        if (isAlternate()) {
            if (!hasLink && type.equals("text/html")) {
                item.originalLink(href());
                hasLink = true;
            } else {
                item.link(href());
            }
        } else if (xml.attribute("rel").equalsIgnoreCase("enclosure")) {
            item.enclosure(href(), type, xml.attribute("length"));
        }
    }

    private boolean isAlternate() {
        String rel = xml.attribute("rel").toLowerCase(Locale.ROOT);
        return rel.isEmpty() || rel.equals("alternate") || rel.endsWith("relation/alternate");
    }

    private String href() {
        return href(xml.attribute("href"));
    }

    /** Seen from an {@code xml:base} on the element itself; what has none is resolved with its item. */
    private String href(String address) {
        URI base = xml.base();
        return base == null
                ? address
                : WebAddress.of(address, base).map(URI::toString).orElse(address);
    }

    private void category(ItemDraft item) {
        String label = xml.attribute("label");
        String term = xml.attribute("term");
        String text = xml.text();
        item.category(label.isEmpty() ? term.isEmpty() ? text : term : label);
    }

    /** The name in a person construct; its text where it has no parts. */
    private String person() {
        var name = new StringBuilder();
        xml.eachChild(child -> {
            if (child.equals("name") && name.isEmpty()) {
                name.append(xml.text());
            }
        });
        return name.toString();
    }

    /** A text construct as plain text. */
    private String plain() {
        String type = type();
        if (isXhtml(type)) {
            return HtmlText.plain(xml.markup());
        }
        return type.endsWith("html") ? HtmlText.plain(xml.html()) : xml.text();
    }

    /** A text construct or a content as HTML; empty for what is neither text nor markup. */
    private String html() {
        String type = type();
        if (isXhtml(type)) {
            return xml.markup();
        }
        if (xml.attribute("mode").equals("base64")) {
            return decoded(xml.text());
        }
        if (type.endsWith("html")) {
            return xml.html();
        }
        return type.isEmpty() || type.startsWith("text") ? HtmlText.paragraphs(xml.text()) : "";
    }

    private String type() {
        return xml.attribute("type").toLowerCase(Locale.ROOT);
    }

    /** In Atom 0.3 it is the mode that says so. */
    private boolean isXhtml(String type) {
        String mode = xml.attribute("mode");
        boolean inline = mode.equals("xml") || (mode.isEmpty() && feedIsOld());
        return type.equals("xhtml")
                || (type.equals("application/xhtml+xml") && !mode.equals("escaped"))
                || (inline && type.endsWith("html"));
    }

    private boolean feedIsOld() {
        return xml.rootNamespace().equals("http://purl.org/atom/ns");
    }

    private static String decoded(String base64) {
        try {
            String text = new String(Base64.getMimeDecoder().decode(base64), StandardCharsets.UTF_8);
            return HtmlText.isMarkup(text) ? text : HtmlText.paragraphs(text);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
