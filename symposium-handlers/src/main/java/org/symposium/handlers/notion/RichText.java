package org.symposium.handlers.notion;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.symposium.spi.Span;
import org.symposium.spi.model.TextPieces;

/**
 * Text in Notion's form: a list of items, each with at most {@value #LONGEST_TEXT} UTF-16 units and the same marks; see
 * <a href="https://developers.notion.com/reference/request-limits">Request limits</a>.
 */
final class RichText {
    static final int LONGEST_TEXT = 2_000;
    static final int MOST_ITEMS = 100;
    static final int LONGEST_URL = 2_000;
    /** In one block; a block must fit a request of 500 KB however its signs are encoded. */
    private static final int LONGEST_BLOCK = 50_000;

    private static final Set<String> SCHEMES = Set.of("http", "https", "mailto");

    private RichText() {}

    /** Plain text. */
    static List<Object> plain(String text) {
        return List.copyOf(items(List.of(new Span(text, Set.of(), Optional.empty()))));
    }

    /** The items of a block's text, in as many lists as blocks are needed for them; none of no text. */
    static List<List<Object>> blocks(List<Span> spans) {
        var blocks = new ArrayList<List<Object>>();
        var block = new ArrayList<Object>();
        int length = 0;
        for (Span span : spans) {
            for (String piece : TextPieces.of(span.text(), LONGEST_TEXT)) {
                if (block.size() == MOST_ITEMS || (length + piece.length() > LONGEST_BLOCK && !block.isEmpty())) {
                    blocks.add(List.copyOf(block));
                    block.clear();
                    length = 0;
                }
                block.add(item(span, piece));
                length += piece.length();
            }
        }
        if (!block.isEmpty()) {
            blocks.add(List.copyOf(block));
        }
        return blocks;
    }

    /** All in one list, for a place that can't be made several of: with too many marks it loses them, and too long it is cut. */
    static List<Object> single(List<Span> spans) {
        List<List<Object>> blocks = blocks(spans);
        if (blocks.size() <= 1) {
            return blocks.isEmpty() ? List.of() : blocks.get(0);
        }
        var text = new StringBuilder();
        spans.forEach(span -> text.append(span.text()));
        return plain(TextPieces.shortened(text.toString(), LONGEST_BLOCK));
    }

    /** An address that Notion takes: absolute, and not too long. */
    static boolean isAddress(URI uri) {
        return uri.getScheme() != null
                && SCHEMES.contains(uri.getScheme().toLowerCase(java.util.Locale.ROOT))
                && uri.toASCIIString().length() <= LONGEST_URL;
    }

    private static List<Object> items(List<Span> spans) {
        var items = new ArrayList<Object>();
        for (Span span : spans) {
            TextPieces.of(span.text(), LONGEST_TEXT).forEach(piece -> items.add(item(span, piece)));
        }
        return items;
    }

    private static Map<String, Object> item(Span span, String piece) {
        var text = new LinkedHashMap<String, Object>();
        text.put("content", piece);
        span.link().filter(RichText::isAddress).ifPresent(uri -> text.put("link", Map.of("url", uri.toASCIIString())));
        var item = new LinkedHashMap<String, Object>();
        item.put("type", "text");
        item.put("text", text);
        Map<String, Object> annotations = annotations(span.marks());
        if (!annotations.isEmpty()) {
            item.put("annotations", annotations);
        }
        return item;
    }

    private static Map<String, Object> annotations(Set<String> marks) {
        var annotations = new LinkedHashMap<String, Object>();
        put(annotations, marks, "strong", "bold");
        put(annotations, marks, "emphasis", "italic");
        put(annotations, marks, "strikethrough", "strikethrough");
        put(annotations, marks, "code", "code");
        return annotations;
    }

    private static void put(Map<String, Object> annotations, Set<String> marks, String mark, String name) {
        if (marks.contains(mark)) {
            annotations.put(name, true);
        }
    }
}
