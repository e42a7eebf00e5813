package org.symposium.core.internal.content;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.ThematicBreak;
import org.symposium.spi.Block;
import org.symposium.spi.Span;
import org.symposium.spi.model.Values;

/** Turns commonmark's tree into the blocks that handlers see, as {@link Block} describes them. */
final class BlockReader {
    private BlockReader() {}

    static List<Block> blocksIn(Node parent) {
        var blocks = new ArrayList<Block>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNext()) {
            read(child, blocks);
        }
        return blocks;
    }

    private static void read(Node node, List<Block> blocks) {
        if (node instanceof Paragraph) {
            paragraph(node, blocks);
        } else if (node instanceof Heading heading) {
            blocks.add(ContentBlock.heading(heading.getLevel(), SpanReader.spansIn(node)));
        } else if (node instanceof FencedCodeBlock code) {
            blocks.add(ContentBlock.code(language(code.getInfo()), withoutLastBreak(code.getLiteral())));
        } else if (node instanceof IndentedCodeBlock code) {
            blocks.add(ContentBlock.code("", withoutLastBreak(code.getLiteral())));
        } else if (node instanceof BlockQuote) {
            blocks.add(ContentBlock.holding("quote", Values.empty(), blocksIn(node)));
        } else if (node instanceof BulletList) {
            blocks.add(ContentBlock.holding("bullet_list", Values.empty(), items(node)));
        } else if (node instanceof OrderedList list) {
            int start = list.getMarkerStartNumber() == null ? 1 : list.getMarkerStartNumber();
            blocks.add(ContentBlock.holding("ordered_list", Values.of("start", start), items(node)));
        } else if (node instanceof TableBlock) {
            blocks.add(ContentBlock.holding("table", Values.empty(), rows(node)));
        } else if (node instanceof ThematicBreak) {
            blocks.add(ContentBlock.rule());
        }
    }

    private static void paragraph(Node paragraph, List<Block> blocks) {
        List<Block> images = images(paragraph);
        if (!images.isEmpty()) {
            blocks.addAll(images);
            return;
        }
        List<Span> spans = SpanReader.spansIn(paragraph);
        if (!spans.isEmpty()) {
            blocks.add(ContentBlock.paragraph(spans));
        }
    }

    /** The pictures of a paragraph that holds nothing else; empty if it holds anything else. */
    private static List<Block> images(Node paragraph) {
        var images = new ArrayList<Block>();
        for (Node node = paragraph.getFirstChild(); node != null; node = node.getNext()) {
            Node inner = inner(node);
            if (node instanceof SoftLineBreak) {
                continue;
            }
            if (!(inner instanceof Image image)
                    || SafeLink.ofImage(image.getDestination()).isEmpty()) {
                return List.of();
            }
            images.add(image(image, node));
        }
        return images;
    }

    /** What a link holds, if that is one thing. */
    private static Node inner(Node node) {
        Node first = node instanceof Link ? node.getFirstChild() : null;
        return first == null || first.getNext() != null ? node : first;
    }

    private static ContentBlock image(Image image, Node around) {
        String url = SafeLink.ofImage(image.getDestination()).orElseThrow().toString();
        String title = image.getTitle() == null ? "" : image.getTitle();
        ContentBlock block = ContentBlock.image(url, SpanReader.textIn(image), title);
        var link = around instanceof Link target ? SafeLink.of(target.getDestination()) : Optional.<URI>empty();
        return new ContentBlock(
                block.kind(), block.attributes().withOptional("link", link), block.spans(), block.children());
    }

    private static List<Block> items(Node list) {
        var items = new ArrayList<Block>();
        for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
            Optional<Boolean> done = Optional.ofNullable(item.getFirstChild())
                    .flatMap(TaskMark::of)
                    .map(TaskMark::isDone);
            items.add(ContentBlock.holding("item", Values.empty().withOptional("checked", done), blocksIn(item)));
        }
        return items;
    }

    private static List<Block> rows(Node table) {
        var rows = new ArrayList<Block>();
        for (Node part = table.getFirstChild(); part != null; part = part.getNext()) {
            for (Node row = part.getFirstChild(); row != null; row = row.getNext()) {
                if (row instanceof TableRow) {
                    rows.add(ContentBlock.row(part instanceof TableHead, cells(row)));
                }
            }
        }
        return rows;
    }

    private static List<Block> cells(Node row) {
        var cells = new ArrayList<Block>();
        for (Node node = row.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof TableCell cell) {
                String alignment = cell.getAlignment() == null
                        ? ""
                        : cell.getAlignment().name().toLowerCase(Locale.ROOT);
                cells.add(ContentBlock.cell(alignment, SpanReader.spansIn(cell)));
            }
        }
        return cells;
    }

    private static String language(String info) {
        return info == null ? "" : info.strip().split("\\s", 2)[0];
    }

    private static String withoutLastBreak(String code) {
        return code.endsWith("\n") ? code.substring(0, code.length() - 1) : code;
    }
}
