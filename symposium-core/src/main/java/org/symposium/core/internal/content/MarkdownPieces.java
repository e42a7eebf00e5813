package org.symposium.core.internal.content;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts long Markdown into pieces that are parsed one by one, so that no input costs more than the parser needs for a piece. Cut before a block at the
 * margin, else after a blank line, else between lines, else anywhere; a fence of code is closed and opened again.
 */
final class MarkdownPieces {
    /** Characters in a piece. */
    static final int MOST = 32 * 1024;

    private static final int ROOM_FOR_FENCES = 512;
    private static final int LONGEST_FENCE = 200;
    private static final int LOOK_BACK_FOR_BLANK = 256;
    private static final Pattern FENCE = Pattern.compile("[ \t]*+(`{3,}(?=[^`]*$)|~{3,}).*");
    private static final Pattern WITHIN_BLOCK =
            Pattern.compile("[ \t].*|[-+*](?:[ \t].*)?|[0-9]{1,9}[.)](?:[ \t].*)?|[>|].*");

    private final String markdown;
    private final List<String> pieces = new ArrayList<>();
    private String fence = "";

    private MarkdownPieces(String markdown) {
        this.markdown = markdown;
    }

    static List<String> of(String markdown) {
        if (markdown.length() <= MOST) {
            return List.of(markdown);
        }
        var cutting = new MarkdownPieces(markdown.replace("\r\n", "\n").replace('\r', '\n'));
        int from = 0;
        while (from < cutting.markdown.length()) {
            from = cutting.cut(from);
        }
        return cutting.pieces;
    }

    private int cut(int from) {
        String opening = fence.isEmpty() ? "" : fence + "\n";
        int limit = from + MOST - ROOM_FOR_FENCES;
        if (limit >= markdown.length()) {
            pieces.add(opening + markdown.substring(from));
            return markdown.length();
        }
        int to = border(from, limit);
        String closing = fence.isEmpty() ? "" : "\n" + fenceMarks(fence);
        pieces.add(opening + markdown.substring(from, to) + closing);
        return to;
    }

    /** Finds the best border up to the limit, and leaves in {@code fence} the fence that is open there. */
    private int border(int from, int limit) {
        int margin = -1;
        int blank = -1;
        int line = -1;
        String fenceAtLine = fence;
        boolean afterBlank = false;
        for (int at = from; at < limit; ) {
            int next = markdown.indexOf('\n', at) + 1;
            String text =
                    markdown.substring(at, next == 0 ? Math.min(limit, markdown.length()) : Math.min(next - 1, limit));
            if (at > from) {
                line = at;
                fenceAtLine = fence;
                blank = afterBlank && fence.isEmpty() ? at : blank;
                margin = afterBlank
                                && fence.isEmpty()
                                && !text.isBlank()
                                && !WITHIN_BLOCK.matcher(text).matches()
                        ? at
                        : margin;
            }
            if (next == 0 || next > limit) {
                break;
            }
            afterBlank = text.isBlank();
            follow(text);
            at = next;
        }
        if (margin > 0 || blank > 0) {
            fence = "";
            return margin > 0 ? margin : blank;
        }
        fence = fenceAtLine;
        return line > 0 ? line : withinLine(from, limit);
    }

    private void follow(String line) {
        Matcher marks = FENCE.matcher(line);
        if (!marks.matches()) {
            return;
        }
        if (fence.isEmpty()) {
            fence = line.length() <= LONGEST_FENCE ? line.strip() : marks.group(1);
        } else if (marks.group(1).startsWith(fenceMarks(fence)) && line.strip().equals(marks.group(1))) {
            fence = "";
        }
    }

    private static String fenceMarks(String fence) {
        int end = 0;
        while (end < fence.length() && fence.charAt(end) == fence.charAt(0)) {
            end++;
        }
        return fence.substring(0, end);
    }

    private int withinLine(int from, int limit) {
        for (int at = limit; at > Math.max(from, limit - LOOK_BACK_FOR_BLANK); at--) {
            if (markdown.charAt(at - 1) == ' ') {
                return at;
            }
        }
        return Character.isLowSurrogate(markdown.charAt(limit)) ? limit - 1 : limit;
    }
}
