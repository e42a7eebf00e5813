package org.symposium.core.internal.content;

import java.util.List;

/** Closes a code fence that Markdown from a value leaves open, or whatever comes after it in the template would be code. */
final class OpenFence {
    private OpenFence() {}

    static String closedIn(String markdown) {
        if (!markdown.contains("```") && !markdown.contains("~~~")) {
            return markdown;
        }
        List<String> pieces = MarkdownPieces.of(markdown);
        String closing = Markdown.closingFence(pieces.get(pieces.size() - 1));
        return closing.isEmpty() ? markdown : markdown + (markdown.endsWith("\n") ? "" : "\n") + closing + "\n";
    }
}
