package org.symposium.handlers.slack;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.symposium.spi.Span;

/**
 * Text in <a href="https://docs.slack.dev/messaging/formatting-message-text/">mrkdwn</a>. {@code & < >} are escaped wherever they stand, so that nothing a card holds is
 * a mention, a link or a date to Slack; only links that the document has are made. There is no escape for the marks {@code * _ ~ `}: a zero-width space beside
 * one that is meant as it is keeps Slack from pairing it, and beside one of ours makes a border where it is glued to a word.
 */
final class Mrkdwn {
    /** U+200B. */
    static final String BREAK = "\u200B";

    private static final char BREAK_CHARACTER = BREAK.charAt(0);

    /** Longer addresses are left out, and their label stays: Slack takes 3,000 characters for a whole section. */
    private static final int LONGEST_ADDRESS = 2_000;

    private static final String MARKS = "*_~`";
    private static final String BORDERS = " \n\t.,;:!?()[]{}\"'/-" + BREAK;
    private static final String LOOKALIKE_OF_BACK_TICK = "ˋ";
    private static final Set<String> SCHEMES = Set.of("http", "https", "mailto");

    private final StringBuilder out = new StringBuilder();
    private boolean isMarkedBefore;

    private Mrkdwn() {}

    static String of(List<Span> spans) {
        var text = new Mrkdwn();
        spans.forEach(text::add);
        return text.out.toString();
    }

    /** Text without any mark: what Slack reads as syntax everywhere. */
    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** Text that shows as it is. */
    static String literal(String text) {
        var literal = new StringBuilder();
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            char before = at == 0 ? '.' : text.charAt(at - 1);
            char after = at == text.length() - 1 ? '.' : text.charAt(at + 1);
            if (MARKS.indexOf(c) < 0 || isHarmless(c, before, after)) {
                literal.append(c);
            } else {
                literal.append(endsWith(literal, BREAK_CHARACTER) ? "" : BREAK)
                        .append(c)
                        .append(BREAK);
            }
        }
        return escaped(literal.toString());
    }

    /** A link, if Slack takes the address; else the label alone. */
    static String link(URI address, String label) {
        Optional<String> target = target(address);
        String line = label.replace('\n', ' ').strip();
        if (target.isEmpty()) {
            return literal(line);
        }
        boolean isBare = line.isEmpty() || line.equals(address.toString());
        return isBare ? "<" + target.get() + ">" : "<" + target.get() + "|" + literal(line) + ">";
    }

    /** Inside a word, or alone between blanks, Slack makes nothing of a mark; but a back-tick it pairs anywhere. */
    private static boolean isHarmless(char mark, char before, char after) {
        boolean isInWord = Character.isLetterOrDigit(before) && Character.isLetterOrDigit(after);
        boolean isAlone = Character.isWhitespace(before) && Character.isWhitespace(after);
        return mark != '`' && (isInWord || isAlone);
    }

    private static Optional<String> target(URI address) {
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        String text =
                address.toASCIIString().replace("|", "%7C").replace("<", "%3C").replace(">", "%3E");
        return SCHEMES.contains(scheme) && text.length() <= LONGEST_ADDRESS
                ? Optional.of(text.replace("&", "&amp;"))
                : Optional.empty();
    }

    private void add(Span span) {
        if (span.marks().contains("image")) {
            String label = span.text().isBlank() ? "image" : span.text();
            append(span.link().map(address -> link(address, label)).orElseGet(() -> literal(label)), false);
            return;
        }
        if (span.link().isPresent()) {
            addLine(span, span.text());
            return;
        }
        String[] lines = span.text().split("\n", -1);
        for (int number = 0; number < lines.length; number++) {
            if (number > 0) {
                out.append('\n');
                isMarkedBefore = false;
            }
            addLine(span, lines[number]);
        }
    }

    /** Marks stand close around what they mark, for Slack takes none beside a blank. */
    private void addLine(Span span, String line) {
        String core = span.marks().contains("code") ? line : line.strip();
        if (core.isEmpty()) {
            append(line, false);
            return;
        }
        int from = line.indexOf(core);
        append(line.substring(0, from), false);
        boolean isMarked =
                Set.of("strong", "emphasis", "strikethrough", "code").stream().anyMatch(span.marks()::contains);
        append(marked(span, core), isMarked);
        append(line.substring(from + core.length()), false);
    }

    private static String marked(Span span, String core) {
        Set<String> marks = span.marks();
        String text = span.link()
                .map(address -> link(address, core))
                .orElseGet(() ->
                        marks.contains("code") ? escaped(core.replace("`", LOOKALIKE_OF_BACK_TICK)) : literal(core));
        text = marks.contains("code") ? "`" + text + "`" : text;
        text = marks.contains("strikethrough") ? "~" + text + "~" : text;
        text = marks.contains("emphasis") ? "_" + text + "_" : text;
        return marks.contains("strong") ? "*" + text + "*" : text;
    }

    private void append(String text, boolean isMarked) {
        if (text.isEmpty()) {
            return;
        }
        boolean isAtLineStart = out.isEmpty() || endsWith(out, '\n');
        boolean isQuotation = isAtLineStart && text.startsWith("&gt;");
        boolean isGlued = !isAtLineStart
                && ((isMarked && isNoBorder(out.charAt(out.length() - 1)))
                        || (isMarkedBefore && isNoBorder(text.charAt(0))));
        out.append(isQuotation || isGlued ? BREAK : "").append(text);
        isMarkedBefore = isMarked;
    }

    private static boolean isNoBorder(char c) {
        return BORDERS.indexOf(c) < 0;
    }

    private static boolean endsWith(StringBuilder text, char end) {
        return !text.isEmpty() && text.charAt(text.length() - 1) == end;
    }
}
