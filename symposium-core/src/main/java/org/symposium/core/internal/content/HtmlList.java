package org.symposium.core.internal.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.symposium.spi.Block;
import org.symposium.spi.model.Values;

/** Reads lists. What stands in a list but in no item becomes an item; a list does go on in the item before it. */
final class HtmlList {
    private static final Set<String> LISTS = Set.of("ul", "ol", "menu", "dir");
    private static final int GREATEST_NUMBER = 999_999_999;

    private final HtmlReader reader;
    private final HtmlStyle style;
    private final int depth;

    HtmlList(HtmlReader reader, HtmlStyle style, int depth) {
        this.reader = reader;
        this.style = style;
        this.depth = depth;
    }

    void read(Element list, HtmlFlow flow) {
        var items = new ArrayList<Block>();
        for (Node child = list.firstChild(); child != null; child = child.nextSibling()) {
            if (child instanceof Element element && element.normalName().equals("li")) {
                if (!HtmlDropped.contains(element)) {
                    items.add(item(element));
                }
            } else {
                loose(child, items);
            }
        }
        items.removeIf(item -> item.children().isEmpty());
        if (!items.isEmpty()) {
            boolean numbered = list.normalName().equals("ol");
            Values attributes = numbered ? Values.of("start", start(list)) : Values.empty();
            flow.block(ContentBlock.holding(numbered ? "ordered_list" : "bullet_list", attributes, items));
        }
    }

    /** Terms in bold, what they mean as list items below them. */
    void readTerms(Element terms, HtmlFlow flow) {
        flow.endParagraph();
        var meanings = new ArrayList<Block>();
        for (Element child : terms.select("> dt, > dd, > div > dt, > div > dd")) {
            boolean term = child.normalName().equals("dt");
            if (term) {
                addMeanings(meanings, flow);
            }
            List<Block> blocks = HtmlDropped.contains(child)
                    ? List.of()
                    : reader.read(child, term ? style.with("strong") : style, depth + 1);
            if (term) {
                flow.blocks(blocks);
            } else if (!blocks.isEmpty()) {
                meanings.add(ContentBlock.holding("item", Values.empty(), blocks));
            }
        }
        addMeanings(meanings, flow);
    }

    private static void addMeanings(List<Block> meanings, HtmlFlow flow) {
        if (!meanings.isEmpty()) {
            flow.block(ContentBlock.holding("bullet_list", Values.empty(), meanings));
            meanings.clear();
        }
    }

    private Block item(Element item) {
        List<Block> blocks = reader.read(item, style, depth + 1);
        Element box =
                item.selectFirst("> input[type=checkbox], > p > input[type=checkbox], > label > input[type=checkbox]");
        return ContentBlock.holding(
                "item", box == null ? Values.empty() : Values.of("checked", box.hasAttr("checked")), blocks);
    }

    private void loose(Node child, List<Block> items) {
        if (child instanceof TextNode text && text.isBlank()) {
            return;
        }
        var flow = new HtmlFlow();
        reader.node(child, style, flow, depth + 1);
        var blocks = new ArrayList<>(flow.finished());
        if (child instanceof Element element && LISTS.contains(element.normalName()) && !items.isEmpty()) {
            Block last = items.remove(items.size() - 1);
            blocks.addAll(0, last.children());
            items.add(ContentBlock.withChildren(last, blocks));
        } else if (!blocks.isEmpty()) {
            items.add(ContentBlock.holding("item", Values.empty(), blocks));
        }
    }

    private static int start(Element list) {
        try {
            return Math.min(
                    GREATEST_NUMBER,
                    Math.max(0, Integer.parseInt(list.attr("start").strip())));
        } catch (NumberFormatException e) {
            return 1;
        }
    }
}
