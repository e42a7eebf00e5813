package org.symposium.handlers.rss;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.Json;
import org.symposium.spi.model.Values;

/** JSON Feed 1.0 and 1.1. Items without an id are left out, as it asks. */
final class JsonFeedReader {
    static final int MAX_VALUES = 200_000;
    private static final String VERSION = "jsonfeed.org/version/";

    private JsonFeedReader() {}

    /**
     * The feed.
     *
     * @param text the whole document
     */
    static Feed read(String text, URI documentUri) {
        countValues(text);
        Values json = parse(text);
        String version = text(json, "version");
        int at = version.indexOf(VERSION);
        if (at < 0) {
            throw UnreadableFeed.because("The answer is JSON, but no JSON Feed: its 'version' does not say so.");
        }
        if (!(json.at("items") instanceof List<?>)) {
            throw UnreadableFeed.because("The answer is a JSON Feed, but its 'items' are no list.");
        }
        var feed = new FeedDraft("json-feed-" + (version.endsWith("/1") ? "1.0" : "1.1"));
        feed.title(text(json, "title"));
        feed.link(text(json, "home_page_url"));
        feed.language(text(json, "language"));
        feed.author(author(json));
        feed.relation("next", text(json, "next_url"));
        objects(json, "items").forEach(item -> add(item, feed));
        return feed.finish(WebAddress.absolute(text(json, "feed_url")).orElse(documentUri), false);
    }

    private static void add(Values json, FeedDraft feed) {
        String id = json.at("id") instanceof Number number ? number.toString() : text(json, "id");
        if (id.isBlank()) {
            return;
        }
        var item = new ItemDraft(null);
        item.id(id);
        item.title(text(json, "title"));
        item.link(text(json, "url"));
        item.link(text(json, "external_url"));
        item.permalink(id);
        item.author(author(json));
        item.published(text(json, "date_published"));
        item.updated(text(json, "date_modified"));
        item.summary(HtmlText.paragraphs(text(json, "summary")));
        item.content(text(json, "content_html"));
        item.content(HtmlText.lines(text(json, "content_text")));
        if (json.at("tags") instanceof Iterable<?> tags) {
            tags.forEach(tag -> item.category(tag instanceof String name ? name : ""));
        }
        for (Values attachment : objects(json, "attachments")) {
            Object size = attachment.at("size_in_bytes");
            item.enclosure(text(attachment, "url"), text(attachment, "mime_type"), size == null ? "" : size.toString());
        }
        feed.add(item);
    }

    /** The first of {@code authors}, else version 1.0's {@code author}. */
    private static String author(Values json) {
        for (Values author : objects(json, "authors")) {
            if (!text(author, "name").isBlank()) {
                return text(author, "name");
            }
        }
        return json.at("author.name") instanceof String name ? name : "";
    }

    private static String text(Values json, String name) {
        return json.at(name) instanceof String text ? text : "";
    }

    /** The objects of a list; what else is in it, or stands in its place, is passed over. */
    private static List<Values> objects(Values json, String name) {
        var objects = new ArrayList<Values>();
        int count = json.at(name) instanceof List<?> list ? list.size() : 0;
        for (int i = 0; i < count; i++) {
            String path = name + "." + i;
            if (json.at(path) instanceof Map<?, ?>) {
                objects.add(json.object(path));
            }
        }
        return objects;
    }

    private static Values parse(String text) {
        try {
            return Json.readObject(text);
        } catch (InvalidInputException e) {
            throw UnreadableFeed.because(
                    "The answer starts like JSON but " + e.violations().get(0).message() + ".");
        }
    }

    /** Counted in the text, before anything is built of it. */
    private static void countValues(String text) {
        int values = 0;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                quoted = c != '"';
                i += c == '\\' ? 1 : 0;
            } else if (c == '"') {
                quoted = true;
            } else if ((c == ',' || c == '{' || c == '[') && ++values > MAX_VALUES) {
                throw UnreadableFeed.limit("values", MAX_VALUES);
            }
        }
    }
}
