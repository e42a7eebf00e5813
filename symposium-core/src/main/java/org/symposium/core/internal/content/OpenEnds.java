package org.symposium.core.internal.content;

import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.Text;

/**
 * Looks in Markdown for what would mean something else, or would change what comes after it, once it stands between other Markdown: HTML of any kind, link
 * reference definitions, code without its closing marks, and marks in text that have found no partner yet.
 */
final class OpenEnds extends AbstractVisitor {
    private static final Pattern UNDERLINE = Pattern.compile("[-=:|+ \t]+");
    private static final Pattern ENTITY_BEGUN = Pattern.compile("&(?:#[Xx]?)?[A-Za-z0-9]{0,40}$");

    private final String source;
    private boolean found;

    private OpenEnds(String source) {
        this.source = source;
    }

    /** Whether there is anything of it in the tree that was read from this source. */
    static boolean areIn(Node tree, String source) {
        var ends = new OpenEnds(source);
        tree.accept(ends);
        return ends.found || UNDERLINE.matcher(source.strip().split("\n", 2)[0]).matches();
    }

    @Override
    public void visit(HtmlBlock html) {
        found = true;
    }

    @Override
    public void visit(HtmlInline html) {
        found = true;
    }

    @Override
    public void visit(LinkReferenceDefinition definition) {
        found = true;
    }

    @Override
    public void visit(FencedCodeBlock code) {
        found |= code.getClosingFenceLength() == null;
    }

    @Override
    public void visit(IndentedCodeBlock code) {
        found = true; // after a list it would belong to its last item
    }

    @Override
    public void visit(Code code) {}

    @Override
    public void visit(Text text) {
        var written = new StringBuilder();
        for (SourceSpan span : text.getSourceSpans()) {
            written.append(source, span.getInputIndex(), span.getInputIndex() + span.getLength());
        }
        found |= isOpen(written.isEmpty() ? text.getLiteral() : written.toString());
    }

    private static boolean isOpen(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) == '\\') {
                at++;
                if (at == text.length()) {
                    return true;
                }
            } else if (isMark(text, at)) {
                return true;
            }
        }
        return ENTITY_BEGUN.matcher(text).find();
    }

    private static boolean isMark(String text, int at) {
        return switch (text.charAt(at)) {
            case '`', '[', ']' -> true;
            case '*', '~' -> !(isBlank(text, at - 1) && isBlank(text, at + 1));
            case '_' -> isWord(text, at - 1) != isWord(text, at + 1);
            case '<' ->
                at + 1 == text.length()
                        || "/!?".indexOf(text.charAt(at + 1)) >= 0
                        || Character.isLetter(text.charAt(at + 1));
            default -> false;
        };
    }

    private static boolean isWord(String text, int at) {
        return at >= 0 && at < text.length() && Character.isLetterOrDigit(text.charAt(at));
    }

    /** At either end of the text stands who knows what. */
    private static boolean isBlank(String text, int at) {
        return at >= 0 && at < text.length() && Character.isWhitespace(text.charAt(at));
    }
}
