package org.symposium.core.internal.content;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.symposium.spi.Block;
import org.symposium.spi.Span;
import org.symposium.spi.model.Values;

/** Reads HTML as blocks, the way a browser would show it. */
final class HtmlReader {
    /** Lists and quotations deeper than this lose their frame, not their text. */
    private static final int DEEPEST = 10;

    private static final Pattern LANGUAGE =
            Pattern.compile("(?:^|\\s)(?:lang(?:uage)?-|highlight-(?:source|text)-|brush:\\s*)([\\w+#.-]{1,40})");

    private final URI base;

    HtmlReader(URI base) {
        this.base = base;
    }

    /** The blocks in an element. */
    List<Block> read(Element parent, HtmlStyle style, int depth) {
        var flow = new HtmlFlow();
        children(parent, style, flow, depth);
        return flow.finished();
    }

    /** The text of an element that can hold no blocks. */
    List<Span> line(Element element, HtmlStyle style) {
        return HtmlFlow.flattened(read(element, HtmlStyle.PLAIN.leadingTo(style.link()), DEEPEST));
    }

    private void children(Element parent, HtmlStyle style, HtmlFlow flow, int depth) {
        for (Node child = parent.firstChild(); child != null; child = child.nextSibling()) {
            node(child, style, flow, depth);
        }
    }

    void node(Node node, HtmlStyle style, HtmlFlow flow, int depth) {
        if (node instanceof TextNode text) {
            flow.text(text.getWholeText(), style);
        } else if (node instanceof Element element && !HtmlDropped.contains(element)) {
            element(element, style, flow, depth);
        }
    }

    private void element(Element element, HtmlStyle style, HtmlFlow flow, int depth) {
        switch (element.normalName()) {
            case "br" -> flow.lineBreak(style);
            case "img" -> image(element, style, flow);
            case "a" -> children(element, style.leadingTo(target(element).or(style::link)), flow, depth);
            case "strong", "b" -> children(element, style.with("strong"), flow, depth);
            case "em", "i", "cite", "dfn", "var" -> children(element, style.with("emphasis"), flow, depth);
            case "del", "s", "strike" -> children(element, style.with("strikethrough"), flow, depth);
            case "code", "kbd", "samp", "tt" -> children(element, style.with("code"), flow, depth);
            case "q" -> quoted(element, style, flow, depth);
            default -> block(element, style, flow, depth);
        }
    }

    private void block(Element element, HtmlStyle style, HtmlFlow flow, int depth) {
        switch (element.normalName()) {
            case "hr" -> flow.block(ContentBlock.rule());
            case "h1", "h2", "h3", "h4", "h5", "h6" -> heading(element, style, flow);
            case "pre", "listing", "xmp", "plaintext" -> flow.block(code(element));
            case "blockquote" -> quotation(element, style, flow, depth);
            case "ul", "ol", "menu", "dir", "dl" -> list(element, style, flow, depth);
            case "table" -> new HtmlTable(this, element).read(flow, style, depth);
            case "figcaption", "caption" -> flow.blocks(read(element, style.with("emphasis"), depth));
            case "summary", "legend", "dt" -> flow.blocks(read(element, style.with("strong"), depth));
            default -> container(element, style, flow, depth);
        }
    }

    private void container(Element element, HtmlStyle style, HtmlFlow flow, int depth) {
        if (!element.isBlock()) {
            children(element, style, flow, depth);
            return;
        }
        flow.endParagraph();
        children(element, style, flow, depth);
        flow.endParagraph();
    }

    private void quoted(Element element, HtmlStyle style, HtmlFlow flow, int depth) {
        flow.text("“", style);
        children(element, style, flow, depth);
        flow.text("”", style);
    }

    private Optional<URI> target(Element link) {
        return SafeLink.of(base, link.attr("href"));
    }

    private void image(Element image, HtmlStyle style, HtmlFlow flow) {
        String alt = image.attr("alt").replaceAll("\\s+", " ").strip();
        Optional<URI> address = SafeLink.of(base, image.attr("src")).filter(uri -> !uri.isOpaque());
        if (address.isPresent()) {
            flow.image(
                    address.get(),
                    alt,
                    image.attr("title").replaceAll("\\s+", " ").strip(),
                    style);
        } else {
            flow.text(alt, style);
        }
    }

    private void heading(Element heading, HtmlStyle style, HtmlFlow flow) {
        List<Span> spans = line(heading, style);
        flow.endParagraph();
        if (!spans.isEmpty()) {
            flow.block(ContentBlock.heading(heading.normalName().charAt(1) - '0', spans));
        }
    }

    private static Block code(Element pre) {
        Element code = pre.selectFirst("code");
        String classes = pre.className() + " " + (code == null ? "" : code.className()) + " "
                + (pre.parent() == null ? "" : pre.parent().className());
        Matcher language = LANGUAGE.matcher(classes);
        pre.select("br").forEach(line -> line.replaceWith(new TextNode("\n")));
        String text = pre.wholeText().replace("\r\n", "\n").replace('\r', '\n').stripTrailing();
        return ContentBlock.code(language.find() ? language.group(1) : "", text);
    }

    private void quotation(Element quote, HtmlStyle style, HtmlFlow flow, int depth) {
        if (depth >= DEEPEST) {
            container(quote, style, flow, depth);
            return;
        }
        List<Block> blocks = read(quote, style, depth + 1);
        if (!blocks.isEmpty()) {
            flow.block(ContentBlock.holding("quote", Values.empty(), blocks));
        }
    }

    private void list(Element list, HtmlStyle style, HtmlFlow flow, int depth) {
        if (depth >= DEEPEST) {
            container(list, style, flow, depth);
        } else if (list.normalName().equals("dl")) {
            new HtmlList(this, style, depth).readTerms(list, flow);
        } else {
            new HtmlList(this, style, depth).read(list, flow);
        }
    }
}
