package org.symposium.core.internal.content;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.commonmark.ext.gfm.strikethrough.Strikethrough;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.symposium.spi.Span;

/** Reads what is within a paragraph, heading or cell of commonmark's tree. A soft line break is a space. */
final class SpanReader {
    private final SpanList spans = new SpanList();
    private final List<String> marks = new ArrayList<>();

    private SpanReader() {}

    static List<Span> spansIn(Node parent) {
        var reader = new SpanReader();
        reader.children(parent, Optional.empty());
        return reader.spans.trimmed();
    }

    /** The description of a picture, without marks. */
    static String textIn(Node parent) {
        var reader = new SpanReader();
        reader.children(parent, Optional.empty());
        return SpanList.text(reader.spans.trimmed()).replace('\n', ' ');
    }

    private void children(Node parent, Optional<URI> link) {
        for (Node child = parent.getFirstChild(); child != null; child = child.getNext()) {
            read(child, link);
        }
    }

    private void read(Node node, Optional<URI> link) {
        if (node instanceof Text text) {
            add(text.getLiteral(), link);
        } else if (node instanceof SoftLineBreak) {
            add(" ", link);
        } else if (node instanceof HardLineBreak) {
            add("\n", link);
        } else if (node instanceof HtmlInline html) {
            add(InlineHtml.text(html.getLiteral()), link);
        } else if (node instanceof Code code) {
            marked("code", () -> add(code.getLiteral(), link));
        } else if (node instanceof Emphasis) {
            marked("emphasis", () -> children(node, link));
        } else if (node instanceof StrongEmphasis) {
            marked("strong", () -> children(node, link));
        } else if (node instanceof Strikethrough) {
            marked("strikethrough", () -> children(node, link));
        } else if (node instanceof Link target) {
            children(node, SafeLink.of(target.getDestination()));
        } else if (node instanceof Image image) {
            image(image, link);
        } else {
            children(node, link);
        }
    }

    private void image(Image image, Optional<URI> link) {
        Optional<URI> address = SafeLink.ofImage(image.getDestination());
        if (address.isPresent()) {
            marked("image", () -> add(textIn(image), address));
        } else {
            add(textIn(image), link);
        }
    }

    private void marked(String mark, Runnable inside) {
        marks.add(mark);
        inside.run();
        marks.remove(marks.size() - 1);
    }

    private void add(String text, Optional<URI> link) {
        spans.add(new Span(text, new TreeSet<>(marks), link));
    }
}
