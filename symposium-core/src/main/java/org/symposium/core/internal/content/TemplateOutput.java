package org.symposium.core.internal.content;

import java.io.Writer;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.symposium.spi.model.MarkdownText;

/**
 * What one rendering has given so far, and what it has cost. Knows where in a line it stands, so that a value is escaped for its place: in a heading or a
 * table's row it stays one line, in a link's parentheses it stays one URL.
 */
final class TemplateOutput extends Writer {
    private static final Pattern HEADING =
            Pattern.compile("[ \t>]*+(?:(?:[-+*]|[0-9]{1,9}[.)])[ \t]++)*+#{1,6}[ \t].*", Pattern.DOTALL);
    private static final int PREFIX = 40;
    private static final int LONGEST_PREFIX = 200;
    private static final int CLOCK_EVERY = 1_024;

    private final String field;
    private final ZoneId zone;
    private final long deadline = System.nanoTime() + TemplateLimits.TIME.toNanos();
    private final StringBuilder text = new StringBuilder();
    private final TemplateFence fence = new TemplateFence();
    private long bytes;
    private int operations;
    private int lineStart;
    private boolean row;
    private boolean bang;
    private boolean destination;
    private @Nullable BlockEnd ended;

    TemplateOutput(String field, ZoneId zone) {
        this.field = field;
        this.zone = zone;
    }

    /** Of dates whose tag names none. */
    ZoneId zone() {
        return zone;
    }

    /** Counts one operation. */
    void count() {
        if (++operations > TemplateLimits.OPERATIONS) {
            throw TemplateLimits.exceeded(
                    field,
                    "template_operations",
                    "rendering takes more than " + TemplateLimits.OPERATIONS
                            + " operations; show fewer cards, or take loops out of loops");
        }
        if (operations % CLOCK_EVERY == 0 && System.nanoTime() - deadline > 0) {
            throw TemplateLimits.exceeded(
                    field,
                    "template_time",
                    "rendering takes longer than " + TemplateLimits.TIME.toSeconds()
                            + " seconds; show fewer cards, or take loops out of loops");
        }
    }

    /** Refuses before work is done on text that has no room any more. */
    void requireRoom(int characters) {
        if (bytes + characters > TemplateLimits.OUTPUT) {
            throw TemplateLimits.exceeded(
                    field,
                    "template_output",
                    "rendering gives more than " + TemplateLimits.OUTPUT / 1024
                            + " KiB; show fewer cards, or less of each");
        }
    }

    /** Appends a value that is text, not Markdown. */
    void escaped(String value) {
        requireRoom(value.length());
        if (destination || endsWith('<')) {
            appendValue(MarkdownText.destination(value.strip()));
            return;
        }
        if (fence.isOpen()) {
            appendValue(TemplateFence.code(value));
            return;
        }
        String escaped = row || isHeading() ? MarkdownText.escapeLine(value) : MarkdownText.escape(value);
        if (!endsWith('`')) { // within code nothing is an address
            escaped = EscapedMark.withoutLinks(escaped);
        }
        if (endsWith('&')
                && !escaped.isEmpty()
                && (escaped.charAt(0) == '#' || Character.isLetterOrDigit(escaped.charAt(0)))) {
            text.insert(text.length() - 1, '\\'); // or both could be an entity
        }
        appendValue(joinsUp(escaped) ? "\\" + escaped : escaped);
        bang = escaped.endsWith("!");
    }

    /** Appends a value that is Markdown: it changes nothing around it. */
    void markdown(String markdown) {
        requireRoom(markdown.length());
        if (destination || endsWith('<')) {
            appendValue(MarkdownText.destination(markdown.strip()));
        } else if (fence.isOpen()) {
            appendValue(TemplateFence.code(markdown));
        } else if (isHeading()) {
            appendValue(ClosedMarkdown.line(markdown, SpanWriter.Place.HEADING));
        } else if (isRow()) {
            appendValue(ClosedMarkdown.line(markdown, SpanWriter.Place.CELL));
        } else {
            appendBlocks(markdown);
        }
    }

