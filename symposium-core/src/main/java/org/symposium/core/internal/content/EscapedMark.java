package org.symposium.core.internal.content;

import java.util.Set;
import java.util.regex.Pattern;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Text;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Scanner;

/**
 * A sign after a backslash that would make an address of the text around it, {@code https\://} or {@code a\@b.org}. The extension that finds bare addresses
 * reads texts, in which a backslash is gone; this stands between two of them, and holds the sign as a text of its own.
 */
final class EscapedMark extends CustomNode {
    private static final Pattern ADDRESS = Pattern.compile(
            "(?<=[\\p{Alnum}+.-]):(?=//)|(?<=\\S)@(?=\\S)|(?<=(?<![\\p{Alnum}])www)\\.", Pattern.CASE_INSENSITIVE);
    private static final String SIGNS = ":@.";

    private EscapedMark(char sign) {
        appendChild(new Text(String.valueOf(sign)));
    }

    /** Markdown in which what reads as an address leads nowhere. */
    static String withoutLinks(String markdown) {
        return ADDRESS.matcher(markdown).replaceAll("\\\\$0");
    }

    /** The sign. */
    String text() {
        return getFirstChild() instanceof Text text ? text.getLiteral() : "";
    }

    /** Finds them. */
    static final class Finder implements InlineContentParserFactory, InlineContentParser {
        @Override
        public Set<Character> getTriggerCharacters() {
            return Set.of('\\');
        }

        @Override
        public InlineContentParser create() {
            return this;
        }

        @Override
        public ParsedInline tryParse(InlineParserState state) {
            Scanner scanner = state.scanner();
            scanner.next();
            char sign = scanner.peek();
            if (SIGNS.indexOf(sign) < 0) {
                return ParsedInline.none();
            }
            scanner.next();
            return ParsedInline.of(new EscapedMark(sign), scanner.position());
        }
    }
}
