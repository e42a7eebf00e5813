package org.symposium.handlers.discord;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.symposium.spi.Span;

/**
 * Text in <a href="https://support.discord.com/hc/en-us/articles/210298617">Discord's Markdown</a>. Whatever Discord could read as a mark, a mention, a spoiler, a date, an
 * emoji or a link is escaped; only marks and links that the document has are made. {@code __} underlines there, so that marks are asterisks.
 */
final class DiscordMarkdown {
    /** U+200B, a border that nobody sees. */
    static final String BREAK = "\u200B";

    /** Longer addresses are left out, and their label stays: a message has 2,000 characters. */
    private static final int LONGEST_ADDRESS = 1_500;

    private static final String MARKS = "*_~|";
    private static final String ESCAPED = MARKS + "\\`[]<";
    private static final Pattern MENTION = Pattern.compile("@(?=everyone|here)|(?<=<)@(?=[!&\\d])");
    private static final Pattern ADDRESS_LIKE = Pattern.compile("(?i)://|www\\.|discord\\.gg/");

    private final boolean withPreviews;
    private final StringBuilder out = new StringBuilder();
    private boolean isMarkedBefore;

    private DiscordMarkdown(boolean withPreviews) {
        this.withPreviews = withPreviews;
    }

    /**
     * Spans as Markdown.
     *
     * @param withPreviews whether addresses that stand in the text are left to have previews: bare, where nothing beside them would become a part of them
     */
    static String of(List<Span> spans, boolean withPreviews) {
        var text = new DiscordMarkdown(withPreviews);
        for (int at = 0; at < spans.size(); at++) {
            text.add(
                    spans.get(at),
                    at == spans.size() - 1 || beginsWithBlank(spans.get(at + 1).text()));
        }
        return text.out.toString();
    }

    /** Text that shows as it is, at the start of a line too. */
    static String literal(String text) {
        return literal(text, true);
    }

    /**
     * A link if Discord takes the address, else the label, and the address of a mailbox.
     *
     * @param bare whether an address without a label stands without angle brackets, which keep Discord from showing a preview
     */
    static String link(URI address, String label, boolean bare) {
        return link(address, label, bare, false);
    }

    private static String link(URI address, String label, boolean bare, boolean isCode) {
        String line = label.replace('\n', ' ').strip();
        Optional<String> target = target(address);
        if (target.isEmpty()) {
            String mailbox =
                    isMailbox(address, line) ? " (" + literal(address.getSchemeSpecificPart(), false) + ")" : "";
            return inner(line, isCode, true) + mailbox;
        }
        if (line.isEmpty() || ADDRESS_LIKE.matcher(line).find()) {
            return bare ? target.get() : "<" + target.get() + ">";
        }
        return "[" + label(line, isCode) + "](" + target.get() + ")";
    }

    private static boolean isMailbox(URI address, String label) {
        return "mailto".equalsIgnoreCase(address.getScheme())
                && !label.isEmpty()
                && !label.contains(address.getSchemeSpecificPart());
    }

    /** Discord looks for the end of a label without heed of escapes. */
    private static String label(String line, boolean isCode) {
        return inner(line.replace('[', '(').replace(']', ')'), isCode, false);
    }

    private static String inner(String line, boolean isCode, boolean isLineStart) {
        return isCode ? code(line) : literal(line, isLineStart);
    }

