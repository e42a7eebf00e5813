package org.symposium.core.internal.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Node;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;
import org.symposium.spi.Block;
import org.symposium.spi.Document;

/**
 * Markdown (CommonMark 0.31 with GFM's tables, strikethrough, task items and autolinks) in the forms that targets need. Any input of any origin: what
 * is nested deeper than {@value #DEEPEST} levels stays text, and long input is parsed piece by piece. Thread-safe.
 */
public final class Markdown {
    private static final int DEEPEST = 50;
    private static final int MOST_CELLS = 20_000;
    private static final List<Extension> EXTENSIONS = List.of(
            TablesExtension.builder().maxCells(MOST_CELLS).build(),
            StrikethroughExtension.create(),
            AutolinkExtension.create());
    private static final Parser PARSER = parser(EXTENSIONS);
    private static final Parser PARSER_WITHOUT_TABLES = parser(EXTENSIONS.subList(1, EXTENSIONS.size()));
    private static final Parser PARSER_WITHOUT_ADDRESSES = parser(EXTENSIONS.subList(0, EXTENSIONS.size() - 1));
    private static final HtmlBlocks HTML_BLOCKS = new HtmlBlocks(Markdown::parsed);
    private static final HtmlRenderer RENDERER = HtmlRenderer.builder()
            .extensions(EXTENSIONS)
            .escapeHtml(true)
            .sanitizeUrls(true)
            .percentEncodeUrls(true)
            .nodeRendererFactory(InlineRenderer::new)
            .build();

    private Markdown() {}

    /** As a tree. Of raw HTML only what it shows is left: its text in a line, its paragraphs, lists and tables in blocks. */
    public static Document document(String markdown) {
        var blocks = new ArrayList<Block>();
        for (String piece : MarkdownPieces.of(markdown)) {
            blocks.addAll(BlockReader.blocksIn(parse(piece)));
        }
        return new ContentDocument(blocks);
    }

    /** As a fragment of HTML, sanitised: a fixed list of elements and attributes, links to http, https and mailto, pictures from http and https. */
    public static String html(String markdown) {
        var html = new StringBuilder();
        for (String piece : MarkdownPieces.of(markdown)) {
            html.append(CleanHtml.of(RENDERER.render(parse(piece))));
        }
        return html.toString();
    }

    /** As plain text that reads well: tables aligned, lists with bullets and numbers, links as {@code label (url)}. */
    public static String text(String markdown) {
        return PlainText.of(document(markdown));
    }

    /** As one line of plain text without links' addresses, for a subject or a title. */
    public static String line(String markdown) {
        return PlainText.line(document(markdown));
    }

    /** So that it means the same, and changes nothing around it, wherever it stands: what it leaves open ends with it. */
    public static String closed(String markdown) {
        return ClosedMarkdown.of(markdown).text();
    }

    /** As it was written: a bare address, which would be parted from the text around it, is text. Empty if it can't be read so. */
    static Optional<Node> written(String markdown) {
        try {
            return Optional.of(PARSER_WITHOUT_ADDRESSES.parse(markdown));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // a table with too many cells
        }
    }

    private static Parser parser(List<Extension> extensions) {
        return Parser.builder()
                .extensions(extensions)
                .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
                .maxOpenBlockParsers(DEEPEST)
                .maxInlineNesting(DEEPEST)
                .customInlineContentParserFactory(new EscapedMark.Finder())
                .build();
    }

    private static Node parse(String piece) {
        return HTML_BLOCKS.replacedIn(parsed(piece));
    }

    /** A table with too many cells, which short rows under a wide header make out of little text, is read as text. */
    private static Node parsed(String piece) {
        Node tree;
        try {
            tree = PARSER.parse(piece);
        } catch (IllegalArgumentException e) {
            tree = PARSER_WITHOUT_TABLES.parse(piece);
        }
        TaskMark.findIn(tree, piece);
        return tree;
    }

    /** Shows of raw HTML in a line what {@link InlineHtml} says, and tasks as boxes. */
    private record InlineRenderer(HtmlNodeRendererContext context) implements NodeRenderer {
        @Override
        public Set<Class<? extends Node>> getNodeTypes() {
            return Set.of(HtmlInline.class, TaskMark.class, EscapedMark.class);
        }

        @Override
        public void render(Node node) {
            if (node instanceof TaskMark mark) {
                context.getWriter().text(mark.isDone() ? "☑ " : "☐ ");
                return;
            }
            if (node instanceof EscapedMark mark) {
                context.getWriter().text(mark.text());
                return;
            }
            String text = InlineHtml.text(((HtmlInline) node).getLiteral());
            if (text.equals("\n")) {
                context.getWriter().tag("br", Map.of(), true);
            } else {
                context.getWriter().text(text);
            }
        }
    }
}
