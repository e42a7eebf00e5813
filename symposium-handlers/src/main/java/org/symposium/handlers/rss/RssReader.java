package org.symposium.handlers.rss;

import java.net.URI;
import java.util.Set;

/** RSS 0.90 to 2.0, read with the same eyes: items in the channel or beside it, in any of their namespaces. */
final class RssReader {
    private static final Set<String> VERSIONS = Set.of("0.90", "0.91", "0.92", "0.93", "0.94", "1.0", "2.0");

    private final XmlElements xml;
    private final FeedDraft feed;

    private RssReader(XmlElements xml) {
        this.xml = xml;
        this.feed = new FeedDraft("rss-" + version(xml));
    }

    /**
     * The feed.
     *
     * @param xml stands on the root
     */
    static Feed read(XmlElements xml, URI documentUri) {
        var reader = new RssReader(xml);
        xml.eachChild(reader::child);
        return reader.feed.finish(documentUri, true);
    }

    private static String version(XmlElements xml) {
        if (xml.rootNamespace().endsWith("rdf-syntax-ns") || xml.name().endsWith("rdf")) {
            return xml.defaultNamespace().contains("netscape.com") ? "0.90" : "1.0";
        }
        String version = xml.attribute("version");
        return VERSIONS.contains(version) ? version : "2.0";
    }

    private void child(String name) {
        switch (name) {
            case "channel" -> xml.eachChild(this::ofChannel);
            case "item" -> item();
            default -> {}
        }
    }

    private void ofChannel(String name) {
        switch (name) {
            case "title" -> feed.title(HtmlText.plain(xml.html()));
            case "link" -> feed.link(xml.text());
            case "language", "dc:language" -> feed.language(xml.text());
            case "item" -> item();
            case "atom:link" -> feed.relation(xml.attribute("rel"), xml.attribute("href"));
            default -> hint(name);
        }
    }

    private void hint(String name) {
        switch (name) {
            case "ttl" -> feed.ttl(xml.text());
            case "sy:updateperiod" -> feed.updatePeriod(xml.text());
            case "sy:updatefrequency" -> feed.updateFrequency(xml.text());
            case "skiphours" -> xml.eachChild(child -> feed.skipHour(child.equals("hour") ? xml.text() : ""));
            case "skipdays" -> xml.eachChild(child -> feed.skipDay(child.equals("day") ? xml.text() : ""));
            default -> {}
        }
    }

    private void item() {
        var item = new ItemDraft(xml.base());
        item.id(xml.attribute("about"));
        xml.eachChild(name -> ofItem(name, item));
        feed.add(item);
    }

    private void ofItem(String name, ItemDraft item) {
        switch (name) {
            case "title" -> item.title(HtmlText.plain(xml.html()));
            case "link" -> {
                String href = xml.attribute("href");
                String text = xml.text();
                item.link(text.isBlank() ? href : text);
            }
            case "description" -> item.summary(html(xml.html()));
            case "content:encoded", "xhtml:body", "body" -> item.content(html(xml.html()));
            case "guid" -> guid(item);
            case "pubdate", "dc:issued", "atom:published" -> item.published(xml.text());
            case "dc:date", "dc:modified", "atom:updated" -> item.updated(xml.text());
            case "dc:creator" -> item.author(xml.text());
            case "author" -> item.author(person(xml.text()));
            case "category", "dc:subject" -> item.category(HtmlText.plain(xml.html()));
            case "feedburner:origlink" -> item.originalLink(xml.text());
            default -> lessCommon(name, item);
        }
    }

    private void lessCommon(String name, ItemDraft item) {
        switch (name) {
            case "enclosure" -> item.enclosure(xml.attribute("url"), xml.attribute("type"), xml.attribute("length"));
            case "media:content" ->
                item.enclosure(xml.attribute("url"), xml.attribute("type"), xml.attribute("filesize"));
            case "media:group" -> xml.eachChild(child -> lessCommon(child, item));
            case "itunes:author" -> item.author(xml.text());
            case "summary", "dc:description", "itunes:summary" -> item.summary(html(xml.html()));
            default -> {}
        }
    }

    /** Its {@code isPermaLink} is true by default and wrong so often that only its form counts, unless it says false. */
    private void guid(ItemDraft item) {
        boolean opaque = xml.attribute("isPermaLink").equalsIgnoreCase("false");
        String guid = xml.text();
        item.id(guid);
        if (!opaque) {
            item.permalink(guid);
        }
    }

    /** {@code a@b.c (Name)} is how RSS writes people. */
    private static String person(String text) {
        int open = text.indexOf('(');
        int close = text.lastIndexOf(')');
        return open >= 0 && close > open + 1 ? text.substring(open + 1, close) : text;
    }

    private static String html(String text) {
        return HtmlText.isMarkup(text) ? text : HtmlText.paragraphs(text);
    }
}
