package org.symposium.core.internal.content;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;

/**
 * Replaces blocks of HTML in commonmark's tree by what they show, so that no target meets HTML. One that is never closed, or begins with a tag that HTML
 * does not have, was not meant as HTML: it is read as Markdown, its first characters as text, and hides nothing that comes after it.
 */
final class HtmlBlocks {
    private static final URI NOWHERE = URI.create("about:blank");
    private static final Pattern TAG = Pattern.compile("</?([A-Za-z][A-Za-z0-9-]*).*", Pattern.DOTALL);
    private static final Pattern LINE_START = Pattern.compile("(?m)^([ \t]*+)<");

    /** Read as Markdown, a block may hold another one; deeper ones show as they are written. */
    private static final int DEEPEST = 2;

    private final Function<String, Node> parser;

    HtmlBlocks(Function<String, Node> parser) {
        this.parser = parser;
    }

    /** Replaces all of them. */
    Node replacedIn(Node tree) {
        replace(tree, 0);
        return tree;
    }

    private void replace(Node parent, int depth) {
        for (Node child : children(parent)) {
            if (child instanceof HtmlBlock html) {
                for (Node shown : shown(html.getLiteral(), depth)) {
                    child.insertBefore(shown);
                }
                child.unlink();
            } else {
                replace(child, depth);
            }
        }
    }

    private List<Node> shown(String html, int depth) {
        if (depth >= DEEPEST) {
            var paragraph = new Paragraph();
            paragraph.appendChild(new Text(html.strip()));
            return List.of(paragraph);
        }
        Node tree = parser.apply(
                isHtml(html.strip())
                        ? HtmlToMarkdown.convert(html, NOWHERE)
                        : LINE_START.matcher(html).replaceAll("$1\\\\<"));
        replace(tree, depth + 1);
        return children(tree);
    }

    /** By the kinds of blocks in CommonMark 4.6: how one begins says how it ends. */
    private static boolean isHtml(String html) {
        if (html.startsWith("<!--")) {
            return html.contains("-->");
        }
        if (html.startsWith("<?")) {
            return html.contains("?>");
        }
        if (html.startsWith("<![CDATA[")) {
            return html.contains("]]>");
        }
        if (html.startsWith("<!")) {
            return html.contains(">");
        }
        Matcher tag = TAG.matcher(html);
        if (!tag.matches() || !InlineHtml.isElement(tag.group(1))) {
            return false;
        }
        String name = tag.group(1).toLowerCase(Locale.ROOT);
        return switch (name) {
            case "script", "style", "pre", "textarea" ->
                html.toLowerCase(Locale.ROOT).contains("</" + name);
            default -> true;
        };
    }

    private static List<Node> children(Node parent) {
        var children = new ArrayList<Node>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNext()) {
            children.add(child);
        }
        return children;
    }
}