    private void appendBlocks(String markdown) {
        boolean withinLine = ended == null && prefix().isEmpty();
        boolean oneLine = markdown.indexOf('\n') < 0 && markdown.indexOf('\r') < 0;
        if (withinLine && oneLine) {
            appendValue(ClosedMarkdown.inLine(markdown).text());
            return;
        }
        ClosedMarkdown closed = ClosedMarkdown.of(markdown);
        String lines = separated(closed.text());
        LinePrefix prefix = prefix().orElse(LinePrefix.NONE);
        if (!closed.startsWithText()) {
            startBlock(withinLine, prefix);
        }
        appendValue(prefix.putBefore(lines));
        if (!closed.endsWithText()) {
            ended = new BlockEnd(text.length(), prefix, closed.endsWithList());
        }
    }

    /** A block begins on a line of its own, and after a blank line where it might go on with the line before. */
    private void startBlock(boolean withinLine, LinePrefix prefix) {
        String line = line();
        if (withinLine) {
            append("\n\n");
        } else if (isBlank(line) && !isBlank(lineBefore())) {
            text.setLength(lineStart);
            append(prefix.blank() + "\n" + line);
        }
    }

    private Optional<LinePrefix> prefix() {
        return text.length() - lineStart > LONGEST_PREFIX ? Optional.empty() : LinePrefix.of(line());
    }

    /** As much of it as matters. */
    private String line() {
        return text.substring(lineStart, Math.min(text.length(), lineStart + LONGEST_PREFIX));
    }

    private String lineBefore() {
        return lineStart == 0 ? "" : text.substring(text.lastIndexOf("\n", lineStart - 2) + 1, lineStart - 1);
    }

    /** Quotations' marks are blank too. */
    private static boolean isBlank(String line) {
        return line.chars().allMatch(c -> c == ' ' || c == '\t' || c == '>');
    }

    private boolean isRow() {
        return row && (line().stripLeading().startsWith("|") || lineBefore().indexOf('|') >= 0);
    }

    @Override
    public void write(char[] characters, int offset, int length) {
        append(new String(characters, offset, length));
    }

    @Override
    public void write(String string) {
        append(string);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    @Override
    public String toString() {
        return text.toString();
    }

    private void append(String more) {
        append(more, false);
    }

    private void appendValue(String value) {
        append(value, true);
    }

    private void append(String given, boolean value) {
        count();
        requireRoom(given.length());
        String more = separated(given);
        if (bang && more.startsWith("[")) {
            text.insert(text.length() - 1, '\\'); // or text and link would be a picture
        }
        bang = bang && more.isEmpty();
        put(more, value);
        requireRoom(0);
    }

    /** Puts between a block that a value ended with and what comes next what keeps them apart; gives what is left to append. */
    private String separated(String next) {
        int from = 0;
        while (from < next.length() && " \t\r\n".indexOf(next.charAt(from)) >= 0) {
            from++;
        }
        if (ended == null || from == next.length()) {
            return next;
        }
        String blank = text.substring(ended.at());
        String separation = ended.separation(blank + next.substring(0, from), next.substring(from));
        text.setLength(ended.at());
        bytes -= blank.length();
        lineStart = text.lastIndexOf("\n") + 1;
        ended = null;
        put(separation, false);
        return next.substring(from);
    }

    private void put(String more, boolean value) {
        for (int at = 0; at < more.length(); at++) {
            char c = more.charAt(at);
            bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
            moveOver(c);
            fence.follow(c, value);
            text.append(c);
        }
    }

    private void moveOver(char c) {
        if (c == '\n') {
            lineStart = text.length() + 1;
            row = false;
            destination = false;
        } else if (c == '|') {
            row = row || last() != '\\';
        } else if (c == '(') {
            destination = endsWith(']');
        } else if (c == ')' || c == ' ' || c == '\t') {
            destination = false;
        }
    }

    private char last() {
        return text.isEmpty() ? '\n' : text.charAt(text.length() - 1);
    }

    /** Whether this character stands last and is syntax. */
    private boolean endsWith(char c) {
        return last() == c && (text.length() < 2 || text.charAt(text.length() - 2) != '\\');
    }

    private boolean isHeading() {
        return HEADING.matcher(text.substring(lineStart, Math.min(text.length(), lineStart + PREFIX)))
                .matches();
    }

    /** Whether the first character makes syntax with what stands before it: {@code [a]} and {@code (}, {@code 1} and {@code .} */
    private boolean joinsUp(String escaped) {
        char first = escaped.isEmpty() ? ' ' : escaped.charAt(0);
        boolean target = last() == ']' && (first == '(' || first == ':');
        boolean number = last() >= '0' && last() <= '9' && (first == '.' || first == ')');
        return target || number;
    }
}