    private static String literal(String text, boolean isLineStart) {
        var literal = new StringBuilder();
        int marker = isLineStart ? marker(text) : -1;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            literal.append(at == marker || ESCAPED.indexOf(c) >= 0 ? "\\" : "").append(c);
        }
        return MENTION.matcher(literal).replaceAll("@" + BREAK);
    }

    /** Where a backslash keeps a line from being a heading, small print, a quotation or an item of a list; -1 if nothing does. */
    private static int marker(String line) {
        int at = 0;
        while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
            at++;
        }
        if (at == line.length()) {
            return -1;
        }
        char c = line.charAt(at);
        if (c == '#' || c == '>' || c == '-' || c == '+') {
            return at;
        }
        int digits = at;
        while (digits < line.length() && line.charAt(digits) >= '0' && line.charAt(digits) <= '9') {
            digits++;
        }
        boolean isNumber = digits > at && digits < line.length() && ".)".indexOf(line.charAt(digits)) >= 0;
        boolean isFollowedByBlank = digits + 1 >= line.length() || Character.isWhitespace(line.charAt(digits + 1));
        return isNumber && isFollowedByBlank ? digits : -1;
    }

    /** Only http and https are links to Discord. Encoded is what would end the link, or pair with a mark around it. */
    private static Optional<String> target(URI address) {
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        String text = address.toASCIIString();
        for (char c : new char[] {'(', ')', '*', '~', '|', '<', '>', '`', '\\', '[', ']'}) {
            text = isInHost(c, text) ? text : text.replace(String.valueOf(c), encoded(c));
        }
        return Set.of("http", "https").contains(scheme) && text.length() <= LONGEST_ADDRESS
                ? Optional.of(text)
                : Optional.empty();
    }

    /** Brackets of an IPv6 address are no others. */
    private static boolean isInHost(char c, String address) {
        return (c == '[' || c == ']') && address.contains("://[");
    }

    private static String encoded(char c) {
        return String.format(Locale.ROOT, "%%%02X", (int) c);
    }

    private void add(Span span, boolean isAlone) {
        if (span.marks().contains("image")) {
            append(
                    span.link()
                            .map(address -> link(address, span.text(), false))
                            .orElseGet(() -> literal(span.text(), isAtLineStart())),
                    false);
            return;
        }
        if (span.link().isPresent()) {
            addLine(span, span.text().replace('\n', ' '), isAlone);
            return;
        }
        String[] lines = span.text().split("\n", -1);
        for (int number = 0; number < lines.length; number++) {
            if (number > 0) {
                out.append('\n');
                isMarkedBefore = false;
            }
            addLine(span, lines[number], false);
        }
    }

    /** Marks stand close around what they mark, for an asterisk beside a blank is none. */
    private void addLine(Span span, String line, boolean isAlone) {
        String core = line.strip();
        if (core.isEmpty()) {
            append(isAtLineStart() ? "" : line, false);
            return;
        }
        int from = line.indexOf(core);
        if (!isAtLineStart()) {
            append(line.substring(0, from), false);
        }
        boolean isMarked =
                Stream.of("strong", "emphasis", "strikethrough", "code").anyMatch(span.marks()::contains);
        append(marked(span, core, isAlone && core.length() == line.length()), isMarked);
        append(line.substring(from + core.length()), false);
    }

    private String marked(Span span, String core, boolean isAlone) {
        Set<String> marks = span.marks();
        boolean isCode = marks.contains("code");
        boolean isPlain = marks.isEmpty();
        String text = span.link()
                .map(address -> link(address, core, withPreviews && isAlone && isPlain, isCode))
                .orElseGet(() -> inner(core, isCode, isPlain && isAtLineStart()));
        if (isCode && core.chars().anyMatch(c -> MARKS.indexOf(c) >= 0)) {
            return text; // to marks around it, those in it count
        }
        text = marks.contains("strikethrough") ? "~~" + text + "~~" : text;
        text = marks.contains("emphasis") ? "*" + text + "*" : text;
        return marks.contains("strong") ? "**" + text + "**" : text;
    }

    /** Three back-ticks in a row would be a block. */
    private static String code(String text) {
        String harmless = text.replace("``", "`" + BREAK + "`").replace("``", "`" + BREAK + "`");
        if (!harmless.contains("`")) {
            return "`" + harmless + "`";
        }
        return "`` " + harmless + " ``";
    }

    private void append(String text, boolean isMarked) {
        if (text.isEmpty()) {
            return;
        }
        out.append(isMarked && isMarkedBefore ? BREAK : "").append(text);
        isMarkedBefore = isMarked;
    }

    private static boolean beginsWithBlank(String text) {
        return !text.isEmpty() && Character.isWhitespace(text.charAt(0));
    }

    private boolean isAtLineStart() {
        return out.isEmpty() || out.charAt(out.length() - 1) == '\n';
    }
}
